import { utcMoment } from '../base/date-form.ts';
import type { ScreenLanguage } from '../base/language.ts';
import { colonIn } from '../base/punctuation.ts';
import type { PersonFact, PersonReport } from './person-report.ts';

const words = {
  en: {
    title: 'Personal data of one person',
    event: 'Event',
    source: 'Read at',
    made: 'Made',
    registration: 'Registration',
    notInRoster: 'The roster no longer has this person.',
    corrections: 'Corrections made at a desk',
    replaced: 'Values that the last import replaced',
    facts: 'What was recorded',
    badges: 'Badges',
    printJobs: 'Prints',
    ticketMails: 'E-mails with the ticket',
    log: 'Who looked for or at this person (by operator)',
    quarantine: 'Items that could not be understood and name this person',
    stopList: 'On the stop list',
    photo: 'Portrait',
    photoFile: 'in the file beside this one',
    recipients: 'Stations that received data of this person',
    fields: 'fields',
    yes: 'yes',
    no: 'no',
    none: 'none',
    nobody: 'nobody signed in',
  },
  fr: {
    title: 'Données personnelles d’une personne',
    event: 'Événement',
    source: 'Lu à',
    made: 'Établi',
    registration: 'Inscription',
    notInRoster: 'La liste ne contient plus cette personne.',
    corrections: 'Corrections faites à un accueil',
    replaced: 'Valeurs que le dernier import a remplacées',
    facts: 'Ce qui a été enregistré',
    badges: 'Badges',
    printJobs: 'Impressions',
    ticketMails: 'Courriels avec le billet',
    log: 'Qui a cherché ou ouvert cette personne (par opérateur)',
    quarantine: 'Éléments non compris qui nomment cette personne',
    stopList: 'Sur la liste d’opposition',
    photo: 'Portrait',
    photoFile: 'dans le fichier à côté de celui-ci',
    recipients: 'Postes qui ont reçu des données de cette personne',
    fields: 'champs',
    yes: 'oui',
    no: 'non',
    none: 'rien',
    nobody: 'personne de connecté',
  },
} as const;

/**
 * A report on one person, for that person: plain text with times in UTC, the same content as the
 * JSON.
 */
export function personWords(report: PersonReport, language: ScreenLanguage): string {
  const w = words[language];
  const say = (label: string, value: string): string => `${label}${colonIn(language)}${value}`;
  const list = (title: string, lines: readonly string[]): string[] => [
    '',
    title,
    '-'.repeat(title.length),
    ...(lines.length === 0 ? [w.none] : lines),
  ];
  const { delegate } = report;
  const values = delegate === null ? [] : Object.entries(delegate);
  return [
    w.title,
    '='.repeat(w.title.length),
    '',
    say(w.event, `${report.event.name} (${report.event.id})`),
    say(w.source, report.source),
    say(w.made, utcMoment(report.made, language)),
    ...list(
      w.registration,
      delegate === null ? [w.notInRoster] : values.map(([name, value]) => say(name, text(value))),
    ),
    ...list(
      w.corrections,
      report.corrections.map(({ field, value }) => say(field, value)),
    ),
    ...list(
      w.replaced,
      report.replaced.map(({ field, value }) => say(field, value)),
    ),
    ...list(w.facts, report.facts.map(factWords)),
    ...list(
      w.badges,
      report.badges.map(({ serial, state, wall }) => `${serial}  ${state}  ${time(wall)}`),
    ),
    ...list(
      w.printJobs,
      report.printJobs.map(({ id, state, wall }) => `${time(wall)}  ${state}  ${id}`),
    ),
    ...list(
      w.ticketMails,
      report.ticketMails.map(
        ({ address, state, answer, wall }) => `${time(wall)}  ${state}  ${address}  ${answer}`,
      ),
    ),
    ...list(
      w.log,
      report.log.map(
        ({ wall, kind, operatorId, detail }) =>
          `${time(wall)}  ${kind}  ${operatorId ?? w.nobody}  ${detail}`,
      ),
    ),
    ...list(w.quarantine, report.quarantine),
    '',
    say(w.stopList, report.onStopList ? w.yes : w.no),
    say(w.photo, report.photo === null ? w.none : `${w.photoFile} (${report.photo})`),
    ...list(
      w.recipients,
      report.recipients.map(
        ({ name, mode, fields }) => `${name} (${mode}) — ${say(w.fields, fields.join(', '))}`,
      ),
    ),
    '',
  ].join('\n');
}

function factWords(fact: PersonFact): string {
  const about = [fact.checkpoint, fact.localDay, fact.badgeSerial, fact.operatorId];
  const said = [fact.values, fact.personal].filter(
    (value) => value !== null && value !== undefined && text(value) !== '{}',
  );
  const parts = [...about.filter((part) => part !== null), ...said.map(text)];
  return `${time(fact.wall)}  ${fact.type}  ${fact.station}  ${parts.join('  ')}`.trimEnd();
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Sortable digits, as in the rows of a table. */
function time(wall: number | null): string {
  return wall === null ? '—' : `${new Date(wall).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
