import { z } from 'zod';
import { jsonOf } from '../../domain/base/json.ts';
import { isStorable } from '../../domain/base/protocol.ts';
import { type AttendanceEvent, attendanceEventSchema } from '../../domain/ledger/attendance.ts';
import { authoredIncarnation, factId } from '../../domain/ledger/chain.ts';
import { parseHlc } from '../../domain/ledger/hlc.ts';
import type { WireEvent } from '../../domain/sync/events.ts';
import { nodeCrypto } from '../../platform/crypto/node-crypto.ts';

export const quarantineReasons = [
  /** Not JSON, or not the form of a fact; an unknown kind of fact. */
  'not-understood',
  /** The fact names another station, incarnation or number than its envelope, or a wrong id. */
  'other-envelope',
  /** A revoked or replaced station pushed it. Its chain was not changed. */
  'revoked',
  /** The personal payload does not fit the fact's commitment; the fact itself counts. */
  'wrong-commitment',
  /** The personal payload fits, but the roster cannot be changed as it says. */
  'roster-change',
  /** A station of this mode may not record this; the fact keeps its place and does not count. */
  'not-allowed',
  /** Two people ordered it to be disregarded. */
  'disregarded',
] as const;
export type QuarantineReason = (typeof quarantineReasons)[number];

/** A fact as written in its body, without the hash; its incarnation is the chain that holds it. */
export type Fact = Omit<AttendanceEvent, 'hash'>;

export interface Envelope {
  station: string;
  incarnation: number;
  kseq: number;
}

export type FactReading = { fact: Fact } | { reason: QuarantineReason };

const storable = z.string().refine(isStorable);
const isStorableOrNull = (text: string | null): boolean => text === null || isStorable(text);
const known = attendanceEventSchema.shape;

/** Fields that a newer version added stay in the body and are ignored. */
const factSchema = z.object({
  id: known.id,
  eventId: known.eventId,
  station: known.station,
  incarnation: known.incarnation,
  kseq: known.kseq,
  type: known.type,
  delegateId: known.delegateId,
  checkpoint: known.checkpoint.refine(isStorableOrNull),
  targetId: known.targetId,
  operatorId: known.operatorId,
  localDay: known.localDay,
  badgeSerial: known.badgeSerial.refine(isStorableOrNull),
  after: known.after,
  // A text that is not a clock would stop every station that merges it into its own.
  hlc: z.string().refine((hlc) => parseHlc(hlc) !== null),
  wall: known.wall,
  version: known.version,
  payload: storable,
  commitment: storable.nullable(),
}) satisfies z.ZodType<Fact>;

/** Reads a body; gives the reason if it is not a fact of the current form or not of this place. */
export function readFact(body: string, envelope: Envelope): FactReading {
  const parsed = factSchema.safeParse(jsonOf(body));
  if (!parsed.success) return { reason: 'not-understood' };
  const fact = parsed.data;
  const isInPlace =
    fact.station === envelope.station &&
    fact.incarnation === authoredIncarnation(envelope.incarnation) &&
    fact.kseq === envelope.kseq;
  if (!isInPlace) return { reason: 'other-envelope' };
  return { fact: { ...fact, incarnation: envelope.incarnation } };
}

/** An event of a push with the content of its body. */
export interface ReadEvent {
  event: WireEvent;
  reading: FactReading;
}

/** Reads every body. Call it before the transaction, so that it blocks no one. */
export function readEvents(
  chain: { station: string; incarnation: number },
  events: readonly WireEvent[],
): ReadEvent[] {
  const { station, incarnation } = chain;
  return events.map((event) => {
    const reading = readFact(event.body, { station, incarnation, kseq: event.kseq });
    const isForeign = 'fact' in reading && reading.fact.id !== factId(event.body, nodeCrypto);
    return { event, reading: isForeign ? { reason: 'other-envelope' } : reading };
  });
}
