import { isPurged } from '../../../db/privacy/purge-orders.ts';
import { countDelegates } from '../../../db/roster/roster.ts';
import type { Context } from '../../base/context.ts';
import { errorFields, type Log } from '../../base/log.ts';
import type { RosterImport } from '../../roster/import/roster-import.ts';

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
  // Purged data must not come back from the file that the station was set up with.
  if (isPurged(context.db, context.event.file.id)) return;
  if (path === null || countDelegates(context.db, context.event.file.id).registered > 0) return;
  try {
    const preview = await imports.open(path, {});
    const diff = await imports.compare(preview.planId, preview.guess, () => {});
    // Nobody is there to ask; the log says how many cells were corrected.
    const written = await imports.apply(preview.planId, () => {}, { acceptMended: true });
    const { rejected, mended } = diff;
    log.info({ added: written.added, rejected, mended }, 'roster read at start');
  } catch (error) {
    log.error(errorFields(error), 'roster at start not read');
  }
}
