import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';

/** What somebody asked for on the command line. */
export interface Options {
  seed: number;
  /** fast-check's path of one failure, to see that one again; null for a search. */
  path: string | null;
  seconds: number | null;
  schedules: number;
  processes: number;
  chaos: boolean;
}

export const usage = [
  'usage: npm run test:sync -- [--seconds N] [--schedules N] [--seed S] [--processes N]',
  '       npm run test:sync -- --seed S --path P     one failure again',
  '       npm run test:sync -- --chaos [--seconds N] [--seed S]',
  '                                                  real processes on both stores, killed and cut off',
].join('\n');

/** Where neither a time nor a number is given. */
export const usualSeconds = 60;

/** Reads the words of the command line. Throws RangeError or TypeError for what it does not know. */
export function readOptions(words: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...words],
    options: {
      seed: { type: 'string' },
      path: { type: 'string' },
      seconds: { type: 'string' },
      schedules: { type: 'string' },
      processes: { type: 'string' },
      chaos: { type: 'boolean', default: false },
    },
  });
  const given = values.schedules === undefined ? null : wholeNumber(values.schedules, 'schedules');
  const seconds = values.seconds === undefined ? null : wholeNumber(values.seconds, 'seconds');
  return {
    seed: values.seed === undefined ? randomSeed() : signedNumber(values.seed),
    path: values.path ?? null,
    seconds: seconds ?? (given === null ? usualSeconds : null),
    schedules: given ?? Number.MAX_SAFE_INTEGER,
    processes:
      values.processes === undefined
        ? availableParallelism()
        : wholeNumber(values.processes, 'processes'),
    chaos: values.chaos,
  };
}

function wholeNumber(text: string, name: string): number {
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

function randomSeed(): number {
  return Math.floor(Math.random() * 2 ** 31);
}
