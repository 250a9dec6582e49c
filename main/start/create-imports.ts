import type { StoreLocation } from '../../db/open.ts';
import { createRosterImport, type RosterImport } from '../import/roster-import.ts';
import startImportThread from '../import/worker.ts?nodeWorker';
import type { Context } from '../use-cases/context.ts';

/** The station's roster imports, each in a thread with a connection of its own. */
export function createImports(context: Context, location: StoreLocation): RosterImport {
  return createRosterImport({
    db: context.db,
    location,
    event: context.event,
    clock: context.clock,
    // A file that takes more ends its thread and not the app.
    startWorker: (data) =>
      startImportThread({
        workerData: data,
        resourceLimits: { maxOldGenerationSizeMb: 2_048 },
      }),
  });
}
