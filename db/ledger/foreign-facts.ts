import { z } from 'zod';
import { jsonOf } from '../../domain/base/json.ts';
import type { StationMode } from '../../domain/base/protocol.ts';
import { type AttendanceEvent, attendanceEventSchema } from '../../domain/ledger/attendance.ts';
import { authoredIncarnation, bodyOf, isHubAuthor } from '../../domain/ledger/chain.ts';
import { asksForTarget, mayCount } from '../../domain/ledger/fact-rights.ts';
import { statement } from '../base/statement.ts';
import type { ReadableDatabase } from '../base/types.ts';

/** The place of a fact in its chain, as its envelope gives it. */
export interface Envelope {
  station: string;
  incarnation: number;
  kseq: number;
  hash: string;
}

/** A fact whose form this version knows. */
export interface ReadFact {
  event: AttendanceEvent;
  /** The text as it came, if it contains more than today's fields; else null. */
  whole: string | null;
}

const { hash: _hash, ...fields } = attendanceEventSchema.shape;
/** As strict as the schema of own facts, except for fields that a newer version added. */
const bodySchema = z.object(fields);

/**
 * Reads the text of a fact that came from elsewhere. Null if it is of an unknown form or kind, or
 * names another place or event than its envelope.
 */
export function readFact(body: string, envelope: Envelope, eventId: string): ReadFact | null {
  const parsed = bodySchema.safeParse(jsonOf(body));
  if (!parsed.success) return null;
  const fact = parsed.data;
  const { station, incarnation } = envelope;
  if (fact.station !== station || fact.incarnation !== authoredIncarnation(incarnation))
    return null;
  if (fact.kseq !== envelope.kseq || fact.eventId !== eventId) return null;
  const event: AttendanceEvent = { ...fact, incarnation, hash: envelope.hash };
  return { event, whole: bodyOf(event) === body ? null : body };
}

/** Whether another station's fact may count here, by its author's mode as the hub certified it. */
export function mayCountHere(db: ReadableDatabase, fact: AttendanceEvent): boolean {
  const mode = modeOf(db, fact.station);
  return mayCount(fact, mode, asksForTarget(fact, mode) ? writerOf(db, fact.targetId) : null);
}

/** Whether the hub's directory has not named this author yet, so that its rights are unknown. */
export function isUnknownAuthor(db: ReadableDatabase, station: string): boolean {
  return !isHubAuthor(station) && modeOf(db, station) === null;
}

function modeOf(db: ReadableDatabase, station: string): StationMode | null {
  const row = statement<[string], { mode: StationMode }>(
    db,
    'SELECT mode FROM known_station WHERE id = ?',
  ).get(station);
  return row?.mode ?? null;
}

/** Whether that fact counts makes no difference, as an order may change it at any time. */
function writerOf(db: ReadableDatabase, id: string | null): string | null {
  const row = statement<[object], { station: string }>(
    db,
    `SELECT station FROM attendance_event WHERE id = @id
     UNION ALL SELECT station FROM unknown_event WHERE id = @id LIMIT 1`,
  ).get({ id });
  return row?.station ?? null;
}
