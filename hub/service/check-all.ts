import { genesisHash } from '../../domain/chain.ts';
import { streamState } from '../store/streams.ts';
import type { HubDatabase } from '../store/tables.ts';
import { checkedDelegate, registrationKey } from './delegate-text.ts';
import type { Finding } from './hub.ts';
import { linkHash } from './run.ts';
import { jsonOf } from './texts.ts';

/** Rows read at a time. */
const portion = 2_000;

/** See `Hub.checkAll`. Each part reads in portions: the store may be larger than memory. */
export async function checkAll(db: HubDatabase): Promise<Finding[]> {
  return [
    ...(await checkSequence(db)),
    ...(await checkChains(db)),
    ...(await checkRoster(db)),
    ...(await checkPersonal(db)),
  ];
}

/** The stream of facts has every number once, and every understood id once. */
async function checkSequence(db: HubDatabase): Promise<Finding[]> {
  const found: Finding[] = [];
  const { seq: last } = await streamState(db, 'events');
  const row = await db
    .selectFrom('attendance_event')
    .where('seq', 'is not', null)
    .select(({ fn }) => [
      fn.countAll<number>().as('count'),
      fn.min('seq').as('first'),
      fn.max('seq').as('last'),
      fn.count<number>('id').distinct().as('ids'),
    ])
    .executeTakeFirstOrThrow();
  const isDense = row.count === last && (last === 0 || (row.first === 1 && row.last === last));
  if (!isDense) {
    const detail = `${row.count} facts from ${row.first} to ${row.last}, the stream is at ${last}`;
    found.push({ what: 'sequence', detail });
  }
  if (row.ids !== row.count) {
    found.push({ what: 'sequence', detail: `${row.ids} ids of ${row.count} facts` });
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

/** Every chain is whole from its first link to its head, quarantined links included. */
async function checkChains(db: HubDatabase): Promise<Finding[]> {
  const found: Finding[] = [];
  const heads = await db.selectFrom('chain').selectAll().execute();
  let links = 0;
  for (const head of heads) {
    const { count, broken } = await checkChain(db, head);
    links += count;
    const detail = `${head.kiosk} ${head.incarnation}`;
    if (broken !== null) found.push({ what: 'chain', detail: `${detail}: ${broken}` });
  }
  const all = await db
    .selectFrom('attendance_event')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  if (all.count !== links) {
    found.push({ what: 'count', detail: `${all.count} links, ${links} in chains with a head` });
  }
  return found;
}

interface Head {
  kiosk: string;
  incarnation: number;
  last_kseq: number;
  hash: string;
}

async function checkChain(
  db: HubDatabase,
  head: Head,
): Promise<{ count: number; broken: string | null }> {
  let previous = genesisHash;
  let count = 0;
  let broken: string | null = null;
  for (;;) {
    const rows = await db
      .selectFrom('attendance_event')
      .where('kiosk', '=', head.kiosk)
      .where('incarnation', '=', head.incarnation)
      .where('kseq', '>', count)
      .orderBy('kseq')
      .limit(portion)
      .select(['kseq', 'hash', 'body'])
      .execute();
    if (rows.length === 0) break;
    for (const { kseq, hash, body } of rows) {
      count += 1;
      const text = body ?? (await quarantinedBody(db, head, kseq, hash));
      if (kseq !== count) broken ??= `a link is missing before ${kseq}`;
      if (text === null) broken ??= `the body of ${kseq} is missing`;
      else if (linkHash(previous, text) !== hash) broken ??= `the hash of ${kseq}`;
      previous = hash;
    }
    if (broken !== null) break;
  }
  const isAtHead = count === head.last_kseq && previous === head.hash;
  return { count, broken: broken ?? (isAtHead ? null : `ends at ${count}, not at its head`) };
}

async function quarantinedBody(
  db: HubDatabase,
  chain: Head,
  kseq: number,
  hash: string,
): Promise<string | null> {
  const row = await db
    .selectFrom('quarantine')
    .where('kiosk', '=', chain.kiosk)
    .where('incarnation', '=', chain.incarnation)
    .where('kseq', '=', kseq)
    .where('hash', '=', hash)
    .select('raw')
    .executeTakeFirst();
  const raw = row === undefined ? undefined : jsonOf(row.raw);
  return typeof raw === 'object' && raw !== null && 'body' in raw ? String(raw.body) : null;
}

/** Every delegate can be read, and the newest number is the stream's. */
async function checkRoster(db: HubDatabase): Promise<Finding[]> {
  const found: Finding[] = [];
  const { seq: last, keptFrom } = await streamState(db, 'roster');
  let after = 0;
  for (;;) {
    const rows = await db
      .selectFrom('delegate')
      .where('seq', '>', after)
      .orderBy('seq')
      .limit(portion)
      .selectAll()
      .execute();
    const newest = rows.at(-1)?.seq;
    if (newest === undefined) break;
    after = newest;
    for (const row of rows) {
      if (!isConsistent(row)) found.push({ what: 'roster', detail: `row of delegate ${row.id}` });
    }
  }
  if (Math.max(after, keptFrom) !== last) {
    found.push({ what: 'roster', detail: `newest ${after}, the stream is at ${last}` });
  }
  return found;
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
      registrationKey(delegate.registrationCode) === row.registration_key
    );
  } catch {
    // Not JSON, or not a delegate: that is the finding.
    return false;
  }
}

/** No payload without its fact. */
async function checkPersonal(db: HubDatabase): Promise<Finding[]> {
  const row = await db
    .selectFrom('personal')
    .leftJoin('attendance_event as fact', (join) =>
      join.onRef('fact.id', '=', 'personal.event_id').on('fact.seq', 'is not', null),
    )
    .where('fact.id', 'is', null)
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return row.count === 0
    ? []
    : [{ what: 'personal', detail: `${row.count} payloads without their facts` }];
}
