import { toHex } from '../domain/base/bytes.ts';
import { isSamePerson, type PurgePerson, purgePersonJson } from '../domain/operators/people.ts';
import type { Delegate } from '../domain/roster/delegate.ts';
import { maxTicketRenewals } from '../domain/roster/delegate-fields.ts';
import { HubProblem } from '../domain/sync/problems.ts';
import {
  type CodeMaking,
  issueTicket,
  renewalOf,
  withCodes,
} from '../domain/tickets/issued-codes.ts';
import type { IssuedTicket } from '../domain/tickets/tickets-file.ts';
import type { HubContext } from './base/context.ts';
import { type PersonRequest, putRequest, takeRequest } from './base/two-people.ts';
import { readMaking, renewCodes, secretRenewals } from './roster/code-making.ts';
import { registrationFact } from './roster/registration-fact.ts';
import { wordsOf } from './roster/registrations.ts';
import { listDelegates } from './roster/roster.ts';
import { draftRoster } from './roster/roster-draft.ts';
import { writeOwnFact } from './stations/own-chain.ts';
import { lockStream } from './store/streams.ts';

/** The number of the event's new secret (from 1), and the number of people with new tickets. */
export interface RenewedSecret {
  number: number;
  renewed: number;
}

/** Requests new tickets for everyone ({@link renewSecret}); another person must approve. */
export async function requestRenewal(context: HubContext, by: PurgePerson): Promise<PersonRequest> {
  return await putRequest(context, 'tickets', by);
}

/**
 * Throws HubProblem `not-found`, `not-allowed` (`same-person`, `expired`), and as
 * {@link renewSecret}.
 */
export async function approveRenewal(
  context: HubContext,
  id: string,
  approvedBy: PurgePerson,
): Promise<RenewedSecret> {
  const { requestedBy } = await takeRequest(context, id, 'tickets', approvedBy);
  return await renewSecret(context, { requestedBy, approvedBy });
}

/**
 * Makes a new secret of the event, and so new tickets for everyone: the old ones are refused as
 * replaced. Ids stay. It is a fact of the hub's chain, which outlives the hub; only desks receive
 * the secret. Throws HubProblem `not-allowed` (`same-person`, `purged`).
 */
export async function renewSecret(
  context: HubContext,
  { requestedBy, approvedBy }: { requestedBy: PurgePerson; approvedBy: PurgePerson },
): Promise<RenewedSecret> {
  if (isSamePerson(requestedBy, approvedBy)) throw new HubProblem('not-allowed', 'same-person');
  const { result, ...streams } = await context.store.db.transaction().execute(async (tx) => {
    const stream = await lockStream(tx, 'events');
    const before = await secretRenewals(tx, context.identity);
    const number = before.length + 2;
    const events = await writeOwnFact(context, tx, stream, {
      type: 'secret-renewed',
      delegateId: null,
      before,
      payload: { number },
      personal: {
        secret: toHex(context.random.bytes(32)),
        requestedBy: purgePersonJson(requestedBy),
        approvedBy: purgePersonJson(approvedBy),
      },
    });
    const { roster, renewed } = await renewCodes(context, tx);
    const result = { number, renewed };
    return { result, events, ...(roster === null ? {} : { roster }) };
  });
  context.announce(streams);
  context.log.warn({ ...result }, 'event secret renewed');
  return result;
}

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
 * Makes new codes for these people; old codes are refused as replaced. A renewal is a fact of the
 * hub's chain: it outlives this hub. Throws HubProblem `not-found`, `not-allowed` (`renewals`: max
 * 20).
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
