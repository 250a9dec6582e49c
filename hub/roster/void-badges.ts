import { payloadText } from '../../domain/ledger/attendance-fold.ts';
import type { HubContext } from '../base/context.ts';
import { type Fact, readFact } from '../ledger/read-fact.ts';
import { writeOwnFact } from '../stations/own-chain.ts';
import { query, type TextList, textList } from '../store/prepared.ts';
import type { StreamState } from '../store/streams.ts';
import type { HubDatabase } from '../store/tables.ts';

const issuedQuery = query<
  { ids: TextList },
  { id: string | null; delegate: string | null; serial: string | null }
>(({ db, at, isAmong }) =>
  db
    .selectFrom('attendance_event')
    .where(isAmong('delegate_id', at('ids')))
    // These conditions match the index.
    .where('type', '=', 'badge-issued')
    .where('seq', 'is not', null)
    .orderBy('seq')
    .select(['id', 'delegate_id as delegate', 'badge_serial as serial']),
);

interface WordRow {
  station: string;
  incarnation: number;
  kseq: number;
  body: string;
}

const wordsQuery = query<{ serials: TextList }, WordRow>(({ db, at, isAmong }) =>
  db
    .selectFrom('attendance_event')
    .where(isAmong('badge_serial', at('serials')))
    // These conditions match the index.
    .where('type', 'in', ['badge-printed', 'badge-handed-over', 'badge-voided'])
    .where('seq', 'is not', null)
    .select(['station', 'incarnation', 'kseq', 'body']),
);

/**
 * Makes every badge of people invalid whose registrations ended, as a desk does: one fact of the
 * hub's chain for each badge that is not invalid yet. It stays so when they are restored.
 *
 * @param stream the stream of facts, locked in this transaction
 * @returns the last number of the stream of facts
 */
export async function voidBadges(
  context: HubContext,
  tx: HubDatabase,
  stream: StreamState,
  delegateIds: readonly string[],
): Promise<number> {
  if (delegateIds.length === 0) return stream.seq;
  const issued = await issuedQuery(tx, { ids: textList(delegateIds) });
  const words = await wordsOn(
    tx,
    issued.flatMap(({ serial }) => serial ?? []),
  );
  const done = new Set<string>();
  let { seq } = stream;
  for (const { id, delegate, serial } of issued) {
    if (id === null || delegate === null || serial === null || done.has(serial)) continue;
    done.add(serial);
    const before = words.get(serial) ?? [];
    if (before.some((fact) => fact.type === 'badge-voided' && fateOf(fact) === 'stale')) continue;
    seq = await writeOwnFact(
      context,
      tx,
      { ...stream, seq },
      {
        type: 'badge-voided',
        delegateId: delegate,
        targetId: id,
        badgeSerial: serial,
        before,
        payload: { fate: 'stale' },
        personal: null,
      },
    );
  }
  return seq;
}

/** What is recorded about badges, by serial. */
async function wordsOn(tx: HubDatabase, serials: readonly string[]) {
  const found = new Map<string, Fact[]>();
  if (serials.length === 0) return found;
  for (const { body, ...place } of await wordsQuery(tx, { serials: textList(serials) })) {
    const reading = readFact(body, place);
    if (!('fact' in reading) || reading.fact.badgeSerial === null) continue;
    const { badgeSerial } = reading.fact;
    found.set(badgeSerial, [...(found.get(badgeSerial) ?? []), reading.fact]);
  }
  return found;
}

function fateOf(fact: Fact): string {
  return payloadText(fact, 'fate') ?? 'stale';
}
