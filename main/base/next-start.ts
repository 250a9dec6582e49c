import { z } from 'zod';
import { readSetting, writeSetting } from '../../db/base/settings.ts';
import type { ReadableDatabase, WritableDatabase } from '../../db/base/types.ts';

const settingName = 'next-start';
const nextStartSchema = z
  .object({ mode: z.literal('desk') })
  .nullable()
  .catch(null);

/**
 * Makes the next start, and only that one, a desk: a supervisor left a kiosk or a door to change
 * its settings. Kept in the store, because the system may do the restart, without the app's command
 * line.
 */
export function startOnceAsDesk(db: WritableDatabase): void {
  writeSetting(db, settingName, { mode: 'desk' });
}

export function startsOnceAsDesk(db: ReadableDatabase): boolean {
  return nextStartSchema.parse(readSetting(db, settingName) ?? null) !== null;
}

/** Whether this start is to be a desk once. The start after it is not. */
export function takeStartAsDesk(db: WritableDatabase): boolean {
  if (!startsOnceAsDesk(db)) return false;
  writeSetting(db, settingName, null);
  return true;
}
