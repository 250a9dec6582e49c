import { z } from 'zod';
import { readSetting, writeSetting } from '../../../db/base/settings.ts';
import type { ReadableDatabase, WritableDatabase } from '../../../db/base/types.ts';

const settingName = 'paused-printers';

/** Ids of the printers that an operator paused; not in their settings, which a file may preset. */
export function readPausedPrinters(db: ReadableDatabase): string[] {
  return z
    .array(z.string())
    .catch([])
    .parse(readSetting(db, settingName) ?? []);
}

/** Remembers that a printer is paused, or no longer is. */
export function writePausedPrinter(db: WritableDatabase, printerId: string, paused: boolean): void {
  const others = readPausedPrinters(db).filter((id) => id !== printerId);
  writeSetting(db, settingName, paused ? [...others, printerId] : others);
}
