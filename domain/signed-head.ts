import { authoredIncarnation } from './branch.ts';
import { fromBase64, utf8 } from './bytes.ts';
import type { Crypto } from './crypto.ts';

/** The last link of a stretch of a chain. */
export interface Head {
  kiosk: string;
  /** Where it stands; a branch is signed as what its author wrote. */
  incarnation: number;
  kseq: number;
  hash: string;
}

/**
 * The text that the author of a chain signs (Ed25519 over its UTF-8) of its last link. The hash stands for every
 * link before it: whoever has them can show that the author wrote them, and nobody can add to them.
 */
export function headText({ kiosk, incarnation, kseq, hash }: Head): string {
  return `lanyard head 1\n${kiosk}\n${authoredIncarnation(incarnation)}\n${kseq}\n${hash}`;
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
