import { fromBase64, utf8 } from '../base/bytes.ts';
import type { Crypto } from '../base/crypto.ts';
import { authoredIncarnation } from './chain.ts';

/** The last link of a stretch of a chain. */
export interface Head {
  station: string;
  /** Its place in the chain; a branch is signed with the incarnation that its author wrote. */
  incarnation: number;
  kseq: number;
  hash: string;
}

/**
 * The text that the author of a chain signs (Ed25519 over its UTF-8) of its last link. The hash
 * covers every link before it: the links prove that the author wrote them, and no one can add to
 * them.
 */
export function headText({ station, incarnation, kseq, hash }: Head): string {
  return `lanyard head 1\n${station}\n${authoredIncarnation(incarnation)}\n${kseq}\n${hash}`;
}

/** The receipt of the hub that first had a head; it is sent along with the head. */
export interface Receipt {
  /** UTC milliseconds. */
  received: number;
  /** Of {@link receiptText} by that hub: Ed25519, base64. */
  signature: string;
}

/** The text that a hub signs (Ed25519 over UTF-8): when it got a head. Bounds an author's clock. */
export function receiptText(head: Head, received: number): string {
  return `lanyard receipt 1\n${headText(head)}\n${received}`;
}

/** Whether one of these hubs (raw Ed25519 keys, base64) had this head then. */
export function isReceipt(
  head: Head,
  { received, signature }: Receipt,
  hubKeys: readonly string[],
  crypto: Pick<Crypto, 'verify'>,
): boolean {
  const text = utf8(receiptText(head, received));
  return hubKeys.some((key) => crypto.verify(fromBase64(key), text, fromBase64(signature)));
}

/** Whether the owner of the key (raw Ed25519, base64) signed this head. `signature`: base64. */
export function isSignedHead(
  head: Head,
  signature: string,
  publicKey: string,
  crypto: Pick<Crypto, 'verify'>,
): boolean {
  return crypto.verify(fromBase64(publicKey), utf8(headText(head)), fromBase64(signature));
}
