import type { Context } from '../../base/context.ts';
import { createRosterImport, type RosterImport } from '../../roster/import/roster-import.ts';
import startImportThread from '../../roster/import/worker.ts?nodeWorker';
import type { StartedStation } from '../start/start-station.ts';

/** The station's roster imports, each in a thread with a separate connection. */
export function createImports(
  context: Context,
  { location, rosterEvent }: Pick<StartedStation, 'location' | 'rosterEvent'>,
): RosterImport {
  return createRosterImport({
    db: context.db,
    location,
    event: rosterEvent,
    clock: context.clock,
    startWorker: startImportThread,
  });
}
