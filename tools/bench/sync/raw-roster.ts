import type { WritableDatabase } from '../../../db/base/types.ts';
import { insertDelegateSql, insertedValues } from '../../../db/roster/roster-row.ts';
import { prepareRows } from '../../../db/sync/roster-pull.ts';
import { pageRows } from '../../../domain/base/protocol.ts';
import type { Delegate } from '../../../domain/roster/delegate.ts';
import { sampleEvent } from '../../../test/support/sample-event.ts';

/** Everything that a delegate's row needs, made before the measurement. */
export interface RawRows {
  rows: unknown[][];
  codes: { ticket: string; registration: string; id: string }[];
  words: string[];
}

export function rawRows(delegates: readonly Delegate[]): RawRows {
  const rows = delegates.map((delegate, index) => [
    ...insertedValues(sampleEvent.id, delegate),
    0,
    index + 1,
    1,
  ]);
  const codes = delegates.map(({ id, ticketHashes: [ticket = ''], registrationCode }) => ({
    ticket,
    registration: registrationCode,
    id,
  }));
  const words = prepareRows(
    delegates.map((delegate, index) => ({ seq: index + 1, id: delegate.id, delegate })),
  ).map((row) => row.words);
  return { rows, codes, words };
}

/**
 * The least work that brings these delegates into a desk's store: prepared statements, a page per
 * transaction.
 */
export function insertRaw(db: WritableDatabase, raw: RawRows): void {
  const delegate = db.prepare(insertDelegateSql('wall', 'hub_seq', 'sweep'));
  const ticket = db.prepare('INSERT INTO ticket_hash (code, delegate_id) VALUES (?, ?)');
  const registration = db.prepare(
    'INSERT INTO registration_code (code, delegate_id) VALUES (?, ?)',
  );
  const search = db.prepare('INSERT INTO delegate_search (rowid, words) VALUES (?, ?)');
  const insertPage = db.transaction((from: number, to: number) => {
    const rids: (number | bigint)[] = [];
    for (let at = from; at < to; at += 1) {
      rids.push(delegate.run(raw.rows[at]).lastInsertRowid);
      const code = raw.codes[at];
      ticket.run(code?.ticket, code?.id);
      registration.run(code?.registration, code?.id);
    }
    for (const [index, rid] of rids.entries()) search.run(rid, raw.words[from + index]);
  });
  for (let from = 0; from < raw.rows.length; from += pageRows) {
    insertPage.immediate(from, Math.min(from + pageRows, raw.rows.length));
  }
}
