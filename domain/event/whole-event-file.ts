import type { z } from 'zod';
import { InvalidData } from '../base/invalid-data.ts';
import type { ScreenText } from '../base/language.ts';
import { demoKeyMistakes, isForeignDemoKey } from './demo-event.ts';
import { type EventFile, eventFileSchema } from './event-file.ts';
import { isSkipped, isTimeZone, minutesIntoDay, minutesOf } from './local-day.ts';
import { compileRegistrationPattern } from './registration-pattern.ts';

type Report = (path: ReadonlyArray<string | number>, mistake: ScreenText) => void;

/**
 * An event file whose parts also fit together. Parse files from outside with this. A file that
 * passes cannot stop a desk later: its time zone exists, its pattern of registration codes is not
 * too slow, and everything that it refers to is in it.
 */
export const wholeEventFileSchema = eventFileSchema.superRefine((file, context) => {
  const report: Report = (path, mistake) =>
    context.addIssue({
      code: 'custom',
      path: [...path],
      message: mistake.en,
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
  skipped: {
    en: 'Clocks are put ahead over this time on that day, so it never opens. Choose a later time.',
    fr: 'Ce jour-là, le passage à l’heure d’été saute cette heure. Choisissez-en une plus tardive.',
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
    if (!(error instanceof InvalidData && error.code === 'unsafe-pattern')) throw error;
    report(['registrationCodePattern'], mistakes.pattern);
  }
}

/**
 * Number of bytes of a base64 text; null if it is not base64, which the schema has already
 * reported.
 */
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
      } else if (neverOpens(file, { day, opens, closes })) {
        report([...path, 'opens'], mistakes.skipped);
      }
    });
  });
}

/** Whether clocks skip the whole window: it then opens and closes at no moment. */
function neverOpens(
  { timeZone, dayBoundary }: EventFile,
  { day, opens, closes }: { day: string; opens: string; closes: string },
): boolean {
  if (!isTimeZone(timeZone)) return false;
  const end = minutesIntoDay(closes, dayBoundary) || 1440;
  const length = end - minutesIntoDay(opens, dayBoundary);
  if (length <= 0 || length > maxSkippedLength) return false;
  // A window that opens before the day boundary falls on the next calendar day.
  const from = minutesOf(opens) + (opens < dayBoundary ? 1440 : 0);
  return Array.from({ length }, (_, minute) => from + minute).every((minute) =>
    isSkipped(day, minute, timeZone),
  );
}

/** Minutes. No zone puts its clocks forward by more within a day of an event. */
const maxSkippedLength = 180;
