import { join } from 'node:path';
import type { Config } from '../../base/config/config.ts';
import type { Context } from '../../base/context.ts';
import type { Log } from '../../base/log.ts';
import type { RosterImport } from '../../roster/import/roster-import.ts';
import { finishSetUp } from '../../station/set-up.ts';
import { readRosterIfEmpty } from './read-roster.ts';
import { seedOperators } from './seed.ts';

/** Ends the first start with the demo event, already held: adds its operator and its roster. */
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
