// clock: equality with the import's time names its rows, and no order is drawn from it.

import { setImmediate as nextTurn } from 'node:timers/promises';
import { z } from 'zod';
import type { Delegate } from '../../domain/roster/delegate.ts';
import { endsRegistration, registrationStatuses } from '../../domain/roster/delegate-fields.ts';
import { statement } from '../base/statement.ts';
import type { ReadableDatabase, WritableDatabase } from '../base/types.ts';
import {
  changeable,
  changeableValues,
  delegateOf,
  type KnownRow,
  keptValues,
} from './roster-row.ts';

type Kept = Record<string, string | number | null>;
const status = z.enum(registrationStatuses);
/** Values of a person as the row keeps them, by field. */
export const keptSchema = z.record(z.string(), z.union([z.string(), z.number(), z.null()]));

/** Forgets the last import, so that no one can undo it any more. */
export function forgetImport(db: WritableDatabase): void {
  statement(db, 'DELETE FROM imported').run();
}

/**
 * Records what an import is about to change in one person, before the person's row is written.
 *
 * @param known the present row; undefined for a new person
 */
export function noteImported(
  db: WritableDatabase,
  { eventId, wall }: { eventId: string; wall: number },
  known: KnownRow | undefined,
  delegate: Delegate,
): void {
  const before: Kept = {};
  const after: Kept = {};
  if (known !== undefined) {
    const old = changeableValues(delegateOf(known));
    const fresh = keptValues(delegate, changeable);
    for (const [index, name] of changeable.entries()) {
      if (old[index] === fresh[index]) continue;
      before[name] = old[index] ?? null;
      after[name] = fresh[index] ?? null;
    }
  }
  const state = known === undefined ? 'added' : known.deleted === 1 ? 'restored' : 'changed';
  // A person who occurs twice in one import keeps the first note. Undoing is then refused as
  // "changed since".
  statement<(string | number)[], unknown>(
    db,
    `INSERT OR IGNORE INTO imported
       (delegate_id, event_id, wall, activity, fact, state, before, after)
     VALUES (?, ?, ?, (SELECT coalesce(max(id), 0) FROM activity),
       (SELECT coalesce(max(rowid), 0) FROM attendance_event), ?, ?, ?)`,
  ).run(
    known?.id ?? delegate.id,
    eventId,
    wall,
    state,
    JSON.stringify(before),
    JSON.stringify(after),
  );
}

/** A note of an import; the statuses are null where it left the status unchanged. */
interface Ended {
  id: string;
  wall: number;
  state: string;
  before: string | null;
  after: string | null;
}

/** Notes of an import that are read before the next turn: well below a millisecond of JSON. */
const notesAtOnce = 1_000;

/**
 * Ids of the people whose registrations an import ended. It reads in parts, so that a check-in
 * waits for none of 100,000 notes; no other import may begin before it resolves.
 *
 * @param wall the import's time, UTC milliseconds; no one where another one came since
 * @param atOnce notes of one part
 */
export async function endedByImport(
  db: ReadableDatabase,
  { eventId, wall }: { eventId: string; wall: number },
  atOnce = notesAtOnce,
): Promise<string[]> {
  const ended: string[] = [];
  for (let last: string | undefined = ''; last !== undefined && db.open; ) {
    const rows: Ended[] = statement<[string, string, number], Ended>(
      db,
      `SELECT delegate_id AS id, wall, state, before ->> 'status' AS before,
         after ->> 'status' AS after
       FROM imported WHERE event_id = ? AND delegate_id > ? ORDER BY delegate_id LIMIT ?`,
    ).all(eventId, last, atOnce);
    for (const { id, before, after, ...row } of rows) {
      if (row.wall !== wall || row.state !== 'changed' || before === null || after === null)
        continue;
      if (endsRegistration(status.parse(before), status.parse(after))) ended.push(id);
    }
    last = rows.at(-1)?.id;
    await nextTurn();
  }
  return ended;
}

/** The values of a person that the last import replaced, by field, in the form of the row. */
export function replacedByImport(db: ReadableDatabase, delegateId: string): Kept {
  const row = statement<[string], { before: string }>(
    db,
    'SELECT before FROM imported WHERE delegate_id = ?',
  ).get(delegateId);
  return row === undefined ? {} : keptSchema.parse(JSON.parse(row.before));
}
