import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';

export interface Options {
  /** Null: a new one, or that of the state file. */
  seed: number | null;
  /** fast-check's path of one failure, to repeat that one; null for a search. */
  path: string | null;
  seconds: number | null;
  schedules: number;
  processes: number;
  /** File in which a search keeps its progress. */
  state: string | null;
  chaos: boolean;
}

export const usage = [
  'usage: npm run test:sync -- [--seconds N] [--schedules N] [--seed S] [--processes N] [--state FILE]',
  '         --state keeps in FILE how far a search is: the same command resumes it',
  '       npm run test:sync -- --seed S --path P     one failure again',
  '       npm run test:sync -- --chaos [--seconds N] [--seed S]',
  '                                                  real processes on both stores, killed and cut off',
].join('\n');

/** Default without a time or a number. */
export const defaultSeconds = 60;

/** Parses the command line. Throws RangeError or TypeError for unknown options. */
export function readOptions(words: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...words],
    options: {
      seed: { type: 'string' },
      path: { type: 'string' },
      seconds: { type: 'string' },
      schedules: { type: 'string' },
      processes: { type: 'string' },
      state: { type: 'string' },
      chaos: { type: 'boolean', default: false },
    },
  });
  const { schedules, seconds, processes, seed } = values;
  const isOpen = schedules === undefined && seconds === undefined;
  return {
    seed: seed === undefined ? null : signedNumber(seed),
    path: values.path ?? null,
    seconds: wholeNumber(seconds, 'seconds') ?? (isOpen ? defaultSeconds : null),
    schedules: wholeNumber(schedules, 'schedules') ?? Number.MAX_SAFE_INTEGER,
    processes: wholeNumber(processes, 'processes') ?? availableParallelism(),
    state: values.state ?? null,
    chaos: values.chaos,
  };
}

function wholeNumber(text: string | undefined, name: string): number | null {
  if (text === undefined) return null;
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < 1) {
    throw new RangeError(`--${name} takes a whole number of at least 1`);
  }
  return number;
}

/** Seeds of fast-check are 32 bits with a sign. */
function signedNumber(text: string): number {
  const number = Number(text);
  if (text === '' || !Number.isSafeInteger(number)) throw new RangeError('--seed takes a number');
  return number | 0;
}
