import type { ScreenLanguage } from '../../../domain/base/language.ts';
import { delegationName, hasGroups } from '../../../domain/delegations.ts';
import type { EventFile, LocalDay } from '../../../domain/event/event-file.ts';
import { withoutGroup } from '../../../domain/event/group-words.ts';

/** Texts printed on A4. `{…}` are filled in. */
const words = {
  en: {
    training: 'TRAINING – nothing counts',
    pageOf: 'page {page} of {pages}',
    made: 'Made {moment} at {station}. {age}',
    ageNow: 'Roster of this station.',
    ageHub: 'Roster as the hub confirmed it at {moment}.',
    ageNever: 'Roster never confirmed by the hub.',
    continued: '{name} (continued)',
    everyone: 'Participants',
    notInRoster: 'Not in this station’s roster',
    evacuation: {
      title: 'Evacuation list',
      inside: '{count} inside at {time}',
      building: 'In the building, zone not known',
      seen: 'seen {time}',
      since: 'since {time}',
      unconfirmed: 'unconfirmed',
      unconfirmedCount: '{count} unconfirmed',
      stations: 'How old the data is',
      self: 'this station: now',
      heard: '{name}: last contact {moment}',
      never: '{name}: no contact yet',
      hub: 'Hub last reached {moment}',
      hubNever: 'Hub never reached',
      alone: 'This station has no hub: it knows only who passed here.',
      began: 'The people of {day} are listed too.',
      noOne: 'Nobody is inside.',
    },
    pack: {
      title: 'Emergency pack',
      roster: 'Roster on paper',
      badges: 'One-day badges',
      late: 'Late entries',
      holds: 'What it holds',
      holdsRoster: 'Roster of {count} expected, by {group}',
      holdsRosterPlain: 'Roster of {count} expected, by name',
      holdsBadges: '{count} one-day badges, {first} to {last}',
      holdsNoBadges: 'No one-day badges',
      holdsLate: 'A form for people who are not on the roster',
      steps: 'When every station has failed',
      step1: 'Find the person on the roster; check a document with a photo.',
      step2: 'Tick the box and write the time.',
      step3: 'Give out the next one-day badge and write its last three digits.',
      step4: 'Not on the roster: call a supervisor, and use the form for late entries.',
      step5: 'When a station works again, type every line in: Emergency, From paper.',
      name: 'Name',
      time: 'Time',
      badge: 'Badge no.',
      document: 'Document seen',
      initials: 'Initials',
      oneDay: 'One-day badge / Badge d’un jour',
      people: '{count}',
    },
  },
  fr: {
    training: 'EXERCICE – rien ne compte',
    pageOf: 'page {page} sur {pages}',
    made: 'Établi {moment} au poste {station}. {age}',
    ageNow: 'Liste de ce poste.',
    ageHub: 'Liste confirmée par le hub à {moment}.',
    ageNever: 'Liste jamais confirmée par le hub.',
    continued: '{name} (suite)',
    everyone: 'Participants',
    notInRoster: 'Absent de la liste de ce poste',
    evacuation: {
      title: 'Liste d’évacuation',
      inside: '{count} à l’intérieur à {time}',
      building: 'Dans le bâtiment, zone inconnue',
      seen: 'vu à {time}',
      since: 'depuis {time}',
      unconfirmed: 'non confirmé',
      unconfirmedCount: '{count} non confirmées',
      stations: 'Âge des données',
      self: 'ce poste\u202f: maintenant',
      heard: '{name}\u202f: dernier contact {moment}',
      never: '{name}\u202f: aucun contact',
      hub: 'Dernier contact avec le hub\u202f: {moment}',
      hubNever: 'Hub jamais joint',
      alone: 'Ce poste n’a pas de hub\u202f: il ne connaît que ses propres passages.',
      began: 'Les personnes du {day} y figurent aussi.',
      noOne: 'Personne à l’intérieur.',
    },
    pack: {
      title: 'Dossier de secours',
      roster: 'Liste sur papier',
      badges: 'Badges d’un jour',
      late: 'Entrées tardives',
      holds: 'Contenu',
      holdsRoster: 'Liste de {count} personnes attendues, par {group}',
      holdsRosterPlain: 'Liste de {count} personnes attendues, par nom',
      holdsBadges: '{count} badges d’un jour, de {first} à {last}',
      holdsNoBadges: 'Aucun badge d’un jour',
      holdsLate: 'Un formulaire pour les personnes absentes de la liste',
      steps: 'Quand tous les postes sont en panne',
      step1: 'Trouver la personne sur la liste\u202f; vérifier un document avec photo.',
      step2: 'Cocher la case et noter l’heure.',
      step3: 'Remettre le badge d’un jour suivant et noter ses trois derniers chiffres.',
      step4:
        'Absente de la liste\u202f: appeler un superviseur et remplir le formulaire des entrées tardives.',
      step5: 'Dès qu’un poste fonctionne, saisir chaque ligne\u202f: Secours, Depuis le papier.',
      name: 'Nom',
      time: 'Heure',
      badge: 'Nº badge',
      document: 'Document vu',
      initials: 'Paraphe',
      oneDay: 'One-day badge / Badge d’un jour',
      people: '{count}',
    },
  },
} as const satisfies Record<ScreenLanguage, unknown>;

export function paperWords(language: ScreenLanguage) {
  return words[language];
}

/** Fills the placeholders in braces. */
export function filled(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}

/** The heading of the people of a delegation; an empty code stands for none. */
export function groupTitle(
  { event, language }: { event: EventFile; language: ScreenLanguage },
  code: string,
  day: LocalDay,
): string {
  if (code !== '') return delegationName(event, code, day, language) ?? code;
  const words = paperWords(language);
  return hasGroups(event) ? withoutGroup(event.groupWord, language) : words.everyone;
}
