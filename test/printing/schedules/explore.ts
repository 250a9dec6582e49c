import fc from 'fast-check';
import { Coverage } from '../../sim/coverage.ts';
import { type Device, languages } from './devices.ts';
import { runSchedule } from './run-schedule.ts';
import { type Schedule, scheduleOf } from './steps.ts';

export interface Failure {
  language: Device['language'];
  /** Repeats the failure. */
  seed: number;
  path: string;
  text: string;
}

/** Concurrent searches, each with its own seed: schedules mostly wait. */
const atOnce = 12;

/**
 * Runs at least so many random schedules, the languages in turn, until one fails.
 *
 * @param options `only`: these languages; `onDone`: called after each good schedule
 */
export async function explore(options: {
  seed: number;
  schedules: number;
  only?: readonly Device['language'][];
  onDone?: (done: number) => void;
}): Promise<{ coverage: Coverage; failures: Failure[] }> {
  const { seed, schedules, only = languages } = options;
  const coverage = new Coverage();
  const failures: Failure[] = [];
  let done = 0;
  const search = async (number: number): Promise<void> => {
    const language = only[number % only.length] ?? 'escpos';
    const property = fc.asyncProperty(scheduleOf(language), async (plan) => {
      if (failures.length > 0) return;
      for (const name of await runSchedule(plan)) coverage.add(`${language}: ${name}`, true);
      done += 1;
      options.onDone?.(done);
    });
    const numRuns = Math.ceil(schedules / atOnce);
    const details = await fc.check(property, { seed: seed + number, numRuns, endOnFailure: true });
    failures.push(...failureOf(details, language));
  };
  await Promise.all(Array.from({ length: atOnce }, (_, number) => search(number)));
  return { coverage, failures };
}

/** The smallest failing schedule near one that failed, or null if all succeeded. */
export async function shrink(
  { seed, language }: Pick<Failure, 'seed' | 'language'>,
  path: string,
  milliseconds: number,
): Promise<Failure | null> {
  const property = fc.asyncProperty(scheduleOf(language), async (plan) => {
    await runSchedule(plan);
  });
  const details = await fc.check(property, {
    seed,
    path,
    numRuns: 1,
    interruptAfterTimeLimit: milliseconds,
  });
  return failureOf(details, language)[0] ?? null;
}

function failureOf(details: fc.RunDetails<[Schedule]>, language: Device['language']): Failure[] {
  if (!details.failed) return [];
  const { seed, counterexamplePath: path = '' } = details;
  const again = `--seed ${seed} --language ${language} --path ${path}`;
  const text = `${fc.defaultReportMessage(details)}\n${String(details.errorInstance)}\nagain: npm run test:print -- ${again}`;
  return [{ language, seed, path: path ?? '', text }];
}
