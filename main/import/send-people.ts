import { openStoreForReading } from '../../db/open.ts';
import type { RosterEntry } from '../../domain/roster-entry.ts';
import { askingHub } from '../hub-link/hub-failure.ts';
import { inRequests, sendRoster } from '../hub-link/send-roster.ts';
import type { ImportThreadData, RosterHub } from './messages.ts';
import type { PlanSignals } from './plan-signals.ts';

/**
 * Sends the people of a plan to the hub. Throws CallFailure `hub-unreachable`, `hub-refused`,
 * `hub-wrong-certificate`, and `import-cancelled` once it was given up; what the hub took stays there.
 */
export async function sendPeople(
  entries: readonly RosterEntry[],
  hub: RosterHub,
  wall: number,
  data: ImportThreadData,
  signals: PlanSignals,
): Promise<{ added: number; changed: number }> {
  const { path, key, nativeBinding } = data.location;
  const db = openStoreForReading({ path, key, nativeBinding });
  try {
    return await askingHub(() =>
      sendRoster(
        {
          credentials: hub.credentials,
          db,
          eventId: data.event.id,
          kioskName: hub.kioskName,
          version: hub.version,
          operatorId: hub.operatorId,
          clock: () => wall,
        },
        inRequests(entries),
        (sent) =>
          signals.progress({ phase: 'writing', fraction: sent / entries.length, rows: sent }),
      ),
    );
  } finally {
    db.close();
  }
}
