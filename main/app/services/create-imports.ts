import { findHubLink } from '../../../db/ledger/hub-link.ts';
import type { Context } from '../../base/context.ts';
import { createRosterImport, type RosterImport } from '../../roster/import/roster-import.ts';
import startImportThread from '../../roster/import/worker.ts?nodeWorker';
import type { StartedStation } from '../start/start-station.ts';

/** The station's roster imports, each in a thread with a separate connection. */
export function createImports(
  context: Context,
  { location, rosterEvent, parts }: Pick<StartedStation, 'location' | 'rosterEvent' | 'parts'>,
): RosterImport {
  return createRosterImport({
    db: context.db,
    location,
    event: rosterEvent,
    eventKeeper: () => {
      if (findHubLink(context.db) !== null) return 'hub';
      return parts.config.event === undefined ? 'here' : 'file';
    },
    clock: context.clock,
    startWorker: startImportThread,
  });
}
