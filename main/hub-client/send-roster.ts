import type { ReadableDatabase } from '../../db/base/types.ts';
import type { RosterEntry } from '../../domain/roster/roster-entry.ts';
import { maxRosterEntries } from '../../domain/roster/roster-wire.ts';
import type { HandshakeAnswer } from '../../domain/sync/sync.ts';
import { createHttpHub, type HubCredentials } from './http-hub.ts';
import { introduce } from './introduce.ts';

export interface RosterSender {
  credentials: HubCredentials;
  db: ReadableDatabase;
  eventId: string;
  stationName: string;
  version: string;
  operatorId: string;
  /** UTC milliseconds. */
  clock: () => number;
}

/**
 * Sends people of a roster file to the hub's roster, which every desk follows. Meanwhile nothing
 * else may send signed requests as this station: their numbers rise from the hub's last one.
 *
 * @param begin receives the hub's answer before anything is sent; false sends nothing
 * @param onSent how many are sent, after each request; may throw to stop there
 * @throws HubProblem, SyncFailure
 */
export async function sendRoster(
  sender: RosterSender,
  batches: Iterable<readonly RosterEntry[]>,
  onSent: (sent: number) => void,
  begin: (answer: HandshakeAnswer) => boolean = () => true,
): Promise<{ added: number; changed: number }> {
  const hub = createHttpHub(sender.credentials);
  const total = { added: 0, changed: 0 };
  try {
    const answer = await introduce(hub, sender);
    if (!begin(answer)) return total;
    let request = answer.lastRequest;
    let sent = 0;
    for (const entries of batches) {
      request += 1;
      const { epoch } = answer;
      const { operatorId: operator } = sender;
      const { added, changed } = await hub.importRoster({
        epoch,
        request,
        operator,
        entries: [...entries],
      });
      total.added += added;
      total.changed += changed;
      sent += entries.length;
      onSent(sent);
    }
    return total;
  } finally {
    await hub.close();
  }
}

/** A list in pieces that one request can carry. */
export function* inRequests(entries: readonly RosterEntry[]): Generator<readonly RosterEntry[]> {
  for (let start = 0; start < entries.length; start += maxRosterEntries) {
    yield entries.slice(start, start + maxRosterEntries);
  }
}
