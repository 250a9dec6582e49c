import { setImmediate as turn } from 'node:timers/promises';
import { sql } from 'kysely';
import { z } from 'zod';
import { jsonOf } from '../../domain/base/json.ts';
import { genesisHash } from '../../domain/ledger/chain.ts';
import { isSignedHead } from '../../domain/ledger/signed-head.ts';
import { codeKey } from '../../domain/tickets/registration-code.ts';
import { linkHash, nodeCrypto } from '../../platform/crypto/node-crypto.ts';
import { checkedDelegate } from '../base/delegate-text.ts';
import { type ChainRow, linksOfChain } from '../ledger/chains.ts';
import { isCommitted } from '../ledger/personal.ts';
import { knownKeys } from '../stations/signed-heads.ts';
import type { HubDatabase } from '../store/tables.ts';

/** What a check of the whole store found wrong; never personal data. */
export interface Finding {
  what: 'sequence' | 'chain' | 'count' | 'roster' | 'personal';
  detail: string;
}

const portion = 2_000;

/**
 * Recomputes every chain and every count. Empty if all is well. Each part reads in portions: the
 * store may be larger than memory. SQLite answers synchronously, so each portion yields to other
 * requests. Pushes continue meanwhile, so what is compared comes from one statement, and a chain
 * is followed to the head read first.
 */
export async function checkAll(db: HubDatabase): Promise<Finding[]> {
  return [
    ...(await checkSequence(db)),
    ...(await checkChains(db)),
    ...(await checkQuarantine(db)),
    ...(await checkRoster(db)),
    ...(await checkPersonal(db)),
  ];
}

/** Checks that the stream of facts has every number once, and every understood id once. */
async function checkSequence(db: HubDatabase): Promise<Finding[]> {
  const found: Finding[] = [];
  const { stream, ...row } = await db
    .selectFrom([
      'stream',
      db
        .selectFrom(({ selectFrom }) =>
          selectFrom('attendance_event')
            .where('seq', 'is not', null)
            .select(['seq', 'id'])
            .unionAll(selectFrom('streamed_place').select(['seq', sql<null>`NULL`.as('id')]))
            .as('place'),
        )
        .select(({ fn }) => [
          fn.countAll<number>().as('count'),
          fn.min('seq').as('first'),
          fn.max('seq').as('last'),
          fn.count<number>('id').as('facts'),
          fn.count<number>('id').distinct().as('ids'),
        ])
        .as('fact'),
    ])
    .where('stream.name', '=', 'events')
    .select([
      'stream.seq as stream',
      'fact.count',
      'fact.first',
      'fact.last',
      'fact.facts',
      'fact.ids',
    ])
    .executeTakeFirstOrThrow();
  const isDense =
    row.count === stream && (stream === 0 || (row.first === 1 && row.last === stream));
  if (!isDense) {
    const detail = `${row.count} facts from ${row.first} to ${row.last}, the stream is at ${stream}`;
    found.push({ what: 'sequence', detail });
  }
  if (row.ids !== row.facts) {
    found.push({ what: 'sequence', detail: `${row.ids} ids of ${row.facts} facts` });
  }
  const unstreamed = await db
    .selectFrom('attendance_event as link')
    .where('link.seq', 'is', null)
    .where('link.id', 'is not', null)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('attendance_event as streamed')
            .whereRef('streamed.id', '=', 'link.id')
            .where('streamed.seq', 'is not', null)
            .select('streamed.seq'),
        ),
      ),
    )
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  if (unstreamed.count > 0) {
    found.push({ what: 'sequence', detail: `${unstreamed.count} facts are not in the stream` });
  }
  return found;
}

/** Checks that every chain is whole from its first link to its head, quarantined links included. */
async function checkChains(db: HubDatabase): Promise<Finding[]> {
  const found: Finding[] = [];
  const heads = await db.selectFrom('chain').selectAll().execute();
  for (const head of heads) {
    const broken = (await checkChain(db, head)) ?? (await checkSignature(db, head));
    const detail = `${head.station} ${head.incarnation}`;
    if (broken !== null) found.push({ what: 'chain', detail: `${detail}: ${broken}` });
  }
  const beyond = await db
    .selectFrom('attendance_event as link')
    .leftJoin('chain', (join) =>
      join
        .onRef('chain.station', '=', 'link.station')
        .onRef('chain.incarnation', '=', 'link.incarnation')
        .onRef('chain.last_kseq', '>=', 'link.kseq'),
    )
    .where('chain.station', 'is', null)
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  if (beyond.count > 0) {
    found.push({ what: 'count', detail: `${beyond.count} links behind the heads of their chains` });
  }
  return found;
}

/** Checks that the author signed the head; null if so. */
async function checkSignature(db: HubDatabase, head: ChainRow): Promise<string | null> {
  const { station, incarnation, last_kseq: kseq, hash } = head;
  const row = await db
    .selectFrom('attendance_event')
    .where('station', '=', station)
    .where('incarnation', '=', incarnation)
    .where('kseq', '=', kseq)
    .select('signature')
    .executeTakeFirst();
  const signature = row?.signature ?? null;
  if (signature === null) return `nobody signed ${kseq}`;
  const keys = await knownKeys(db, station);
  const isSigned = keys.some((key) =>
    isSignedHead({ station, incarnation, kseq, hash }, signature, key, nodeCrypto),
  );
  return isSigned ? null : `the signature of ${kseq}`;
}

/** Checks that every link that does not count is in quarantine as it was received, for review. */
async function checkQuarantine(db: HubDatabase): Promise<Finding[]> {
  const found: Finding[] = [];
  for (let after = ''; ; ) {
    const rows = await db
      .selectFrom('attendance_event as link')
      .leftJoin('quarantine as item', (join) =>
        join
          .onRef('item.station', '=', 'link.station')
          .onRef('item.incarnation', '=', 'link.incarnation')
          .onRef('item.kseq', '=', 'link.kseq')
          .onRef('item.hash', '=', 'link.hash'),
      )
      .where('link.id', 'is', null)
      .where('link.hash', '>', after)
      .orderBy('link.hash')
      .limit(portion)
      .select(['link.station', 'link.kseq', 'link.hash', 'link.body', 'item.raw'])
      .execute();
    for (const { station, kseq, body, raw } of rows) {
      if (rawSchema.safeParse(jsonOf(raw ?? '')).data?.body !== body) {
        found.push({ what: 'chain', detail: `${station}: ${kseq} does not lie in quarantine` });
      }
    }
    if (rows.length < portion) return found;
    after = rows.at(-1)?.hash ?? after;
    await turn();
  }
}

const rawSchema = z.object({ body: z.string() });

/** Describes what is wrong with a chain; null if nothing. */
async function checkChain(db: HubDatabase, head: ChainRow): Promise<string | null> {
  let previous = genesisHash;
  let count = 0;
  for await (const { kseq, hash, body } of linksOfChain(db, head)) {
    count += 1;
    if (kseq !== count) return `a link is missing before ${kseq}`;
    if (body === null || linkHash(previous, body) !== hash) return `the hash of ${kseq}`;
    previous = hash;
  }
  const isAtHead = count === head.last_kseq && previous === head.hash;
  return isAtHead ? null : `ends at ${count}, not at its head`;
}

/** Checks that every delegate can be read, and that the newest number is the stream's. */
async function checkRoster(db: HubDatabase): Promise<Finding[]> {
  const found: Finding[] = [];
  const { newest, last, keptFrom } = await db
    .selectFrom('stream')
    .where('stream.name', '=', 'roster')
    .select(({ selectFrom }) => [
      'stream.seq as last',
      'stream.kept_from as keptFrom',
      selectFrom('delegate')
        .select(({ fn }) => fn.max('delegate.seq').as('newest'))
        .as('newest'),
    ])
    .executeTakeFirstOrThrow();
  // The newest number may belong to a deleted delegate whose tombstone has been dropped.
  if (Math.max(newest ?? 0, keptFrom) !== last) {
    found.push({ what: 'roster', detail: `newest ${newest ?? 0}, the stream is at ${last}` });
  }
  let after = 0;
  for (;;) {
    const rows = await db
      .selectFrom('delegate')
      .where('seq', '>', after)
      .orderBy('seq')
      .limit(portion)
      .selectAll()
      .execute();
    for (const row of rows) {
      if (!isConsistent(row)) found.push({ what: 'roster', detail: `row of delegate ${row.id}` });
    }
    // Each edit moves its row to the end: reading until no row is left might never finish.
    if (rows.length < portion) return found;
    after = rows.at(-1)?.seq ?? after;
    await turn();
  }
}

function isConsistent(row: {
  id: string;
  registration_key: string;
  status: string;
  data: string;
}): boolean {
  try {
    const delegate = checkedDelegate(row.data);
    return (
      delegate.id === row.id &&
      delegate.status === row.status &&
      codeKey(delegate.registrationCode) === row.registration_key
    );
  } catch {
    // Not JSON, or not a delegate: that is the finding.
    return false;
  }
}

/** Checks that each payload has its fact and fits its fact's commitment. */
async function checkPersonal(db: HubDatabase): Promise<Finding[]> {
  const found: Finding[] = [];
  let after = '';
  for (;;) {
    const rows = await db
      .selectFrom('personal')
      .leftJoin('attendance_event as fact', (join) =>
        join.onRef('fact.id', '=', 'personal.event_id').on('fact.seq', 'is not', null),
      )
      .where('personal.event_id', '>', after)
      .orderBy('personal.event_id')
      .limit(portion)
      .select(['personal.event_id', 'personal.salt', 'personal.payload', 'fact.commitment'])
      .execute();
    for (const { event_id, salt, payload, commitment: said } of rows) {
      if (!isCommitted(said, { salt, payload }, nodeCrypto)) {
        found.push({ what: 'personal', detail: `payload of ${event_id}` });
      }
    }
    if (rows.length < portion) return found;
    after = rows.at(-1)?.event_id ?? after;
    await turn();
  }
}
