import { utcMoment } from '../base/date-form.ts';
import type { ScreenLanguage } from '../base/language.ts';
import { colonIn } from '../base/punctuation.ts';
import type { PurgePerson } from '../operators/people.ts';
import type { CertifiedStation, PurgeCertificate, SignedCertificate } from './certificate.ts';
import { type PurgeOutcome, type PurgePart, purgeParts } from './outcome.ts';
import type { RetentionRule } from './retention.ts';

const partWords: Readonly<Record<ScreenLanguage, Readonly<Record<PurgePart, string>>>> = {
  en: {
    delegates: 'persons of the roster',
    payloads: 'personal payloads of facts',
    photos: 'photos',
    activity: 'lines of the activity log',
    operators: 'names of operators of other stations',
    'stop-entries': 'entries of the stop list',
    'print-jobs': 'print jobs that had not begun',
    quarantine: 'payloads in quarantine',
    files: 'files that the app wrote',
    stores: 'stores that were put aside',
  },
  fr: {
    delegates: 'personnes de la liste',
    payloads: 'données personnelles jointes aux enregistrements',
    photos: 'photos',
    activity: 'lignes du journal d’activité',
    operators: 'noms d’opérateurs d’autres postes',
    'stop-entries': 'entrées de la liste d’opposition',
    'print-jobs': 'impressions qui n’avaient pas commencé',
    quarantine: 'données personnelles en quarantaine',
    files: 'fichiers écrits par l’application',
    stores: 'bases mises de côté',
  },
};

const words = {
  en: {
    title: 'Certificate of deletion of personal data',
    event: 'Event',
    order: 'Order',
    ordered: 'Ordered',
    issued: 'This certificate',
    requested: 'Asked for by',
    approved: 'Approved by',
    rule: 'Rule',
    byRule: 'nobody: the rule itself',
    gdpr: 'General Data Protection Regulation',
    days: (days: number) => `${days} ${days === 1 ? 'day' : 'days'} after the event’s last day`,
    never: 'no purge by itself',
    complete: 'Complete: every station has carried it out.',
    incomplete: 'NOT COMPLETE: see what is missing below.',
    copiesAt: 'Not complete: copies at',
    issuer: 'Issued by',
    stations: 'Stations',
    done: 'done',
    underWay: 'under way',
    unreachable: 'UNREACHABLE: it has not said that it carried out the order',
    lastSeen: 'last seen',
    neverSeen: 'never seen',
    nothing: 'nothing was there',
    left: 'What was left',
    why: {
      'not-there': 'no longer where it was written',
      changed: 'changed since it was written',
      'not-deleted': 'could not be deleted',
      'copies-away':
        'copies of the store on a disk that is away. Connect it: the station erases them within the hour',
      'not-seen': 'the hub cannot see these. Delete them',
    },
    remedy:
      'Everything that is left is tried again every hour. If it was destroyed, declare it destroyed with the reason.',
    destroyed: 'Declared destroyed',
    states: { enrolled: '', revoked: 'revoked', replaced: 'replaced' },
    declared: 'named at the hub’s machine',
    stays:
      'What stays: the chain of facts (ids, times, kinds, places, salted commitments), badge serials, and counts.',
    key: 'Public key of the issuer (Ed25519)',
    signature: 'Signature',
  },
  fr: {
    title: 'Attestation de suppression de données personnelles',
    event: 'Événement',
    order: 'Ordre',
    ordered: 'Ordonné',
    issued: 'Cette attestation',
    requested: 'Demandé par',
    approved: 'Approuvé par',
    rule: 'Règle',
    byRule: 'personne : la règle elle-même',
    gdpr: 'Règlement général sur la protection des données',
    days: (days: number) =>
      `${days} ${days < 2 ? 'jour' : 'jours'} après le dernier jour de l’événement`,
    never: 'pas de purge automatique',
    complete: 'Complète : chaque poste l’a exécuté.',
    incomplete: 'INCOMPLÈTE : voyez ci-dessous ce qui manque.',
    copiesAt: 'Incomplète, des copies restent dans',
    issuer: 'Délivrée par',
    stations: 'Postes',
    done: 'exécuté',
    underWay: 'en cours',
    unreachable: 'INJOIGNABLE : il n’a pas confirmé avoir exécuté l’ordre',
    lastSeen: 'vu pour la dernière fois',
    neverSeen: 'jamais vu',
    nothing: 'il n’y avait rien',
    left: 'Ce qui reste',
    why: {
      'not-there': 'n’est plus là où il a été écrit',
      changed: 'modifié depuis',
      'not-deleted': 'n’a pas pu être supprimé',
      'copies-away':
        'copies de la base sur un disque absent. Rebranchez-le : le poste les efface dans l’heure',
      'not-seen': 'hors de portée du serveur. Supprimez-les',
    },
    remedy:
      'Un nouvel essai a lieu chaque heure. Si l’objet a été détruit, déclarez-le détruit en indiquant le motif.',
    destroyed: 'Déclaré détruit',
    states: { enrolled: '', revoked: 'révoqué', replaced: 'remplacé' },
    declared: 'nommé sur la machine du serveur',
    stays:
      'Ce qui reste : la chaîne des enregistrements (identifiants, heures, types, lieux, engagements salés), les numéros de badges et les totaux.',
    key: 'Clé publique de l’émetteur (Ed25519)',
    signature: 'Signature',
  },
} as const;

/** A certificate for people to read: plain text, times in UTC. Only the signed file is proof. */
export function certificateWords(
  { certificate, signature }: SignedCertificate,
  language: ScreenLanguage,
): string {
  const w = words[language];
  const { order, event, issuer } = certificate;
  const say = (label: string, value: string): string => `${label}${colonIn(language)}${value}`;
  const lines = [
    w.title,
    '='.repeat(w.title.length),
    '',
    say(w.event, `${event.name} (${event.id})`),
    say(w.order, order.id),
    say(w.ordered, utcMoment(order.ordered, language)),
    say(w.issued, utcMoment(certificate.issued, language)),
    say(w.requested, person(order.requestedBy, language)),
    say(w.approved, person(order.approvedBy, language)),
    say(w.rule, ruleWords(order.rule, language)),
    '',
    certificate.complete ? w.complete : w.incomplete,
    ...copiesWords(certificate, language),
    '',
    say(w.issuer, `${issuer.name} — ${outcomeWords(issuer.outcome, w.underWay, language)}`),
    ...leftWords(issuer.outcome, language),
    '',
    say(w.stations, String(certificate.stations.length)),
    ...certificate.stations.flatMap((station) => stationWords(station, language)),
    '',
    w.stays,
    '',
    say(w.key, issuer.publicKey),
    say(w.signature, signature),
  ];
  return `${lines.join('\n')}\n`;
}

export function ruleWords(rule: RetentionRule, language: ScreenLanguage): string {
  const w = words[language];
  const set = rule.set === 'gdpr' ? w.gdpr : rule.name;
  return `${set} — ${rule.days === null ? w.never : w.days(rule.days)}`;
}

function stationWords(station: CertifiedStation, language: ScreenLanguage): string[] {
  const w = words[language];
  const seen =
    station.lastSeen === null
      ? w.neverSeen
      : `${w.lastSeen} ${utcMoment(station.lastSeen, language)}`;
  const state = w.states[station.state];
  const about = [station.mode, ...(state === '' ? [] : [state]), seen].join(', ');
  const what = outcomeWords(station.outcome, w.unreachable, language);
  return [
    `  ${station.name} (${station.station}; ${about}) — ${what}`,
    ...leftWords(station.outcome, language).map((line) => `  ${line}`),
  ];
}

function outcomeWords(
  outcome: PurgeOutcome | null,
  otherwise: string,
  language: ScreenLanguage,
): string {
  const w = words[language];
  if (outcome === null) return otherwise;
  const counts = outcome.counts.map(({ part, count }) => `${count} ${partName(part, language)}`);
  return `${w.done} ${utcMoment(outcome.done, language)}${colonIn(language)}${counts.length === 0 ? w.nothing : counts.join(', ')}`;
}

function leftWords(outcome: PurgeOutcome | null, language: ScreenLanguage): string[] {
  const w = words[language];
  if (outcome === null) return [];
  const { left, declared } = outcome;
  const destroyed = declared.map(
    ({ path, reason, by, at }) =>
      `    ${path} — ${person(by, language)}, ${utcMoment(at, language)}, ${reason}`,
  );
  const heading = (text: string): string => `  ${text}${colonIn(language).trimEnd()}`;
  return [
    ...(left.length === 0 ? [] : [heading(w.left)]),
    ...left.map(({ path, why }) => `    ${path} — ${w.why[why]}`),
    ...(destroyed.length === 0 ? [] : [heading(w.destroyed), ...destroyed]),
  ];
}

/** Where copies are or may be: the owner's name and the path. */
export function copiesLeft({ issuer, stations }: PurgeCertificate): string[] {
  return [issuer, ...stations].flatMap(({ name, outcome }) =>
    (outcome?.left ?? []).map(({ path }) => `${name}, ${path}`),
  );
}

/** The same as {@link copiesLeft}, with what to do about each copy. */
function copiesWords(certificate: PurgeCertificate, language: ScreenLanguage): string[] {
  const w = words[language];
  const places = copiesLeft(certificate);
  if (places.length === 0) return [];
  return [`${w.copiesAt}${colonIn(language)}${places.join('; ')}`, w.remedy];
}

/** The label of a part, or its code where a newer version counted it. */
function partName(part: string, language: ScreenLanguage): string {
  const known = purgeParts.find((one) => one === part);
  return known === undefined ? part : partWords[language][known];
}

function person(of: PurgePerson | null, language: ScreenLanguage): string {
  const w = words[language];
  if (of === null) return w.byRule;
  return of.kind === 'administrator' ? `${of.name} (${w.declared})` : `${of.name} (${of.id})`;
}

/** For screens and commands. @returns names of stations that have not confirmed */
export function missingStations({ stations }: PurgeCertificate): string[] {
  return stations.filter(({ outcome }) => outcome === null).map(({ name }) => name);
}
