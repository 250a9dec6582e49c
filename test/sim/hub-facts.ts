import { statement } from '../../db/statement.ts';
import type { WritableDatabase } from '../../db/types.ts';
import type { AttendanceEvent } from '../../domain/attendance.ts';
import type { Link } from './hub-record.ts';
import type { World } from './world.ts';

/** A fact as it lies in the hub's stream. */
export interface HubFact {
  seq: number;
  kiosk: string;
  incarnation: number;
  kseq: number;
  body: string;
  event: AttendanceEvent;
}

/** What the hub holds at the end. */
export interface HubFacts {
  /** In the order of the stream. */
  stream: HubFact[];
  /** Every link of every chain, in the stream or not. */
  links: Link[];
  quarantine: (Link & { reason: string; pushedBy: string })[];
  /** The personal payloads that the hub has, by the id of their fact. */
  personal: Map<string, string>;
}

/** Reads the hub's store itself: what counts is what is on the disk. */
export function factsAtHub(world: World): HubFacts {
  const { db } = world.hub.disk;
  const rows = read<Omit<HubFact, 'event'> & { hash: string }>(
    db,
    `SELECT seq, kiosk, incarnation, kseq, hash, body FROM attendance_event
     WHERE seq IS NOT NULL ORDER BY seq`,
  );
  return {
    stream: rows.map(({ seq, kiosk, incarnation, kseq, hash, body }) => {
      const event: AttendanceEvent = { ...JSON.parse(body), hash };
      return { seq, kiosk, incarnation, kseq, body, event };
    }),
    links: read(db, 'SELECT kiosk, incarnation, kseq, hash FROM attendance_event'),
    quarantine: read(
      db,
      'SELECT kiosk, incarnation, kseq, hash, reason, pushed_by AS pushedBy FROM quarantine',
    ),
    personal: new Map(
      read<{ id: string; payload: string }>(db, 'SELECT event_id AS id, payload FROM personal').map(
        ({ id, payload }) => [id, payload],
      ),
    ),
  };
}

function read<Row>(db: WritableDatabase, sql: string): Row[] {
  return statement<[], Row>(db, sql).all();
}
