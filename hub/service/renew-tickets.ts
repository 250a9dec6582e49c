import { bulkCrypto } from '../../crypto/bulk-crypto.ts';
import { type Delegate, maxTicketRenewals } from '../../domain/delegate.ts';
import { type CodeMaking, withRenewal } from '../../domain/issued-codes.ts';
import { HubProblem } from '../../domain/wire/problems.ts';
import { lockStream } from '../store/streams.ts';
import type { HubContext } from './context.ts';
import type { HubIdentity } from './hub.ts';
import { registrationFact, writeOwnFact } from './own-chain.ts';
import { wordsOf } from './registrations.ts';
import { draftRoster } from './roster-draft.ts';

/** What this hub makes ids and ticket codes from. */
export function makingOf({ event }: HubIdentity): CodeMaking {
  const eventSecret = Buffer.from(event.secret, 'hex');
  return { eventId: event.id, eventSecret, crypto: bulkCrypto(eventSecret) };
}

/** See `Hub.renewTickets`. A renewal is a fact of the hub's chain: it outlives this hub. */
export async function renewTickets(
  context: HubContext,
  ids: readonly string[],
): Promise<Delegate[]> {
  const wanted = [...new Set(ids)];
  const { renewed, ...streams } = await context.store.db.transaction().execute(async (tx) => {
    const stream = await lockStream(tx, 'events');
    const draft = await draftRoster(tx, { ids: wanted, codes: [] });
    const words = await wordsOf(tx, wanted);
    const making = makingOf(context.identity);
    let events = stream.seq;
    const renewed: Delegate[] = [];
    for (const id of wanted) {
      const known = draft.byId(id);
      if (known === undefined || known.deleted) throw new HubProblem('not-found', 'delegate');
      const ticketRenewal = known.delegate.ticketHashes.length;
      if (ticketRenewal > maxTicketRenewals) throw new HubProblem('not-allowed', 'renewals');
      const delegate = withRenewal(known.delegate, ticketRenewal, making);
      draft.put(delegate);
      renewed.push(delegate);
      const change = { ticketRenewal };
      const said = registrationFact({ delegateId: id, change, words: words.get(id) ?? [] });
      events = await writeOwnFact(context, tx, { ...stream, seq: events }, said);
    }
    const roster = await draft.write(context.clock());
    return { renewed, events, ...(roster === null ? {} : { roster }) };
  });
  context.announce(streams);
  context.log.info({ delegates: renewed.length }, 'tickets renewed');
  return renewed;
}
