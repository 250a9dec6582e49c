import { z } from 'zod';
import { jsonOf } from '../../domain/base/json.ts';
import { type AttendanceEvent, attendanceEventSchema } from '../../domain/ledger/attendance.ts';
import { authoredIncarnation, bodyOf } from '../../domain/ledger/chain.ts';

/** The place of a fact in its chain, according to its envelope. */
export interface Envelope {
  station: string;
  incarnation: number;
  kseq: number;
  hash: string;
}

/** A fact whose form this version knows. */
export interface ReadFact {
  event: AttendanceEvent;
  /** The text as received if it has more fields than this version knows; else null. */
  whole: string | null;
}

const { hash: _hash, ...fields } = attendanceEventSchema.shape;
/** As strict as the schema of own facts, except for fields that a newer version added. */
const bodySchema = z.object(fields);

/**
 * Parses the text of a received fact. Null if its form or kind is unknown, or if it names another
 * place or event than its envelope.
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
