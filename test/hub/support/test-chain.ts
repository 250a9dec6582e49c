import { randomBytes, randomUUID } from 'node:crypto';
import { toBase64 } from '../../../domain/base/bytes.ts';
import { canonicalJson, type JsonValue } from '../../../domain/base/json.ts';
import type { AttendanceEvent } from '../../../domain/ledger/attendance.ts';
import { bodyOf, commitment, factId, genesisHash, hashBody } from '../../../domain/ledger/chain.ts';
import { nextHlc } from '../../../domain/ledger/hlc.ts';
import { headText } from '../../../domain/ledger/signed-head.ts';
import type { WireEvent } from '../../../domain/sync/events.ts';
import type { HandshakeRequest, PushRequest } from '../../../domain/sync/sync.ts';
import { readPrivateKey, signText } from '../../../platform/crypto/ed25519.ts';
import { nodeCrypto } from '../../../platform/crypto/node-crypto.ts';
import { plainAdmission } from '../../sim/people.ts';
import { sampleEvent } from '../../support/sample-event.ts';

/** A station's chain, as the station itself would write it. */
export interface TestChain {
  station: string;
  incarnation: number;
  events: WireEvent[];
  /** Adds a fact with a new id; with personal data if given. */
  add(change?: Partial<Omit<AttendanceEvent, 'id'>>, personal?: JsonValue): WireEvent;
  /** Adds a link whose body the test writes. */
  addBody(body: (kseq: number) => string): WireEvent;
  push(from?: number, count?: number): PushRequest;
  /** Another history whose first `kept` links are the same. */
  fork(kept: number): TestChain;
}

/** UTC milliseconds at which tests begin by default. */
const morning = 1_538_460_000_000;

/** Hybrid clock of all chains of a test: each fact is later than the one before. */
let hlc = '001538460000000-00000';

/** Numbers of requests, by the station that pushes. */
const requests = new Map<string, number>();

export function nextRequest(station: string): number {
  const next = (requests.get(station) ?? 0) + 1;
  requests.set(station, next);
  return next;
}

/** Private keys (PKCS #8 DER, base64) of stations, which sign their pushes. */
export const stationKeys = new Map<string, string>();

/** The links as their author pushes them; without a key they stay unsigned. */
export function signedRun(
  { station, incarnation }: { station: string; incarnation: number },
  events: readonly WireEvent[],
): WireEvent[] {
  const key = stationKeys.get(station);
  const last = events.at(-1);
  if (key === undefined || last === undefined) return [...events];
  const text = headText({ station, incarnation, kseq: last.kseq, hash: last.hash });
  return [...events.slice(0, -1), { ...last, signature: signText(readPrivateKey(key), text) }];
}

export function createTestChain(
  station: string,
  epoch: () => string,
  incarnation = 1,
  events: WireEvent[] = [],
): TestChain {
  const addBody = (bodyAt: (kseq: number) => string, personal: WireEvent['personal'] = null) => {
    const kseq = events.length + 1;
    const body = bodyAt(kseq);
    const hash = hashBody(events.at(-1)?.hash ?? genesisHash, body, nodeCrypto);
    const event: WireEvent = { kseq, hash, body, personal, signature: null, receipt: null };
    events.push(event);
    return event;
  };
  return {
    station,
    incarnation,
    events,
    addBody,
    add: (change = {}, personal = undefined) => {
      const salt = randomBytes(32);
      const payload = personal === undefined ? null : canonicalJson(personal);
      const sealed = payload === null ? null : commitment(salt, payload, nodeCrypto);
      return addBody(
        (kseq) => {
          const fact = {
            ...admission({ station, incarnation, kseq }),
            commitment: sealed,
            ...change,
          };
          return bodyOf({ ...fact, id: factId(bodyOf(fact), nodeCrypto) });
        },
        payload === null ? null : { salt: toBase64(salt), payload },
      );
    },
    push: (from = 1, count = events.length) => ({
      epoch: epoch(),
      request: nextRequest(station),
      station,
      incarnation,
      previous: events[from - 2]?.hash ?? genesisHash,
      events: signedRun({ station, incarnation }, events.slice(from - 1, from - 1 + count)),
      author: null,
    }),
    fork: (kept) => createTestChain(station, epoch, incarnation, events.slice(0, kept)),
  };
}

/** The handshake of a station that holds exactly its chain. */
export function handshakeOfChain(
  { station, incarnation, events }: TestChain,
  change: Partial<HandshakeRequest>,
): HandshakeRequest {
  const last = events.at(-1);
  const { kseq: lastKseq, hash } = last ?? { kseq: 0, hash: genesisHash };
  return {
    event: sampleEvent.id,
    own: { station, incarnation, lastKseq, hash },
    held: [],
    name: 'Desk',
    mode: 'desk',
    version: '1.0.0',
    wall: morning,
    operators: [],
    ...change,
  };
}

/** An admission at the registration desk without a particular person. */
function admission(
  place: Pick<AttendanceEvent, 'station' | 'incarnation' | 'kseq'>,
): Omit<AttendanceEvent, 'hash'> {
  hlc = nextHlc(hlc, 0);
  return {
    ...plainAdmission,
    ...place,
    id: randomUUID(),
    delegateId: randomUUID(),
    hlc,
    wall: morning,
  };
}
