import { z } from 'zod';
import { readStoredOrder, type SignedPurgeOrder, storedOrder } from '../../domain/privacy/order.ts';
import {
  countsOf,
  type Declared,
  declaredJson,
  declaredSchema,
  type FileLeft,
  fileLeftSchema,
  type PurgeOutcome,
  type PurgePart,
  purgeParts,
} from '../../domain/privacy/outcome.ts';
import { statement } from '../base/statement.ts';
import { changedOne, type ReadableDatabase, type WritableDatabase } from '../base/types.ts';

/** An order, and how much of it this station has carried out. */
export interface StoredPurge {
  signed: SignedPurgeOrder;
  counts: ReadonlyMap<PurgePart, number>;
  left: readonly FileLeft[];
  declared: readonly Declared[];
  emptied: boolean;
  /** UTC milliseconds; null while it is in progress. */
  done: number | null;
  /** Name of the supervisor who agreed to the hub's order here; null if none was needed. */
  agreedBy: string | null;
}

interface PurgeRow {
  signed: string;
  counts: string;
  left: string;
  declared: string;
  emptied: number;
  done: number | null;
  agreedBy: string | null;
}

/** The columns of a {@link PurgeRow}. */
const columns =
  'signed, counts, files_left AS "left", declared, emptied, done, agreed_by AS agreedBy';

const countsSchema = z.partialRecord(z.enum(purgeParts), z.int());

/**
 * Stores an order. Works inside a transaction or alone.
 *
 * @param inForce when it takes effect (UTC milliseconds); null for one that has no effect until
 * {@link putPurgesInForce}
 * @returns false if it was already known
 */
export function insertPurgeOrder(
  db: WritableDatabase,
  signed: SignedPurgeOrder,
  inForce: number | null,
): boolean {
  const { id, event, ordered } = signed.order;
  const { changes } = statement(
    db,
    `INSERT INTO purge_order (id, event_id, signed, ordered, in_force) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT DO NOTHING`,
  ).run(id, event, storedOrder(signed), ordered, inForce);
  return changes === 1;
}

/** Orders of the hub that have no effect yet, oldest first. */
export function listHeldPurges(db: ReadableDatabase, eventId: string): SignedPurgeOrder[] {
  return statement<[string], { signed: string }>(
    db,
    'SELECT signed FROM purge_order WHERE event_id = ? AND in_force IS NULL ORDER BY ordered, id',
  )
    .all(eventId)
    .map(({ signed }) => readStoredOrder(signed));
}

/**
 * Puts a waiting order in force.
 *
 * @param yes.by name of the supervisor who agreed
 * @param yes.at UTC milliseconds
 * @returns false if no order with that id waits
 */
export function agreeToPurge(
  db: WritableDatabase,
  id: string,
  { by, at }: { by: string; at: number },
): boolean {
  const { changes } = statement(
    db,
    'UPDATE purge_order SET in_force = ?, agreed_by = ? WHERE id = ? AND in_force IS NULL',
  ).run(at, by, id);
  return changes === 1;
}

/** Puts every waiting order in force. @param now UTC milliseconds */
export function putPurgesInForce(db: WritableDatabase, eventId: string, now: number): void {
  statement(db, 'UPDATE purge_order SET in_force = ? WHERE event_id = ? AND in_force IS NULL').run(
    now,
    eventId,
  );
}

/** Every order of an event that is in force, oldest first. */
export function listPurges(db: ReadableDatabase, eventId: string): StoredPurge[] {
  return statement<[string], PurgeRow>(
    db,
    `SELECT ${columns} FROM purge_order
     WHERE event_id = ? AND in_force IS NOT NULL ORDER BY ordered, id`,
  )
    .all(eventId)
    .map(purgeOf);
}

/**
 * Whether an event was purged or its purge is ordered. No personal data of it may be stored any
 * more.
 */
export function isPurged(db: ReadableDatabase, eventId: string): boolean {
  const found = statement(
    db,
    'SELECT 1 FROM purge_order WHERE event_id = ? AND in_force IS NOT NULL LIMIT 1',
  ).get(eventId);
  return found !== undefined;
}

/** One order. Throws if there is none. */
export function purgeById(db: ReadableDatabase, id: string): StoredPurge {
  const row = statement<[string], PurgeRow>(
    db,
    `SELECT ${columns} FROM purge_order WHERE id = ?`,
  ).get(id);
  if (row === undefined) throw new Error('no such order to purge');
  return purgeOf(row);
}

function purgeOf(row: PurgeRow): StoredPurge {
  const counts = countsSchema.parse(JSON.parse(row.counts));
  return {
    signed: readStoredOrder(row.signed),
    counts: new Map(
      purgeParts.flatMap((part) => (counts[part] === undefined ? [] : [[part, counts[part]]])),
    ),
    left: z.array(fileLeftSchema).parse(JSON.parse(row.left)),
    declared: z.array(declaredSchema).parse(JSON.parse(row.declared)),
    emptied: row.emptied === 1,
    done: row.done,
    agreedBy: row.agreedBy,
  };
}

/** What a purge did; null while it is in progress. */
export function outcomeOf({ done, counts, left, declared }: StoredPurge): PurgeOutcome | null {
  if (done === null) return null;
  return { done, counts: countsOf(counts), left: [...left], declared: [...declared] };
}

/**
 * Adds to the counts of deleted data, and records for each path whether the file is left (`why`
 * null: it is erased). In the transaction of the deletions.
 */
export function notePurged(
  db: WritableDatabase,
  id: string,
  more: {
    counts?: ReadonlyMap<PurgePart, number>;
    tried?: { path: string; why: FileLeft['why'] | null };
    declared?: Declared;
    emptied?: true;
  },
): void {
  const before = purgeById(db, id);
  const counts = Object.fromEntries(
    purgeParts.flatMap((part) => {
      const count = (before.counts.get(part) ?? 0) + (more.counts?.get(part) ?? 0);
      return count === 0 ? [] : [[part, count]];
    }),
  );
  const { tried, declared } = more;
  const settled = tried?.path ?? declared?.path;
  const left: FileLeft[] = before.left
    .filter(({ path }) => path !== settled)
    .map(({ path, why }) => ({ path, why }));
  if (tried !== undefined && tried.why !== null) left.push({ path: tried.path, why: tried.why });
  const all = [...before.declared, ...(declared === undefined ? [] : [declared])];
  changedOne(
    statement(
      db,
      'UPDATE purge_order SET counts = ?, files_left = ?, declared = ?, emptied = ? WHERE id = ?',
    ).run(
      JSON.stringify(counts),
      JSON.stringify(left),
      JSON.stringify(declaredJson(all)),
      before.emptied || more.emptied === true ? 1 : 0,
      id,
    ),
    'notePurged',
  );
}

/**
 * Records that everything of an order is done, or more of it than was confirmed. `confirmation` is
 * the signed statement for the hub, or null for the station's own order.
 */
export function finishPurge(
  db: WritableDatabase,
  id: string,
  at: { done: number; confirmation: string | null },
): void {
  changedOne(
    statement(
      db,
      'UPDATE purge_order SET done = ?, confirmation = ?, confirmed_epoch = NULL WHERE id = ?',
    ).run(at.done, at.confirmation, id),
    'finishPurge',
  );
}

/** Signed confirmations (JSON) that the hub has not received in this epoch, oldest first. */
export function confirmationsToGive(
  db: ReadableDatabase,
  epoch: string,
): { id: string; confirmation: string }[] {
  return statement<[string], { id: string; confirmation: string }>(
    db,
    `SELECT id, confirmation FROM purge_order
     WHERE confirmation IS NOT NULL AND confirmed_epoch IS NOT ? ORDER BY ordered, id`,
  ).all(epoch);
}

/** Records that the hub received or refused the confirmation in this epoch. */
export function recordConfirmed(db: WritableDatabase, id: string, epoch: string): void {
  statement(db, 'UPDATE purge_order SET confirmed_epoch = ? WHERE id = ?').run(epoch, id);
}
