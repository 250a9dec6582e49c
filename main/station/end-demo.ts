import { z } from 'zod';
import { readSetting } from '../../db/base/settings.ts';
import type { WritableDatabase } from '../../db/base/types.ts';
import { deactivateOperator, findOperatorCredentials } from '../../db/operators.ts';

/**
 * Setting with the id of the operator that the demo made for itself; see main/app/start/seed.ts.
 */
export const demoOperatorSetting = 'demo-operator';

/** Deactivates the demo operator: its PIN is on the screen and must not open a real event. */
export function endDemo(db: WritableDatabase): void {
  const id = z.uuid().safeParse(readSetting(db, demoOperatorSetting));
  if (id.success && findOperatorCredentials(db, id.data) !== null) deactivateOperator(db, id.data);
}
