import { toHex, utf8 } from '../base/bytes.ts';
import type { Crypto } from '../base/crypto.ts';

// Quotes in the payload are escaped in a fact's canonical text: only its own fields match these.
const ownId = /"id":"[^"]*",/;
const place = /"(?:incarnation|kseq)":\d+,/g;
const time = /"wall":(\d{1,15})[,}]/;
/** The counter of its hybrid clock (`domain/ledger/hlc.ts`). */
const counter = /"hlc":"\d+-(\d+)"/;

/**
 * The id of a fact: a UUID of version 7 (RFC 9562, 5.7) of its own time (`wall`) and the counter of
 * its hybrid clock (12 bits, RFC 9562, 6.2), so that ids of one station are in the order of its
 * facts. The other 62 bits are the first of SHA-256 over "Lanyard fact 1", a zero byte and its
 * canonical text without id, incarnation and number. So no one can write another fact under its id,
 * and it keeps the id when its author chains it again.
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
