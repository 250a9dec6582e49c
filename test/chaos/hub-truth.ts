import BetterSqlite3 from 'better-sqlite3';
import pg from 'pg';
import { z } from 'zod';

/** PostgreSQL gives int8 as text. */
const number = z.coerce.number();

const linkSchema = z.object({
  kiosk: z.string(),
  incarnation: number,
  kseq: number,
  hash: z.string(),
  /** Null where the hub keeps the fact in quarantine. */
  body: z.string().nullable(),
  id: z.string().nullable(),
  /** Null where the fact is not in the stream at this place. */
  seq: number.nullable(),
});
const headSchema = z.object({
  kiosk: z.string(),
  incarnation: number,
  lastKseq: number,
  hash: z.string(),
});
const rosterSchema = z.object({ id: z.string(), data: z.string(), deleted: number, seq: number });

/** What lies in a hub's store, read without the hub's code. */
export interface HubTruth {
  epoch: string;
  /** Last sequence number of each stream, as its row says. */
  streams: { roster: number; events: number };
  /** Ordered by chain and place. */
  links: z.infer<typeof linkSchema>[];
  heads: z.infer<typeof headSchema>[];
  roster: z.infer<typeof rosterSchema>[];
  /** Ids of facts whose personal payload is there. */
  personal: Set<string>;
  quarantined: number;
}

type Query = (sql: string) => Promise<unknown[]>;

/** Reads a hub's SQLite file (not encrypted) that no process has open. */
export async function readSqliteTruth(file: string): Promise<HubTruth> {
  const db = new BetterSqlite3(file);
  try {
    return await readTruth(async (sql) => db.prepare(sql).all());
  } finally {
    db.close();
  }
}

/** Reads a hub's PostgreSQL database. */
export async function readPostgresTruth(url: string): Promise<HubTruth> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await readTruth(async (sql) => (await client.query(sql)).rows);
  } finally {
    await client.end();
  }
}

async function readTruth(query: Query): Promise<HubTruth> {
  const rows = async <T>(schema: z.ZodType<T>, sql: string): Promise<T[]> =>
    z.array(schema).parse(await query(sql));
  const [hub] = await rows(z.object({ epoch: z.string() }), 'SELECT epoch FROM hub');
  const streams = await rows(
    z.object({ name: z.string(), seq: number }),
    'SELECT name, seq FROM stream',
  );
  const seqOf = (name: string): number => streams.find((stream) => stream.name === name)?.seq ?? -1;
  const personal = await rows(z.object({ id: z.string() }), 'SELECT event_id AS id FROM personal');
  const [quarantine] = await rows(
    z.object({ count: number }),
    'SELECT count(*) AS count FROM quarantine',
  );
  return {
    epoch: hub?.epoch ?? '',
    streams: { roster: seqOf('roster'), events: seqOf('events') },
    links: await rows(
      linkSchema,
      `SELECT kiosk, incarnation, kseq, hash, body, id, seq FROM attendance_event
       ORDER BY kiosk, incarnation, kseq`,
    ),
    heads: await rows(
      headSchema,
      'SELECT kiosk, incarnation, last_kseq AS "lastKseq", hash FROM chain ORDER BY kiosk, incarnation',
    ),
    roster: await rows(rosterSchema, 'SELECT id, data, deleted, seq FROM delegate ORDER BY seq'),
    personal: new Set(personal.map(({ id }) => id)),
    quarantined: quarantine?.count ?? 0,
  };
}
