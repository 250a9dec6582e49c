import type { z } from 'zod';
import type { PlaceWords } from '../base/file-problems.ts';
import type { ScreenText } from '../base/language.ts';
import { demoKeyMistakes, isForeignDemoKey } from './demo-event.ts';
import { type EventFile, eventFileSchema } from './event-file.ts';
import { isTimeZone, minutesIntoDay } from './local-day.ts';
import { compileRegistrationPattern, UnsafePatternError } from './registration-pattern.ts';

type Report = (path: ReadonlyArray<string | number>, mistake: ScreenText) => void;

/**
 * An event file whose parts also fit together. Parse files from outside with this. A file that
 * passes cannot stop a desk later: its time zone exists, its pattern of registration codes is not
 * too slow, and everything that it refers to is in it.
 */
export const wholeEventFileSchema = eventFileSchema.superRefine((file, context) => {
  const report: Report = (path, mistake) =>
    context.addIssue({
      ...{ code: 'custom', path: [...path], message: mistake.en },
      params: { mistake },
    });
  checkTimes(file, report);
  checkKeysAndPattern(file, report);
  checkNames(file, report);
  checkCheckpoints(file, report);
}) satisfies z.ZodType<EventFile>;

const mistakes = {
  timeZone: {
    en: 'There is no such time zone. Write it as Europe/Brussels.',
    fr: 'Ce fuseau horaire n’existe pas. Écrivez-le ainsi\u202F: Europe/Brussels.',
  },
  dayOrder: {
    en: 'It comes before the day above it. Put the days in order, each once.',
    fr: 'Il précède le jour d’avant. Mettez les jours dans l’ordre, chacun une fois.',
  },
  ticketKey: {
    en: 'This is no public key of Ed25519 (32 bytes). Copy it again from the ticket signer.',
    fr: 'Ce n’est pas une clé publique Ed25519 (32 octets). Copiez-la de nouveau.',
  },
  pattern: {
    en: 'This pattern is wrong, or too slow. Write a simpler one.',
    fr: 'Ce motif est faux, ou trop lent. Écrivez-en un plus simple.',
  },
  twice: {
    en: 'Another entry of this list has it. Give each its own.',
    fr: 'Une autre ligne de cette liste le porte. Donnez à chacune le sien.',
  },
  endsFirst: {
    en: 'It ends before it begins. Correct one of the two dates.',
    fr: 'La fin précède le début. Corrigez l’une des deux dates.',
  },
  twoNames: {
    en: 'This delegation has two names on the same day. Correct the dates of one.',
    fr: 'Cette délégation a deux noms le même jour. Corrigez les dates de l’un.',
  },
  category: {
    en: 'The event has no such category. Choose one of its own.',
    fr: 'L’événement n’a pas cette catégorie. Choisissez-en une des siennes.',
  },
  day: {
    en: 'This is not a day of the event. Choose one, or add this day to the event.',
    fr: 'Ce n’est pas un jour de l’événement. Choisissez-en un, ou ajoutez ce jour.',
  },
} as const satisfies Record<string, ScreenText>;

function closesMistake({ dayBoundary }: EventFile): ScreenText {
  return {
    en: `It must close after it opens, and at ${dayBoundary} at the latest.`,
    fr: `La fermeture vient après l’ouverture, et au plus tard à ${dayBoundary}.`,
  };
}

function checkTimes(file: EventFile, report: Report): void {
  if (!isTimeZone(file.timeZone)) report(['timeZone'], mistakes.timeZone);
  file.days.forEach((day, i) => {
    const before = file.days[i - 1];
    if (before !== undefined && day <= before) report(['days', i], mistakes.dayOrder);
  });
}

function checkKeysAndPattern(file: EventFile, report: Report): void {
  file.ticketKeys.forEach((key, i) => {
    if (bytesIn(key) !== 32) report(['ticketKeys', i], mistakes.ticketKey);
    if (isForeignDemoKey(file, key)) report(['ticketKeys', i], demoKeyMistakes.ticketKey);
  });
  if (file.registrationCodePattern === null) return;
  try {
    compileRegistrationPattern(file.registrationCodePattern);
  } catch (error) {
    if (!(error instanceof UnsafePatternError)) throw error;
    report(['registrationCodePattern'], mistakes.pattern);
  }
}

/** Bytes of a base64 text; null if it is not one, which the schema has reported already. */
function bytesIn(base64: string): number | null {
  try {
    return atob(base64).length;
  } catch {
    return null;
  }
}

function checkNames(file: EventFile, report: Report): void {
  for (const list of ['checkpoints', 'categories'] as const) {
    file[list].forEach(({ id }, i) => {
      if (file[list].findIndex((other) => other.id === id) !== i)
        report([list, i, 'id'], mistakes.twice);
    });
  }
  file.delegations.forEach((line, i) => {
    const { code, validFrom, validTo } = line;
    if (validFrom !== null && validTo !== null && validTo < validFrom) {
      report(['delegations', i, 'validTo'], mistakes.endsFirst);
    }
    const overlaps = file.delegations
      .slice(0, i)
      .some(
        (other) =>
          other.code === code &&
          (other.validFrom ?? '') <= (validTo ?? '9999') &&
          (validFrom ?? '') <= (other.validTo ?? '9999'),
      );
    if (overlaps) report(['delegations', i, 'code'], mistakes.twoNames);
  });
}

function checkCheckpoints(file: EventFile, report: Report): void {
  const known = new Set(file.categories.map(({ id }) => id));
  const sinceBoundary = (time: string) => minutesIntoDay(time, file.dayBoundary);
  file.checkpoints.forEach((checkpoint, i) => {
    checkpoint.categories?.forEach((category, j) => {
      if (!known.has(category)) report(['checkpoints', i, 'categories', j], mistakes.category);
    });
    checkpoint.windows.forEach(({ day, opens, closes }, j) => {
      const path = ['checkpoints', i, 'windows', j];
      if (!file.days.includes(day)) report([...path, 'day'], mistakes.day);
      if (sinceBoundary(opens) >= (sinceBoundary(closes) || 1440)) {
        report([...path, 'closes'], closesMistake(file));
      }
    });
  });
}

/** The parts of an event file, as the event's editor names them. */
export const eventPlaces: PlaceWords = {
  fields: {
    ar: { en: 'Arabic', fr: 'Arabe' },
    badges: { en: 'Other badges', fr: 'Autres badges' },
    capacity: { en: 'Capacity', fr: 'Capacité' },
    categories: { en: 'Who may pass', fr: 'Qui peut passer' },
    checkpoints: { en: 'Sessions and doors', fr: 'Séances et portes' },
    choices: { en: 'Choices', fr: 'Choix' },
    closes: { en: 'Closes', fr: 'Fermeture' },
    code: { en: 'Code', fr: 'Code' },
    consents: { en: 'Questions at kiosks', fr: 'Questions aux bornes' },
    countsTowardsQuorum: { en: 'Counts towards a quorum', fr: 'Compte pour le quorum' },
    day: { en: 'Day', fr: 'Jour' },
    dayBoundary: { en: 'A day begins at', fr: 'La journée commence à' },
    days: { en: 'Days', fr: 'Jours' },
    delegations: { en: 'Delegations', fr: 'Délégations' },
    emblem: { en: 'Emblem', fr: 'Emblème' },
    en: { en: 'English', fr: 'Anglais' },
    es: { en: 'Spanish', fr: 'Espagnol' },
    extraFields: { en: 'Extra fields', fr: 'Champs supplémentaires' },
    feminineFr: { en: 'French feminine name', fr: 'Nom français au féminin' },
    formatVersion: { en: 'Version of the format', fr: 'Version du format' },
    fr: { en: 'French', fr: 'Français' },
    heldBadgeAsksAfterMinutes: {
      en: 'Ask before printing badges on hold for (minutes)',
      fr: 'Demander avant d’imprimer les badges retenus depuis (minutes)',
    },
    id: { en: 'Short name in the file', fr: 'Nom court dans le fichier' },
    idCheck: { en: 'Check documents before a badge', fr: 'Contrôler les documents avant un badge' },
    kind: { en: 'Kind', fr: 'Type' },
    label: { en: 'Label', fr: 'Libellé' },
    listsOldAfterMinutes: {
      en: 'Lists are old after (minutes)',
      fr: 'Listes jugées anciennes après (minutes)',
    },
    name: { en: 'Name', fr: 'Nom' },
    needsCheckIn: { en: 'Only people checked in', fr: 'Uniquement après validation de l’arrivée' },
    opens: { en: 'Opens', fr: 'Ouverture' },
    order: { en: 'Place in the list', fr: 'Rang dans la liste' },
    place: { en: 'Place', fr: 'Lieu' },
    policies: { en: 'Rules', fr: 'Règles' },
    pt: { en: 'Portuguese', fr: 'Portugais' },
    receivedBy: { en: 'Received by', fr: 'Destinataires' },
    reentry: { en: 'Coming back', fr: 'Retour' },
    registrationCodePattern: {
      en: 'Form of registration codes',
      fr: 'Forme des codes d’inscription',
    },
    retired: { en: 'Retired', fr: 'Retiré' },
    returned: { en: 'Returned badge', fr: 'Badge rendu' },
    room: { en: 'Room', fr: 'Salle' },
    ru: { en: 'Russian', fr: 'Russe' },
    seatsPerDelegation: { en: 'Seats for each delegation', fr: 'Places par délégation' },
    showsAt: { en: 'Shows', fr: 'Affichage' },
    stale: { en: 'Replaced badge', fr: 'Badge remplacé' },
    strip: { en: 'Strip on the badge', fr: 'Bandeau du badge' },
    text: { en: 'Text', fr: 'Texte' },
    ticketHosts: {
      en: 'Hosts of other systems’ tickets',
      fr: 'Hôtes des billets d’autres systèmes',
    },
    ticketIssuer: { en: 'Station that signs tickets', fr: 'Poste qui signe les billets' },
    ticketKeys: { en: 'Keys of signed tickets', fr: 'Clés des billets signés' },
    tickets: { en: 'Tickets in place of badges', fr: 'Billets à la place de badges' },
    timeZone: { en: 'Time zone', fr: 'Fuseau horaire' },
    type: { en: 'Type', fr: 'Type' },
    unheard: { en: 'Badge that no station has reported', fr: 'Badge qu’aucun poste n’a signalé' },
    unknownSignedTicket: {
      en: 'Signed tickets of people not listed',
      fr: 'Billets signés de personnes non inscrites',
    },
    validFrom: { en: 'Valid from', fr: 'Valable à partir du' },
    validTo: { en: 'Valid to', fr: 'Valable jusqu’au' },
    whenFull: { en: 'When full', fr: 'Si c’est complet' },
    windows: { en: 'Times', fr: 'Horaires' },
    zone: { en: 'Zone', fr: 'Zone' },
  },
  top: { categories: { en: 'Categories', fr: 'Catégories' } },
  entries: {
    checkpoints: { en: 'Session or door', fr: 'Séance ou porte' },
    categories: { en: 'Category', fr: 'Catégorie' },
    delegations: { en: 'Delegation', fr: 'Délégation' },
    extraFields: { en: 'Extra field', fr: 'Champ supplémentaire' },
    windows: { en: 'Time', fr: 'Horaire' },
    days: { en: 'Day', fr: 'Jour' },
    consents: { en: 'Question at kiosks', fr: 'Question aux bornes' },
    ticketKeys: { en: 'Key of signed tickets', fr: 'Clé des billets signés' },
    choices: { en: 'Choice', fr: 'Choix' },
    ticketHosts: { en: 'Host', fr: 'Hôte' },
  },
  secrets: ['ticketKeys'],
};
