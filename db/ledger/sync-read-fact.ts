import { z } from 'zod';
import { jsonOf } from '../../domain/base/json.ts';
import { type AttendanceEvent, attendanceEventSchema } from '../../domain/ledger/attendance.ts';
import { authoredIncarnation, bodyOf } from '../../domain/ledger/chain.ts';

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
