import { randomBytes } from 'node:crypto';
import { insertAttendanceEvent, insertPersonal } from '../../db/ledger/attendance.ts';
import { afterOf } from '../../db/ledger/last-words.ts';
import { findStation, moveChain } from '../../db/ledger/station.ts';
import { canonicalJson, type JsonValue } from '../../domain/base/json.ts';
import type { LocalDay } from '../../domain/event/event-file.ts';
import { localDayOf } from '../../domain/event/local-day.ts';
import type { AttendanceEvent, AttendanceType } from '../../domain/ledger/attendance.ts';
import { bodyOf, commitment, factId, hashEvent, saltLength } from '../../domain/ledger/chain.ts';
import { nextHlc } from '../../domain/ledger/hlc.ts';
import { nodeCrypto } from '../../platform/crypto/node-crypto.ts';
import { wrongClock } from '../base/clock.ts';
import type { Context } from '../base/context.ts';

/** A use case's part of a new fact; clock, chain and sequence are added here. */
export interface Fact {
  type: AttendanceType;
  delegateId: string | null;
  checkpoint: string | null;
  targetId: string | null;
  operatorId: string | null;
  badgeSerial: string | null;
  /** Values without personal data. */
  payload: Record<string, string | number | boolean | null>;
  /** Further values without personal data, which depend on the day of the fact. */
  ofDay?: (localDay: LocalDay) => Fact['payload'];
  /** Values with personal data: kept apart from the chain, which holds a salted commitment only. */
  personal?: JsonValue;
}

/** The part of a context that writing a fact needs; the sync thread has no more. */
export type Ledger = Pick<Context, 'db' | 'event' | 'clock' | 'clockIsSet'>;

/** Version of the payloads written today. */
const payloadVersion = 1;

/**
 * Writes one fact at the end of this station's chain. Call it in the transaction that writes its
 * projection. Returns the event as written.
 */
export function appendEvent(context: Ledger, fact: Fact): AttendanceEvent {
  const station = findStation(context.db);
  if (station === null) throw new Error('appendEvent: the station has no row');
  const wall = context.clock();
  const clockOffset = wrongClock(context);
  const personal = fact.personal === undefined ? null : sealed(fact.personal);
  const eventId = context.event.file.id;
  const localDay = localDayOf(wall + (clockOffset ?? 0), context.event.file);
  const said: Omit<AttendanceEvent, 'id' | 'hash'> = {
    eventId,
    station: station.station,
    incarnation: station.incarnation,
    kseq: station.lastKseq + 1,
    type: fact.type,
    delegateId: fact.delegateId,
    checkpoint: fact.checkpoint,
    targetId: fact.targetId,
    operatorId: fact.operatorId,
    localDay,
    badgeSerial: fact.badgeSerial,
    after: afterOf(context.db, { ...fact, eventId, localDay }),
    hlc: nextHlc(station.hlc, wall),
    wall,
    version: payloadVersion,
    payload: canonicalJson(withClock({ ...fact.payload, ...fact.ofDay?.(localDay) }, clockOffset)),
    commitment: personal === null ? null : personal.commitment,
  };
  const id = factId(bodyOf({ ...said, id: '' }), nodeCrypto);
  const hash = hashEvent(station.chainHead, { ...said, id }, nodeCrypto);
  const event: AttendanceEvent = { ...said, id, hash };
  insertAttendanceEvent(context.db, event);
  if (personal !== null) insertPersonal(context.db, event.id, personal.salt, personal.payload);
  moveChain(context.db, { lastKseq: event.kseq, chainHead: hash, hlc: event.hlc });
  return event;
}

/** With a clock known to be wrong a fact carries the difference (milliseconds). */
function withClock(payload: Fact['payload'], clockOffset: number | null): Fact['payload'] {
  return clockOffset === null ? payload : { ...payload, clockOffset };
}

function sealed(value: JsonValue): { salt: Uint8Array; payload: string; commitment: string } {
  const salt = randomBytes(saltLength);
  const payload = canonicalJson(value);
  return { salt, payload, commitment: commitment(salt, payload, nodeCrypto) };
}
