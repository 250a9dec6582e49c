import { upsertDelegates } from '../../../db/roster/roster-write.ts';
import type { RosterEntry } from '../../../domain/roster/roster-entry.ts';
import {
  type CodeMaking,
  makeDelegateId,
  ticketHashes,
} from '../../../domain/tickets/issued-codes.ts';
import { bulkCrypto } from '../../../platform/crypto/node-crypto.ts';
import type { DeskContext } from '../../../test/support/desk-context.ts';
import { eventSecret, ticketCodeOf } from '../../../test/support/sample-event.ts';

export type SampleRows = Iterator<readonly string[]>;

/**
 * Delegates that are sorted and written in one transaction. Codes are spread over all pages of
 * their tables, which are encrypted and written at the end of each transaction. A million takes two
 * minutes this way, and over three in batches of 10,000.
 */
const portion = 250_000;

/**
 * Adds `count` invented delegates to a desk's store and returns the ticket codes of about `codes`
 * of them, evenly spread. Uses a large cache and no flushing to disk, since filling is not
 * measured.
 *
 * @param rows gives at least so many more rows (test/support/roster-sample.ts)
 */
export function fillStore(
  desk: DeskContext,
  rows: SampleRows,
  count: number,
  codes: number,
): string[] {
  const { db, event } = desk.context;
  db.pragma('cache_size = -2000000');
  db.pragma('synchronous = OFF');
  const sampled: string[] = [];
  const portions = Math.ceil(count / portion);
  for (let left = count; left > 0; ) {
    const entries = take(desk, rows, Math.min(portion, left));
    const defaults = { category: 'delegate' };
    upsertDelegates(db, { eventId: event.file.id, entries, defaults, wall: 1 });
    left -= entries.length;
    sampled.push(...sample(entries, Math.ceil(codes / portions)));
  }
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.pragma('synchronous = FULL');
  db.pragma('cache_size = -32000');
  return spread(sampled, codes);
}

/** `count` of them, evenly spread. Throws if there are fewer. */
function spread(codes: readonly string[], count: number): string[] {
  if (codes.length < count) throw new Error(`${codes.length} codes, ${count} wanted`);
  return codes.filter(
    (_code, at) =>
      Math.floor((at * count) / codes.length) !== Math.floor(((at - 1) * count) / codes.length),
  );
}

/** A sample row as an import reads it, with its identifiers. */
export function entryOf(
  row: readonly string[],
  eventId: string,
  secret: Uint8Array,
  crypto: ReturnType<typeof bulkCrypto>,
): RosterEntry {
  const [registrationCode = '', title = '', printedName = '', givenName = ''] = row;
  const [familyName = '', nativeName = '', jobTitle = '', delegation = ''] = row.slice(4);
  const administration = row[8] ?? '';
  const ticketSecrets: CodeMaking['ticketSecrets'] = [secret];
  const making = { eventId, eventSecret: secret, ticketSecrets, crypto };
  const id = makeDelegateId(registrationCode, making);
  const names = { title, printedName, givenName, familyName, nativeName };
  const values = { ...names, jobTitle, delegation, administration };
  return { id, registrationCode, ticketHashes: ticketHashes(id, making), values };
}

function take(desk: DeskContext, rows: SampleRows, count: number): RosterEntry[] {
  const { file } = desk.context.event;
  const secret = eventSecret;
  const crypto = bulkCrypto(secret);
  const entries: RosterEntry[] = [];
  for (let taken = 0; taken < count; taken += 1) {
    const { value, done } = rows.next();
    if (done === true) throw new Error('no more sample rows');
    entries.push(entryOf(value, file.id, secret, crypto));
  }
  return entries.sort((a, b) => (a.id < b.id ? -1 : 1));
}

function sample(entries: readonly RosterEntry[], count: number): string[] {
  return spread(
    entries.map(({ id }) => ticketCodeOf({ id })),
    Math.min(count, entries.length),
  );
}
