import type { HubChange, HubContext, PeerNews } from '../base/context.ts';
import { refreshEvent } from '../base/present-event.ts';
import { rememberOrders } from '../privacy/carry-out.ts';
import { noteRefusedElsewhere } from '../stations/refused-pushes.ts';
import { streamState } from '../store/streams.ts';
import type { HubDatabase } from '../store/tables.ts';
import { errorCodeOf } from '../store/trouble.ts';

/**
 * Takes what the hub's other processes tell, one after the other: first what is kept in memory or
 * beside the store, then this process's own listeners.
 *
 * @returns to be called with what they tell; null: anything may have changed
 */
export function hearPeers(
  context: HubContext,
  tell: (change: HubChange) => void,
): (news: PeerNews | null) => void {
  let turn = Promise.resolve();
  const take = async (news: PeerNews | null): Promise<void> => {
    const { refused = [], ...change } = news ?? (await everything(context.store.db));
    if (change.directory === true) await refreshEvent(context);
    if (change.purged === true) await rememberOrders(context);
    for (const one of refused) noteRefusedElsewhere(context, one);
    tell(refused.length > 0 ? { ...change, health: true } : change);
  };
  return (news) => {
    turn = turn
      .then(() => take(news))
      // Stations and pages ask again within seconds, and read the store then.
      .catch((error: unknown) =>
        context.log.warn({ code: errorCodeOf(error) }, 'what another process told is not known'),
      );
  };
}

async function everything(db: HubDatabase): Promise<PeerNews> {
  return {
    roster: (await streamState(db, 'roster')).seq,
    events: (await streamState(db, 'events')).seq,
    photos: (await streamState(db, 'photos')).seq,
    ...{ directory: true, health: true, purged: true },
  };
}
