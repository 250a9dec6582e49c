import { concatBytes, fromHex, toHex, utf8 } from '../base/bytes.ts';
import type { Crypto } from '../base/crypto.ts';
import { canonicalJson } from '../base/json.ts';
import type { AttendanceEvent } from './attendance.ts';

/**
 * A station signs one history for each of its incarnations. A cloned or restored disk produces a
 * second history. It is kept unchanged, as a branch. The branch's place is the incarnation plus
 * 4096 times a number from the first hash that differs. So every machine gives the same branch the
 * same place, and its facts and hashes stay as the author signed them.
 */
const lives = 4096;

/** The place of a branch. `firstHash`: hash (hex) of its first link not in the other history. */
export function branchOf(place: number, firstHash: string): number {
  return authoredIncarnation(place) + lives * (Number.parseInt(firstHash.slice(0, 5), 16) + 1);
}

/** The incarnation as the author wrote it into the facts at this place. */
export function authoredIncarnation(place: number): number {
  return place % lives;
}

/** Whether the place holds another history of an incarnation than the one received first. */
export function isBranch(place: number): boolean {
  return place >= lives;
}

/**
 * Indexes at which the links of a branch may begin to differ from the other history. There is more
 * than one only by chance (one link in a million). None for the first history.
 */
export function partingsOf(place: number, links: readonly { hash: string }[]): number[] {
  if (!isBranch(place)) return [];
  return links.flatMap(({ hash }, index) => (branchOf(place, hash) === place ? [index] : []));
}

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
      /** The first event that does not fit. */
      eventId: string;
      index: number;
      /**
       * `other-chain`: another station or incarnation. `gap`: a sequence number is missing or
       * repeated. `hash`: the content or a predecessor was changed.
       */
      reason: 'other-chain' | 'gap' | 'hash';
    };

/**
 * Checks the events of one incarnation of a station, in the order of their sequence numbers from
 * the first. A valid chain proves that no event was changed, inserted or removed from the middle.
 * Compare `head` and `count` with what another machine has seen to prove that none is missing at
 * the end.
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
 * commitment 1", a zero byte, the salt and the payload's UTF-8. Without the salt the payload cannot
 * be found by trying. A purge deletes payload and salt, and the chain stays valid.
 *
 * @param salt 32 random bytes, used for this payload only
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

/**
 * The author id of the hub's own chain. Every epoch has a new one, so that a restored hub never
 * writes a second history of one chain. It is the epoch's UUID with the version digit 8 (RFC 9562,
 * 5.8). Stations have random ids (version 4), so the two cannot be confused.
 */
export function hubAuthor(epoch: string): string {
  return `${epoch.slice(0, 14)}8${epoch.slice(15)}`;
}

export function isHubAuthor(station: string): boolean {
  return station[14] === '8';
}

// Quotes in the payload are escaped in a fact's canonical text, so only its own fields match.
const ownId = /"id":"[^"]*",/;
const place = /"(?:incarnation|kseq)":\d+,/g;
const time = /"wall":(\d{1,15})[,}]/;
/** The counter of its hybrid clock (`domain/ledger/hlc.ts`). */
const counter = /"hlc":"\d+-(\d+)"/;

/**
 * The id of a fact: a UUID of version 7 (RFC 9562, 5.7) from its own time (`wall`) and the counter
 * of its hybrid clock (12 bits, RFC 9562, 6.2). So the ids of one station sort in the order of its
 * facts. The other 62 bits are the first of SHA-256 over "Lanyard fact 1", a zero byte and the
 * canonical text without id, incarnation and number. So no one can write another fact under the
 * same id, and a fact keeps its id when its author chains it again.
 *
 * @param body canonical text of the fact (`bodyOf`); its own id makes no difference
 */
export function factId(body: string, crypto: Pick<Crypto, 'sha256'>): string {
  const content = body.replace(ownId, '').replace(place, '');
  const digest = crypto.sha256(utf8(`Lanyard fact 1\0${content}`));
  const wall = Math.min(Number(time.exec(content)?.[1] ?? 0), 2 ** 48 - 1);
  const hash = toHex(digest.subarray(0, 8));
  const count = Number(counter.exec(content)?.[1] ?? 0) % 4096;
  const variant = (8 + (Number.parseInt(hash[0] ?? '0', 16) % 4)).toString(16);
  const at = wall.toString(16).padStart(12, '0');
  return [
    at.slice(0, 8),
    at.slice(8),
    `7${count.toString(16).padStart(3, '0')}`,
    `${variant}${hash.slice(1, 4)}`,
    hash.slice(4, 16),
  ].join('-');
}
