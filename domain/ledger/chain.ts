import { concatBytes, fromHex, toHex, utf8 } from '../base/bytes.ts';
import { canonicalJson } from '../base/canonical-json.ts';
import type { Crypto } from '../base/crypto.ts';
import type { AttendanceEvent } from './attendance.ts';
import { authoredIncarnation } from './branch.ts';

/** The previous hash of the first event of a chain: 32 zero bytes. */
export const genesisHash = '0'.repeat(64);

/** Bytes of the salt of a commitment. */
export const saltLength = 32;

/** The text of an event that is hashed and sent: canonical JSON of every field but `hash`. */
export function bodyOf(event: Omit<AttendanceEvent, 'hash'>): string {
  return canonicalJson({
    id: event.id,
    eventId: event.eventId,
    station: event.station,
    incarnation: authoredIncarnation(event.incarnation),
    kseq: event.kseq,
    type: event.type,
    delegateId: event.delegateId,
    checkpoint: event.checkpoint,
    targetId: event.targetId,
    operatorId: event.operatorId,
    localDay: event.localDay,
    badgeSerial: event.badgeSerial,
    after: event.after,
    hlc: event.hlc,
    wall: event.wall,
    version: event.version,
    payload: event.payload,
    commitment: event.commitment,
  });
}

/**
 * The hash (hex) that ties a fact to its predecessor: SHA-256 of the 32 bytes of the previous hash
 * and the UTF-8 of the fact's text. It does not depend on the form of the fact.
 */
export function hashBody(
  previousHash: string,
  body: string,
  crypto: Pick<Crypto, 'sha256'>,
): string {
  return toHex(crypto.sha256(concatBytes(fromHex(previousHash), utf8(body))));
}

/** {@link hashBody} of an event whose form is known. */
export function hashEvent(
  previousHash: string,
  event: Omit<AttendanceEvent, 'hash'>,
  crypto: Pick<Crypto, 'sha256'>,
): string {
  return hashBody(previousHash, bodyOf(event), crypto);
}

export type ChainVerdict =
  | { whole: true; head: string; count: number }
  | {
      whole: false;
      /** The first event that does not fit, and its index from 0. */
      eventId: string;
      index: number;
      /**
       * `other-chain`: another station or incarnation; `gap`: a sequence number is missing or
       * repeated; `hash`: changed.
       */
      reason: 'other-chain' | 'gap' | 'hash';
    };

/**
 * Checks the events of one station's incarnation in the order of their sequence numbers, from the
 * first. A whole chain proves that none was changed, removed from the middle or inserted. Comparing
 * `head` and `count` with what another machine has seen proves that none is missing at the end.
 */
export function verifyChain(
  events: readonly AttendanceEvent[],
  crypto: Pick<Crypto, 'sha256'>,
): ChainVerdict {
  const [first] = events;
  let head = genesisHash;
  for (const [index, event] of events.entries()) {
    const broken = (reason: 'other-chain' | 'gap' | 'hash'): ChainVerdict => ({
      whole: false,
      eventId: event.id,
      index,
      reason,
    });
    if (event.station !== first?.station || event.incarnation !== first.incarnation) {
      return broken('other-chain');
    }
    if (event.kseq !== index + 1) return broken('gap');
    if (hashEvent(head, event, crypto) !== event.hash) return broken('hash');
    head = event.hash;
  }
  return { whole: true, head, count: events.length };
}

/**
 * The commitment (hex) to a personal payload that is kept apart from the chain: SHA-256 of "Lanyard
 * commitment 1", a zero byte, the salt and the payload's UTF-8. Without the salt no one can find
 * the payload by trying; so a purge deletes payload and salt, and the chain stays whole.
 *
 * @param salt 32 random bytes of this payload alone
 * @throws RangeError for a salt of another length
 */
export function commitment(
  salt: Uint8Array,
  payload: string,
  crypto: Pick<Crypto, 'sha256'>,
): string {
  if (salt.length !== saltLength) throw new RangeError(`a salt has ${saltLength} bytes`);
  return toHex(crypto.sha256(concatBytes(utf8('Lanyard commitment 1\0'), salt, utf8(payload))));
}
