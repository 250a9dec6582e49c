import { z } from 'zod';
import type { ReadableDatabase } from '../../db/base/types.ts';
import type { StationMode } from '../../domain/base/protocol.ts';
import type { OrderedFact } from '../../domain/ledger/attendance.ts';
import type { Delegate } from '../../domain/roster/delegate.ts';
import type { Link } from './hub-record.ts';

export interface HubFact {
  seq: number;
  body: string;
  event: OrderedFact;
}

/** PostgreSQL gives int8 as text. */
const number = z.coerce.number();
const chainSchema = z.object({ station: z.string(), incarnation: number });
const linkSchema = chainSchema.extend({
  kseq: number,
  hash: z.string(),
  body: z.string(),
  /** Null if it is not in the stream as a fact. */
  seq: number.nullable(),
  /** Its place in the order of facts; null without a clock. */
  effective: z.string().nullable(),
  /** When the hub received it, UTC milliseconds. */
  received: number,
});
const receiptSchema = chainSchema.extend({ kseq: number, received: number });
const headSchema = chainSchema.extend({ lastKseq: number, hash: z.string() });
const quarantineSchema = chainSchema.extend({
  kseq: number,
  hash: z.string(),
  reason: z.string(),
  pushedBy: z.string(),
});

/** What a hub's store holds at the end, read without the hub's code. */
export interface HubFacts {
  epoch: string;
  /** The last number of each stream, as its row says. */
  streams: { roster: number; events: number };
  /** In the order of the stream. */
  stream: HubFact[];
  /** Places of the stream that do not hold a fact for the first time. */
  others: number[];
  /** Every link of every chain by chain and place, whether in the stream or not. */
  links: z.infer<typeof linkSchema>[];
  heads: z.infer<typeof headSchema>[];
  /** When hubs first received what authors signed. */
  receipts: z.infer<typeof receiptSchema>[];
  /** Numbers of the roster's stream, rising. */
  rosterNumbers: number[];
  quarantine: (Link & { reason: string; pushedBy: string })[];
  /** The personal data that the hub has, by the id of the fact. */
  personal: Map<string, { salt: string; payload: string }>;
}

/** Queries a database; both kinds of store understand the statements below. */
export type Query = (sql: string) => Promise<unknown[]>;

export async function readHubFacts(query: Query): Promise<HubFacts> {
  const rows = async <T>(schema: z.ZodType<T>, sql: string): Promise<T[]> =>
    z.array(schema).parse(await query(sql));
  const [hub] = await rows(z.object({ epoch: z.string() }), 'SELECT epoch FROM hub');
  const streams = await rows(
    z.object({ name: z.string(), seq: number }),
    'SELECT name, seq FROM stream',
  );
  const seqOf = (name: string): number => streams.find((stream) => stream.name === name)?.seq ?? -1;
  const links = await rows(
    linkSchema,
    `SELECT station, incarnation, kseq, hash, body, seq, effective, received FROM attendance_event
     ORDER BY station, incarnation, kseq`,
  );
  const personal = await rows(
    z.object({ id: z.string(), salt: z.string(), payload: z.string() }),
    'SELECT event_id AS id, salt, payload FROM personal',
  );
  const others = await rows(z.object({ seq: number }), 'SELECT seq FROM streamed_place');
  const roster = await rows(z.object({ seq: number }), 'SELECT seq FROM delegate ORDER BY seq');
  return {
    epoch: hub?.epoch ?? '',
    streams: { roster: seqOf('roster'), events: seqOf('events') },
    stream: links
      .flatMap(({ seq, body, hash, effective }): HubFact[] =>
        seq === null ? [] : [{ seq, body, event: { ...JSON.parse(body), hash, effective } }],
      )
      .sort((a, b) => a.seq - b.seq),
    others: others.map(({ seq }) => seq),
    links,
    heads: await rows(
      headSchema,
      'SELECT station, incarnation, last_kseq AS "lastKseq", hash FROM chain',
    ),
    receipts: await rows(
      receiptSchema,
      'SELECT station, incarnation, kseq, first_received AS received FROM attendance_event WHERE signature IS NOT NULL',
    ),
    rosterNumbers: roster.map(({ seq }) => seq),
    quarantine: await rows(
      quarantineSchema,
      'SELECT station, incarnation, kseq, hash, reason, pushed_by AS "pushedBy" FROM quarantine',
    ),
    personal: new Map(personal.map(({ id, ...sealed }) => [id, sealed])),
  };
}

/**
 * What all disks hold at the end of a run, simulated (test/sim) or of real processes (test/chaos).
 */
export interface EndState {
  hub: HubFacts;
  /** As the hub lists them. */
  roster: readonly Delegate[];
  /** `first further` for each further admission that the hub lists, ids. */
  duplicates: readonly string[];
  stations: readonly EndStation[];
  /** What was committed anywhere, by id: each fact as if it were the first of a chain. */
  written: ReadonlyMap<string, string>;
  /** Stolen stations with the mode they enrolled in: they may say what their mode allows. */
  hostile: ReadonlyMap<string, StationMode>;
  /** Whether every desk has read the personal data that others gave the hub. */
  arePayloadsKnown: boolean;
}

export interface EndStation {
  name: string;
  mode: StationMode;
  db: ReadableDatabase;
  isRevoked: boolean;
}
