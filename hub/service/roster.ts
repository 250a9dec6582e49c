import { type Delegate, delegateSchema } from '../../domain/delegate.ts';
import { eventFileSchema } from '../../domain/event-file.ts';
import { firstHlc, nextHlc } from '../../domain/hlc.ts';
import {
  IncompleteEntryError,
  mergeEntry,
  type RosterEntry,
  usualDefaults,
} from '../../domain/roster-entry.ts';
import { HubProblem } from '../../domain/wire/problems.ts';
import type { RosterImportRequest } from '../../domain/wire/roster.ts';
import { lockStream } from '../store/streams.ts';
import type { HubDatabase } from '../store/tables.ts';
import type { HubContext } from './context.ts';
import { corrected, correctionsOf, noteCorrection } from './corrections.ts';
import { delegateOfText } from './delegate-text.ts';
import type { EnrolledKiosk, ImportResult } from './hub.ts';
import { acceptRequest } from './requests.ts';
import { draftRoster } from './roster-draft.ts';
import { isStorable } from './texts.ts';

/** Rows of a transaction: others wait for the roster's stream meanwhile. */
const batchRows = 5_000;

/** What an administrator may change: everything but who somebody is. */
export type DelegateChange = Partial<Omit<Delegate, 'id' | 'registrationCode' | 'ticketCode'>>;

/** See `Hub.importRoster`. Each batch is written whole or not at all. */
export async function importRoster(
  context: HubContext,
  entries: readonly RosterEntry[],
  source: string,
): Promise<ImportResult> {
  const total = { added: 0, changed: 0 };
  for (let start = 0; start < entries.length; start += batchRows) {
    const batch = entries.slice(start, start + batchRows);
    const { result, seq } = await context.store.db
      .transaction()
      .execute((tx) => writeEntries(context, tx, batch));
    total.added += result.added;
    total.changed += result.changed;
    if (seq !== null) context.announce({ roster: seq });
  }
  context.log.info({ source, added: total.added, changed: total.changed }, 'roster imported');
  return total;
}

/** See `Hub.importRosterOf`. */
export async function importRosterOf(
  context: HubContext,
  kiosk: EnrolledKiosk,
  request: RosterImportRequest,
): Promise<ImportResult> {
  if (kiosk.mode !== 'desk') throw new HubProblem('not-allowed', 'mode');
  const { result, seq } = await context.store.db.transaction().execute(async (tx) => {
    // The kiosk's row before the roster's stream, as in a push: two transactions never wait for each other.
    const numbered = { kiosk: kiosk.id, request: request.request, seen: context.clock() };
    if ((await acceptRequest(tx, numbered)) !== 'enrolled') throw new HubProblem('revoked');
    const { epoch } = await lockStream(tx, 'roster');
    if (epoch !== request.epoch) throw new HubProblem('epoch-changed');
    return writeEntries(context, tx, request.entries);
  });
  if (seq !== null) context.announce({ roster: seq });
  const { added, changed } = result;
  const by = { kiosk: kiosk.id, operator: request.operator };
  context.log.info({ ...by, added, changed }, 'roster imported at a desk');
  return result;
}

async function writeEntries(
  context: HubContext,
  tx: HubDatabase,
  entries: readonly RosterEntry[],
): Promise<{ result: ImportResult; seq: number | null }> {
  // The same as at a desk's own import.
  const defaults = usualDefaults(eventFileSchema.parse(context.identity.event.file));
  assertStorable(entries);
  const ids = entries.map(({ id }) => id);
  const codes = entries.map(({ registrationCode }) => registrationCode);
  const draft = await draftRoster(tx, { ids, codes });
  const known = codes.flatMap((code) => draft.byCode(code)?.delegate.id ?? []);
  const corrections = await correctionsOf(tx, [...new Set([...ids, ...known])]);
  const result = { added: 0, changed: 0 };
  for (const entry of entries) {
    const before = draft.byCode(entry.registrationCode);
    if (before === undefined && draft.byId(entry.id) !== undefined) {
      throw new HubProblem('bad-request', 'id of another registration code');
    }
    const merged = mergedOrRefused(before?.delegate ?? null, entry, defaults);
    if (!draft.put(corrected(merged, corrections.get(merged.id) ?? []))) continue;
    if (before === undefined) result.added += 1;
    else result.changed += 1;
  }
  return { result, seq: await draft.write(context.clock()) };
}

/** As `mergeEntry`; a new person without name or delegation is the sender's mistake. */
function mergedOrRefused(...given: Parameters<typeof mergeEntry>): Delegate {
  try {
    return mergeEntry(...given);
  } catch (error) {
    if (!(error instanceof IncompleteEntryError)) throw error;
    throw new HubProblem('bad-request', 'a new person without name or delegation');
  }
}

/** PostgreSQL must not even be asked for a code that it cannot keep. */
function assertStorable(
  people: readonly Pick<Delegate, 'registrationCode' | 'ticketCode'>[],
): void {
  const isBad = people.some(
    ({ registrationCode, ticketCode }) => !isStorable(registrationCode) || !isStorable(ticketCode),
  );
  if (isBad) throw new HubProblem('bad-request', 'code');
}

/** See `Hub.changeDelegate`. A field that a desk has corrected takes the administrator's value from now on. */
export async function changeDelegate(
  context: HubContext,
  id: string,
  change: DelegateChange,
): Promise<Delegate> {
  const { delegate, seq } = await context.store.db.transaction().execute(async (tx) => {
    const draft = await draftRoster(tx, { ids: [id], codes: [] });
    const known = draft.byId(id);
    if (known === undefined || known.deleted) throw new HubProblem('not-found', 'delegate');
    const parsed = delegateSchema.safeParse({
      ...known.delegate,
      ...change,
      id,
      registrationCode: known.delegate.registrationCode,
      ticketCode: known.delegate.ticketCode,
    });
    if (!parsed.success) throw new HubProblem('bad-request', fieldOf(parsed.error.issues[0]?.path));
    await overrule(context, tx, parsed.data, change);
    draft.put(parsed.data);
    return { delegate: parsed.data, seq: await draft.write(context.clock()) };
  });
  if (seq !== null) context.announce({ roster: seq });
  return delegate;
}

function fieldOf(path: readonly PropertyKey[] | undefined): string {
  return String(path?.[0] ?? 'delegate');
}

async function overrule(
  context: HubContext,
  tx: HubDatabase,
  delegate: Delegate,
  change: DelegateChange,
): Promise<void> {
  const corrections = (await correctionsOf(tx, [delegate.id])).get(delegate.id) ?? [];
  const values = new Map(Object.entries(delegate));
  for (const { field, hlc } of [...corrections]) {
    if (!(field in change)) continue;
    await noteCorrection(tx, corrections, {
      delegate_id: delegate.id,
      field,
      value: String(values.get(field)),
      hlc: laterHlc(hlc, context.clock()),
      kiosk: context.identity.hub,
      incarnation: 1,
      kseq: 1,
    });
  }
}

/** Later than the correction that it overrules, whatever the two clocks say. */
function laterHlc(hlc: string, wall: number): string {
  const now = nextHlc(firstHlc, wall);
  return now > hlc ? now : nextHlc(hlc, wall);
}

/** See `Hub.deleteDelegate`. */
export async function deleteDelegate(context: HubContext, id: string): Promise<void> {
  const seq = await context.store.db.transaction().execute(async (tx) => {
    const draft = await draftRoster(tx, { ids: [id], codes: [] });
    const known = draft.byId(id);
    if (known === undefined || known.deleted) throw new HubProblem('not-found', 'delegate');
    draft.put(known.delegate, true);
    return draft.write(context.clock());
  });
  if (seq !== null) context.announce({ roster: seq });
}

/** See `Hub.seedRoster`. */
export async function seedRoster(
  context: HubContext,
  delegates: readonly Delegate[],
): Promise<ImportResult> {
  assertStorable(delegates);
  const result = { added: 0, changed: 0 };
  for (let start = 0; start < delegates.length; start += batchRows) {
    const batch = delegates.slice(start, start + batchRows);
    const seq = await context.store.db.transaction().execute(async (tx) => {
      const codes = batch.map(({ registrationCode }) => registrationCode);
      const draft = await draftRoster(tx, { ids: batch.map(({ id }) => id), codes });
      const corrections = await correctionsOf(
        tx,
        batch.map(({ id }) => id),
      );
      for (const delegate of batch) {
        const { id, registrationCode } = delegate;
        if (draft.byId(id) !== undefined || draft.byCode(registrationCode) !== undefined) continue;
        draft.put(corrected(delegate, corrections.get(id) ?? []));
        result.added += 1;
      }
      return draft.write(context.clock());
    });
    if (seq !== null) context.announce({ roster: seq });
  }
  return result;
}

/** See `Hub.delegate`. */
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
