import type { z } from 'zod';
import { demoKeyMistakes, isForeignDemoKey } from './demo-event.ts';
import { type EventFile, eventFileSchema } from './event-file.ts';
import { isTimeZone, minutesIntoDay } from './local-day.ts';
import { compileRegistrationPattern, UnsafePatternError } from './registration-pattern.ts';

type Report = (path: ReadonlyArray<string | number>, message: string) => void;

/**
 * An event file whose parts also fit together. Parse files from outside with this. A file that
 * passes cannot stop a desk later: its time zone exists, its pattern of registration codes is not
 * too slow, and everything that it refers to is in it.
 */
export const wholeEventFileSchema = eventFileSchema.superRefine((file, context) => {
  const report: Report = (path, message) =>
    context.addIssue({ code: 'custom', path: [...path], message });
  checkTimes(file, report);
  checkKeysAndPattern(file, report);
  checkNames(file, report);
  checkCheckpoints(file, report);
}) satisfies z.ZodType<EventFile>;

function checkTimes(file: EventFile, report: Report): void {
  if (!isTimeZone(file.timeZone)) report(['timeZone'], 'no such time zone in the IANA data base');
  file.days.forEach((day, i) => {
    const before = file.days[i - 1];
    if (before !== undefined && day <= before) report(['days', i], 'days must ascend');
  });
}

function checkKeysAndPattern(file: EventFile, report: Report): void {
  file.ticketKeys.forEach((key, i) => {
    if (bytesIn(key) !== 32) report(['ticketKeys', i], 'an Ed25519 public key has 32 bytes');
    if (isForeignDemoKey(file, key)) report(['ticketKeys', i], demoKeyMistakes.ticketKey);
  });
  if (file.registrationCodePattern === null) return;
  try {
    compileRegistrationPattern(file.registrationCodePattern);
  } catch (error) {
    if (!(error instanceof UnsafePatternError)) throw error;
    report(['registrationCodePattern'], `cannot be used: ${error.message}`);
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
        report([list, i, 'id'], 'used twice');
    });
  }
  file.delegations.forEach((line, i) => {
    const { code, validFrom, validTo } = line;
    if (validFrom !== null && validTo !== null && validTo < validFrom) {
      report(['delegations', i, 'validTo'], 'ends before it begins');
    }
    const overlaps = file.delegations
      .slice(0, i)
      .some(
        (other) =>
          other.code === code &&
          (other.validFrom ?? '') <= (validTo ?? '9999') &&
          (validFrom ?? '') <= (other.validTo ?? '9999'),
      );
    if (overlaps) report(['delegations', i, 'code'], 'has two names on the same day');
  });
}

function checkCheckpoints(file: EventFile, report: Report): void {
  const known = new Set(file.categories.map(({ id }) => id));
  const sinceBoundary = (time: string) => minutesIntoDay(time, file.dayBoundary);
  file.checkpoints.forEach((checkpoint, i) => {
    checkpoint.categories?.forEach((category, j) => {
      if (!known.has(category)) report(['checkpoints', i, 'categories', j], 'no such category');
    });
    checkpoint.windows.forEach(({ day, opens, closes }, j) => {
      const path = ['checkpoints', i, 'windows', j];
      if (!file.days.includes(day)) report([...path, 'day'], 'not a day of the event');
      if (sinceBoundary(opens) >= (sinceBoundary(closes) || 1440)) {
        report([...path, 'closes'], `must come after it opens and not after ${file.dayBoundary}`);
      }
    });
  });
}
