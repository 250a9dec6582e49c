import { join } from 'node:path';
import { writeSetting } from '../../../db/base/settings.ts';
import type { WritableDatabase } from '../../../db/base/types.ts';
import { listOperators } from '../../../db/operators.ts';
import { isPurged } from '../../../db/privacy/purge-orders.ts';
import { countDelegates } from '../../../db/roster/roster.ts';
import type { Config } from '../../base/config/config.ts';
import type { Context } from '../../base/context.ts';
import { errorFields, type Log } from '../../base/log.ts';
import { addOperator } from '../../operators/operators.ts';
import type { RosterImport } from '../../roster/import/roster-import.ts';
import { demoOperatorSetting } from '../../station/end-demo.ts';
import { finishSetUp } from '../../station/set-up.ts';

/**
 * Reads a roster with the guessed columns while the local one is empty (demo, provisioning). Never
 * throws: a file that cannot be read leaves an empty roster, which the desk's screen shows.
 */
export async function readRosterIfEmpty(
  context: Context,
  imports: RosterImport,
  path: string | null,
  log: Log,
): Promise<void> {
  // Purged data must not come back from the file with which the station was set up.
  if (isPurged(context.db, context.event.file.id)) return;
  if (path === null || countDelegates(context.db, context.event.file.id).registered > 0) return;
  try {
    const preview = await imports.open(path, {});
    const diff = await imports.compare(preview.planId, preview.guess, () => {});
    // No operator is there to confirm; the log says how many cells were corrected.
    const written = await imports.apply(preview.planId, () => {}, {
      decision: { acceptMended: true },
    });
    const { rejected, mended } = diff;
    log.info({ added: written.added, rejected, mended }, 'roster read at start');
  } catch (error) {
    log.error(errorFields(error), 'roster at start not read');
  }
}

/** The PIN of the demo's supervisor: shown on the demo's sign-in screen, and valid only there. */
export const demoPin = '2741';

/** The demo event is in the past; its desk opens on the morning of the first day. */
export const demoClockStart = '2018-10-02T08:30:00+02:00';

/** Makes missing configured operators; on the demo event a supervisor whose PIN is shown. */
export async function seedOperators(
  db: WritableDatabase,
  config: Config,
  demo: boolean,
): Promise<void> {
  const wanted =
    config.operators ?? (demo ? [{ name: 'Demo', pin: demoPin, role: 'supervisor' as const }] : []);
  for (const operator of wanted) {
    if (listOperators(db).some((known) => known.name === operator.name)) continue;
    const { id } = await addOperator(db, operator);
    if (config.operators === undefined) writeSetting(db, demoOperatorSetting, id);
  }
}

/**
 * Ends the first start with the demo event, which is loaded already: adds its operator and roster.
 */
export async function startDemo(options: {
  context: Context;
  config: Config;
  imports: RosterImport;
  demoFolder: string;
  log: Log;
}): Promise<void> {
  const { context, config, imports, log } = options;
  await seedOperators(context.db, config, true);
  finishSetUp(context.db);
  await readRosterIfEmpty(context, imports, join(options.demoFolder, 'roster.csv'), log);
}
