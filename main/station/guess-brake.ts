import { readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { leftOfWait } from '../../domain/base/guess-wait.ts';
import { waitAfter } from '../operators/operators.ts';

const countSchema = z
  .strictObject({ failures: z.int().min(0), blockedUntil: z.int() })
  .catch({ failures: 0, blockedUntil: 0 });

/** Slows down guesses at the keyboard. Against a thief of the disk only scrypt helps. */
export interface GuessBrake {
  /** Milliseconds until the next guess is checked; 0: now. */
  wait(): number;
  /** Counts a guess before it is checked: many at once cannot all be the first. */
  count(): void;
  forget(): void;
}

/** Survives a restart in a file, as the store is still closed. Waits as at the sign-in. */
export function createGuessBrake(path: string, now: () => number = Date.now): GuessBrake {
  const read = (): z.infer<typeof countSchema> => {
    try {
      return countSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
    } catch {
      return countSchema.parse(null);
    }
  };
  const write = (failures: number, blockedUntil: number): void =>
    writeFileSync(path, JSON.stringify({ failures, blockedUntil }), { mode: 0o600, flush: true });
  return {
    wait: () => {
      const { failures, blockedUntil: until } = read();
      return leftOfWait({ until, longest: waitAfter(failures) }, now(), (end) =>
        write(failures, end),
      );
    },
    count: () => {
      const failures = read().failures + 1;
      write(failures, now() + waitAfter(failures));
    },
    forget: () => write(0, 0),
  };
}
