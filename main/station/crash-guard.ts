import { readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

export const maxCrashes = 3;
export const crashWindowMilliseconds = 5 * 60_000;

const crashesSchema = z.array(z.number()).catch([]);

/**
 * Counts a crash of the main process in a separate file, because the store may be what fails.
 *
 * @param now UTC milliseconds
 * @returns true where this is the third within five minutes: restarting would loop for ever
 */
export function crashesTooOften(file: string, now: number): boolean {
  const recent = readCrashes(file).filter((at) => Math.abs(now - at) < crashWindowMilliseconds);
  const crashes = [...recent, now];
  try {
    writeFileSync(file, JSON.stringify(crashes));
  } catch {
    // The disk is full: better one start too many than a kiosk that stays dark.
  }
  return crashes.length >= maxCrashes;
}

function readCrashes(file: string): number[] {
  try {
    return crashesSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return [];
  }
}
