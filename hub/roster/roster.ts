import { InvalidData } from '../../domain/base/invalid-data.ts';
import { isStorable } from '../../domain/base/protocol.ts';
import { countBookings, listedParts } from '../../domain/bookings/list-bookings.ts';
import {
  addedCounts,
  type BookingCounts,
  type ListedBooking,
  noBookings,
} from '../../domain/bookings/listed-booking.ts';
import { type EventFile, eventFileSchema } from '../../domain/event/event-file.ts';
import type { ExtraValues } from '../../domain/event/extra-fields.ts';
import { wrongExtra } from '../../domain/event/extra-values.ts';
import { type Delegate, delegateSchema } from '../../domain/roster/delegate.ts';
import { isOut } from '../../domain/roster/delegate-fields.ts';
import {
  mergeEntry,
  type RosterEntry,
  rosterDefaultsOf,
} from '../../domain/roster/roster-entry.ts';
import type { RosterImportRequest } from '../../domain/roster/roster-wire.ts';
import { HubProblem } from '../../domain/sync/problems.ts';
import { withCodes } from '../../domain/tickets/issued-codes.ts';
import { codeKey, isWalkInCode } from '../../domain/tickets/registration-code.ts';
import {
  fieldsOf,
  mergedChange,
  picked,
  type RegistrationChange,
  withChange,
} from '../../domain/tickets/registration-words.ts';
import type { HubContext } from '../base/context.ts';
import { delegateOfText } from '../base/delegate-text.ts';
import type { EnrolledStation } from '../base/enrolled-station.ts';
import { refreshEvent } from '../base/present-event.ts';
import { isPurged } from '../base/purged.ts';
import { acceptRequest } from '../base/requests.ts';
import { bookListed } from '../bookings/give-places.ts';
import { writeOwnFact } from '../stations/own-chain.ts';
import { lockStream, type StreamState } from '../store/streams.ts';
import type { HubDatabase } from '../store/tables.ts';
import { readMaking } from './code-making.ts';
import { endRegistrations, writeWithEnds } from './end-registrations.ts';
import { registrationFact } from './registration-fact.ts';
import { noteSeeded, putListed, registrationsOf, wordsOf } from './registrations.ts';
import { draftRoster, type RosterDraft, withoutDesks } from './roster-draft.ts';

export interface ImportResult {
  added: number;
  changed: number;
}

/** Max rows of one transaction: others wait for the roster's stream meanwhile. */
const batchRows = 5_000;

/** What an administrator may change: everything but a person's identity. */
export type DelegateChange = Omit<RegistrationChange, 'deleted' | 'ticketRenewal'>;

/**
 * Imports the people of a file: known ones (by registration code) are merged, new ones added, no
 * one removed. Each batch is written whole or not at all.
 *
 * @param source for the log
 */
export async function importRoster(
  context: HubContext,
  entries: readonly RosterEntry[],
  source: string,
): Promise<ImportResult> {
  const total = { added: 0, changed: 0 };
  for (let start = 0; start < entries.length; start += batchRows) {
    const batch = entries.slice(start, start + batchRows);
    const { result, streams } = await context.store.db
      .transaction()
      .execute(async (tx) => writeEntries(context, tx, await lockForBadges(tx, batch), batch));
    total.added += result.added;
    total.changed += result.changed;
    context.announce(streams);
  }
  context.log.info({ source, added: total.added, changed: total.changed }, 'roster imported');
  return total;
}

/** Max rows about sessions in one transaction: pushes wait for it meanwhile. */
const bookedAtOnce = 200;

/**
 * Writes what a list says about sessions, once its people are written; each part whole or not at
 * all. Throws HubProblem `not-allowed` (purged).
 *
 * @param said in the order of the rows
 */
export async function importBookings(
  context: HubContext,
  said: readonly ListedBooking[],
): Promise<BookingCounts> {
  let total = noBookings;
  for (const part of listedParts(said, bookedAtOnce)) {
    const { counts, events } = await context.store.db.transaction().execute(async (tx) => {
      const stream = await lockStream(tx, 'events');
      if (await isPurged(tx)) throw new HubProblem('not-allowed', 'purged');
      return writeBookings(context, tx, stream, part);
    });
    context.announce(events === undefined ? {} : { events });
    total = addedCounts(total, counts);
  }
  context.log.info(total, 'places of a list booked');
  return total;
}

async function writeBookings(
  context: HubContext,
  tx: HubDatabase,
  stream: StreamState,
  said: readonly ListedBooking[],
): Promise<{ counts: BookingCounts; events?: number }> {
  const { changes, seq } = await bookListed(context, tx, stream, said);
  const counts = countBookings(changes);
  return seq === stream.seq ? { counts } : { counts, events: seq };
}

/**
 * The same as a desk's signed request. Throws HubProblem `revoked`, `not-allowed` (no desk),
 * `epoch-changed`, `replayed`.
 */
export async function importRosterOf(
  context: HubContext,
  station: EnrolledStation,
  request: RosterImportRequest,
): Promise<ImportResult & { bookings: BookingCounts }> {
  if (station.mode !== 'desk') throw new HubProblem('not-allowed', 'mode');
  const { result, streams, counts } = await context.store.db.transaction().execute(async (tx) => {
    // Locks the station's row before the streams, as a push does, to avoid deadlocks.
    const numbered = { station: station.id, request: request.request, seen: context.clock() };
    if ((await acceptRequest(tx, numbered)) !== 'enrolled') throw new HubProblem('revoked');
    const { entries, bookings } = request;
    const events =
      bookings.length > 0 ? await lockStream(tx, 'events') : await lockForBadges(tx, entries);
    const { epoch } = await lockStream(tx, 'roster');
    if (epoch !== request.epoch) throw new HubProblem('epoch-changed');
    const written = await writeEntries(context, tx, events, entries);
    if (events === null) return { ...written, counts: noBookings };
    const seq = written.streams.events ?? events.seq;
    const { counts, ...after } = await writeBookings(context, tx, { ...events, seq }, bookings);
    return { ...written, streams: { ...written.streams, ...after }, counts };
  });
  context.announce(streams);
  const { added, changed } = result;
  const by = { station: station.id, operator: request.operator };
  context.log.info({ ...by, added, changed, ...counts }, 'roster imported at a desk');
  return { ...result, bookings: counts };
}

/**
 * Locks the stream of facts where a list ends registrations: their badges become invalid. It comes
 * before the roster's stream. Null where no one's may end; stations' pushes need not wait then.
 */
async function lockForBadges(
  tx: HubDatabase,
  entries: readonly RosterEntry[],
): Promise<StreamState | null> {
  const mayEnd = entries.some(({ values: { status } }) => status !== undefined && isOut(status));
  return mayEnd ? await lockStream(tx, 'events') : null;
}

async function writeEntries(
  context: HubContext,
  tx: HubDatabase,
  stream: StreamState | null,
  entries: readonly RosterEntry[],
): Promise<{ result: ImportResult; streams: { events?: number; roster?: number } }> {
  await refreshEvent(context, { tx });
  // The same defaults as in a desk's own import.
  const event = eventFileSchema.parse(context.identity.event.file);
  const defaults = rosterDefaultsOf(event);
  assertStorable(entries);
  const ids = entries.map(({ id }) => id);
  const codes = entries.map(({ registrationCode }) => registrationCode);
  const draft = await draftRoster(tx, { ids, codes });
  const knownIds = codes.flatMap((code) => draft.byCode(code)?.delegate.id ?? []);
  const registrations = await registrationsOf(tx, [...new Set([...ids, ...knownIds])]);
  const making = await readMaking(tx, context.identity);
  const result = { added: 0, changed: 0 };
  for (const entry of entries) {
    assertTyped(event, entry.values.extra);
    const before = draft.byCode(entry.registrationCode);
    if (before === undefined && draft.byId(entry.id) !== undefined) {
      throw new HubProblem('bad-request', 'id of another registration code');
    }
    const listed = before === undefined ? null : withoutDesks(before);
    const known = mergedOrRefused(listed, entry, defaults);
    // The sender of the list may not know the newest secret yet.
    const merged = before === undefined ? withCodes(known, undefined, making) : known;
    if (!putListed(draft, merged, registrations)) continue;
    if (before === undefined) result.added += 1;
    else result.changed += 1;
  }
  return { result, streams: await writeWithEnds(context, tx, stream, draft) };
}

/** As `mergeEntry`, but a new person without name or delegation is the sender's mistake. */
function mergedOrRefused(...given: Parameters<typeof mergeEntry>): Delegate {
  try {
    return mergeEntry(...given);
  } catch (error) {
    if (!(error instanceof InvalidData && error.code === 'incomplete-entry')) throw error;
    throw new HubProblem('bad-request', 'a new person without name or delegation');
  }
}

/** Checked here, as PostgreSQL fails on a code that it cannot store. */
function assertStorable(people: readonly Pick<Delegate, 'registrationCode'>[]): void {
  const isBad = people.some(({ registrationCode }) => !isStorable(registrationCode));
  if (isBad) throw new HubProblem('bad-request', 'code');
}

/** Checks that values of the event's own fields have their types; unknown fields are kept. */
function assertTyped({ extraFields }: EventFile, values: ExtraValues = {}): void {
  const wrong = wrongExtra(extraFields, values);
  if (wrong !== null) throw new HubProblem('bad-request', `extra.${wrong}`);
}

/**
 * Changes a delegate for the administrator, and writes the change as a fact of the hub's chain.
 * Throws HubProblem `not-found`, `bad-request` for invalid values.
 */
export async function changeDelegate(
  context: HubContext,
  id: string,
  change: DelegateChange,
): Promise<Delegate> {
  return await changeRegistration(context, id, change, (delegate) => {
    const parsed = delegateSchema.safeParse({
      ...withChange(delegate, change),
      id,
      registrationCode: delegate.registrationCode,
      ticketHashes: delegate.ticketHashes,
    });
    if (!parsed.success) throw new HubProblem('bad-request', fieldOf(parsed.error.issues[0]?.path));
    assertTyped(eventFileSchema.parse(context.identity.event.file), change.extra);
    return parsed.data;
  });
}

/** Deletes a delegate, with a tombstone in the stream. Throws HubProblem `not-found`. */
export async function deleteDelegate(context: HubContext, id: string): Promise<void> {
  await changeRegistration(context, id, { deleted: true }, (delegate) => delegate);
}

async function changeRegistration(
  context: HubContext,
  id: string,
  change: RegistrationChange,
  changed: (delegate: Delegate) => Delegate,
): Promise<Delegate> {
  const { delegate, ...streams } = await context.store.db.transaction().execute(async (tx) => {
    const stream = await lockStream(tx, 'events');
    const draft = await draftRoster(tx, { ids: [id], codes: [] });
    const known = draft.byId(id);
    if (known === undefined || known.deleted) throw new HubProblem('not-found', 'delegate');
    const after = changed(known.delegate);
    const seq = await putChange(context, tx, { stream, draft }, { after, change });
    if (seq === null) return { delegate: after };
    const events = await endRegistrations(context, tx, { ...stream, seq }, draft.ended());
    const roster = await draft.write(context.clock());
    return { delegate: after, events, ...(roster === null ? {} : { roster }) };
  });
  context.announce(streams);
  return delegate;
}

/**
 * Puts an administrator's change of a person of the draft into it, and writes the change as a fact
 * of the hub's chain, after every earlier record of that person.
 *
 * @param said.after the delegate with the change
 * @param said.by the account's name; absent for the hub's own machine
 * @returns the last number of the stream of facts; null if nothing changes for stations
 */
export async function putChange(
  context: HubContext,
  tx: HubDatabase,
  { stream, draft }: { stream: StreamState; draft: RosterDraft },
  { after, change, by }: { after: Delegate; change: RegistrationChange; by?: string },
): Promise<number | null> {
  const { id } = after;
  const before = draft.byId(id)?.basis ?? null;
  const basis = before === null ? null : basisAfter(before, change);
  if (!draft.put(after, change.deleted ?? false, basis)) return null;
  const words = (await wordsOf(tx, [id])).get(id) ?? [];
  const named = by === undefined ? {} : { by };
  return writeOwnFact(
    context,
    tx,
    stream,
    registrationFact({ delegateId: id, change, words, ...named }),
  );
}

/**
 * Adds the administrator's change to the basis, so that it stays when desks' changes are undone.
 */
function basisAfter(basis: RegistrationChange, change: RegistrationChange): RegistrationChange {
  return mergedChange(basis, picked(change, fieldsOf(basis)));
}

function fieldOf(path: readonly PropertyKey[] | undefined): string {
  return String(path?.[0] ?? 'delegate');
}

/**
 * Adds complete delegates of a desk's copy of the roster, unchanged (take-over). Delegates known
 * here stay as they are.
 *
 * @param changes ids of earlier hubs' facts that these delegates already contain: they change
 *   nothing when a station brings them. The desk did not know any other fact that a station brings
 */
export async function seedRoster(
  context: HubContext,
  delegates: readonly Delegate[],
  changes: readonly string[] = [],
): Promise<ImportResult> {
  assertStorable(delegates);
  const result = { added: 0, changed: 0 };
  await context.store.db.transaction().execute((tx) => noteSeeded(tx, changes));
  for (let start = 0; start < delegates.length; start += batchRows) {
    const batch = delegates.slice(start, start + batchRows);
    const { seq, added } = await context.store.db.transaction().execute(async (tx) => {
      let added = 0;
      const codes = batch.map(({ registrationCode }) => registrationCode);
      const draft = await draftRoster(tx, { ids: batch.map(({ id }) => id), codes });
      const registrations = await registrationsOf(
        tx,
        batch.map(({ id }) => id),
      );
      for (const delegate of batch) {
        const { id, registrationCode } = delegate;
        if (draft.byId(id) !== undefined || draft.byCode(registrationCode) !== undefined) continue;
        // A person registered at a desk may be on no list.
        putListed(draft, delegate, registrations, !isWalkInCode(registrationCode));
        added += 1;
      }
      return { seq: await draft.write(context.clock()), added };
    });
    result.added += added;
    if (seq !== null) context.announce({ roster: seq });
  }
  return result;
}

/** Throws HubProblem `not-found`, also if the delegate is deleted. */
export async function readDelegate(db: HubDatabase, id: string): Promise<Delegate> {
  const row = await db
    .selectFrom('delegate')
    .where('id', '=', id)
    .where('deleted', '=', 0)
    .select('data')
    .executeTakeFirst();
  if (row === undefined) throw new HubProblem('not-found', 'delegate');
  return delegateOfText(row.data);
}

/** By registration code; `after` is the last code of the previous page. Deleted ones left out. */
export async function listDelegates(
  db: HubDatabase,
  page: { after: string | null; limit: number },
): Promise<Delegate[]> {
  const rows = await db
    .selectFrom('delegate')
    .where('deleted', '=', 0)
    .where('registration_key', '>', page.after === null ? '' : codeKey(page.after))
    .orderBy('registration_key')
    .limit(page.limit)
    .select('data')
    .execute();
  return rows.map(({ data }) => delegateOfText(data));
}

/**
 * Drops tombstones from before this time (UTC milliseconds): stations that are further behind read
 * the whole roster again. Returns the number dropped.
 */
export async function dropTombstones(db: HubDatabase, before: number): Promise<number> {
  return db.transaction().execute(async (tx) => {
    const dropped = await tx
      .deleteFrom('delegate')
      .where('deleted', '=', 1)
      .where('changed_at', '<', before)
      .returning('seq')
      .execute();
    const keptFrom = dropped.reduce((last, { seq }) => Math.max(last, seq), 0);
    // A station with a cursor before the last of them missed it and must read from the start.
    await tx
      .updateTable('stream')
      .set({ kept_from: keptFrom })
      .where('name', '=', 'roster')
      .where('kept_from', '<', keptFrom)
      .execute();
    return dropped.length;
  });
}
