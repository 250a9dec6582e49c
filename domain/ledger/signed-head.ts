import { fromBase64, utf8 } from '../base/bytes.ts';
import type { Crypto } from '../base/crypto.ts';
import { authoredIncarnation } from './chain.ts';

/** The last link of a part of a chain. */
export interface Head {
  station: string;
  /** The place of the chain. A branch is signed with the incarnation that its author wrote. */
  incarnation: number;
  kseq: number;
  hash: string;
}

/**
 * The text of the last link that the author of a chain signs (Ed25519 over its UTF-8). The hash
 * covers every link before it. So the signature proves that the author wrote them all, and no one
 * else can add to them.
 */
export function headText({ station, incarnation, kseq, hash }: Head): string {
  return `lanyard head 1\n${station}\n${authoredIncarnation(incarnation)}\n${kseq}\n${hash}`;
}

/** The receipt of the hub that first had a head. It is sent along with the head. */
export interface Receipt {
  /** When the hub had the head, UTC milliseconds. */
  received: number;
  /** That hub's Ed25519 signature of {@link receiptText}, base64. */
  signature: string;
}

/**
 * The text that a hub signs (Ed25519 over UTF-8) to record when it got a head. It bounds the
 * author's clock.
 */
export function receiptText(head: Head, received: number): string {
  return `lanyard receipt 1\n${headText(head)}\n${received}`;
}

/**
 * Whether one of these hubs (raw Ed25519 keys, base64) signed a receipt of this head at that time.
 */
export function isReceipt(
  head: Head,
  { received, signature }: Receipt,
  hubKeys: readonly string[],
  crypto: Pick<Crypto, 'verify'>,
): boolean {
  const text = utf8(receiptText(head, received));
  return hubKeys.some((key) => crypto.verify(fromBase64(key), text, fromBase64(signature)));
}

/** Whether the owner of the key (raw Ed25519, base64) signed this head. `signature` is base64. */
export function isSignedHead(
  head: Head,
  signature: string,
  publicKey: string,
  crypto: Pick<Crypto, 'verify'>,
): boolean {
  return crypto.verify(fromBase64(publicKey), utf8(headText(head)), fromBase64(signature));
}
