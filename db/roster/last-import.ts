// clock: equality with the import's time names its rows, and no order is drawn from it.

import { z } from 'zod';
import type { Delegate } from '../../domain/roster/delegate.ts';
import { endsRegistration } from '../../domain/roster/delegate-fields.ts';
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
 * @param setting.operatorId who imports; null where nobody had signed in
 */
export function noteImported(
  db: WritableDatabase,
  setting: { eventId: string; wall: number; operatorId: string | null },
  known: KnownRow | undefined,
  delegate: Delegate,
): void {
  const { eventId, wall, operatorId } = setting;
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
  const isEnd =
    known !== undefined &&
    state === 'changed' &&
    endsRegistration(delegateOf(known).status, delegate.status);
  // A person who occurs twice in one import keeps the first note. Undoing is then refused as
  // "changed since".
  statement<(string | number | null)[], unknown>(
    db,
    `INSERT OR IGNORE INTO imported
       (delegate_id, event_id, wall, activity, fact, state, before, after, ending)
     VALUES (?, ?, ?, (SELECT coalesce(max(id), 0) FROM activity),
       (SELECT coalesce(max(rowid), 0) FROM attendance_event), ?, ?, ?, ?)`,
  ).run(
    known?.id ?? delegate.id,
    eventId,
    wall,
    state,
    JSON.stringify(before),
    JSON.stringify(after),
    isEnd ? (operatorId ?? '') : null,
  );
}

/** A registration that an import ended, whose badges and places have not followed yet. */
export interface UnfinishedEnd {
  delegateId: string;
  /** Who imported; null where nobody had signed in. */
  operatorId: string | null;
}

/** Some of the registrations whose end has not been carried out; empty when all have. */
export function unfinishedEnds(
  db: ReadableDatabase,
  eventId: string,
  limit: number,
): UnfinishedEnd[] {
  return statement<[string, number], UnfinishedEnd>(
    db,
    `SELECT delegate_id AS delegateId, nullif(ending, '') AS operatorId FROM imported
     WHERE event_id = ? AND ending IS NOT NULL LIMIT ?`,
  ).all(eventId, limit);
}

/** Notes that the end of a registration was carried out; in the same transaction. */
export function noteEnded(db: WritableDatabase, delegateId: string): void {
  statement<[string], unknown>(db, 'UPDATE imported SET ending = NULL WHERE delegate_id = ?').run(
    delegateId,
  );
}

/** The values of a person that the last import replaced, by field, in the form of the row. */
export function replacedByImport(db: ReadableDatabase, delegateId: string): Kept {
  const row = statement<[string], { before: string }>(
    db,
    'SELECT before FROM imported WHERE delegate_id = ?',
  ).get(delegateId);
  return row === undefined ? {} : keptSchema.parse(JSON.parse(row.before));
}
