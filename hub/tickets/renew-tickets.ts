import type { Delegate } from '../../domain/roster/delegate.ts';
import { maxTicketRenewals } from '../../domain/roster/delegate-fields.ts';
import { HubProblem } from '../../domain/sync/problems.ts';
import {
  type CodeMaking,
  issueTicket,
  renewalOf,
  withCodes,
} from '../../domain/tickets/issued-codes.ts';
import type { IssuedTicket } from '../../domain/tickets/tickets-file.ts';
import type { HubContext } from '../base/context.ts';
import { readMaking } from '../roster/code-making.ts';
import { registrationFact, writeOwnFact } from '../roster/own-chain.ts';
import { wordsOf } from '../roster/registrations.ts';
import { draftRoster } from '../roster/roster-draft.ts';
import { listDelegates } from '../roster/roster-list.ts';
import { lockStream } from '../store/streams.ts';

/** The valid tickets, by registration code; `after` is the last code of the previous page. */
export async function listTickets(
  { store: { db }, identity }: HubContext,
  page: { after: string | null; limit: number },
): Promise<IssuedTicket[]> {
  const making = await readMaking(db, identity);
  return (await listDelegates(db, page)).map((delegate) => ticketOf(delegate, making));
}

/** A hub has no ticket key: its codes are in letters, which admit beside signed tickets. */
function ticketOf(delegate: Delegate, making: CodeMaking): IssuedTicket {
  return issueTicket(delegate, making, null);
}

/**
 * New codes; old ones are refused as replaced. A renewal is a fact of the hub's chain: it outlives
 * this hub. Throws HubProblem `not-found`, `not-allowed` (`renewals`: max 20).
 */
export async function renewTickets(
  context: HubContext,
  ids: readonly string[],
): Promise<IssuedTicket[]> {
  const wanted = [...new Set(ids)];
  const { renewed, ...streams } = await context.store.db.transaction().execute(async (tx) => {
    const stream = await lockStream(tx, 'events');
    const draft = await draftRoster(tx, { ids: wanted, codes: [] });
    const words = await wordsOf(tx, wanted);
    const making = await readMaking(tx, context.identity);
    let events = stream.seq;
    const renewed: IssuedTicket[] = [];
    for (const id of wanted) {
      const known = draft.byId(id);
      if (known === undefined || known.deleted) throw new HubProblem('not-found', 'delegate');
      const ticketRenewal = renewalOf(known.delegate, making) + 1;
      if (ticketRenewal > maxTicketRenewals) throw new HubProblem('not-allowed', 'renewals');
      const delegate = withCodes(known.delegate, ticketRenewal, making);
      draft.put(delegate);
      renewed.push(ticketOf(delegate, making));
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
