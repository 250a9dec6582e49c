import type { HubContext } from '../base/context.ts';
import { releasePlaces } from '../bookings/give-places.ts';
import type { StreamState } from '../store/streams.ts';
import type { HubDatabase } from '../store/tables.ts';
import type { RosterDraft } from './roster-draft.ts';
import { voidBadges } from './void-badges.ts';

/**
 * What follows where registrations end: badges become invalid, and places in sessions are given up.
 * Neither comes back with the registration.
 *
 * @param stream the stream of facts, locked in this transaction
 * @returns the last number of the stream of facts
 */
export async function endRegistrations(
  context: HubContext,
  tx: HubDatabase,
  stream: StreamState,
  delegateIds: readonly string[],
): Promise<number> {
  const seq = await voidBadges(context, tx, stream, delegateIds);
  return releasePlaces(context, tx, { ...stream, seq }, delegateIds);
}

/**
 * Writes a list's changes, with what follows for people whose registrations it ended.
 *
 * @param stream the stream of facts, locked in this transaction; null where no one's may end
 * @returns the last numbers of the streams that have new rows
 */
export async function writeWithEnds(
  context: HubContext,
  tx: HubDatabase,
  stream: StreamState | null,
  draft: RosterDraft,
): Promise<{ events?: number; roster?: number }> {
  const events =
    stream === null ? null : await endRegistrations(context, tx, stream, draft.ended());
  const roster = await draft.write(context.clock());
  return {
    ...(events === null || events === stream?.seq ? {} : { events }),
    ...(roster === null ? {} : { roster }),
  };
}
