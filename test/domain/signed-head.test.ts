import { describe, expect, it } from 'vitest';
import {
  type Head,
  headText,
  isReceipt,
  isSignedHead,
  receiptText,
} from '../../domain/ledger/signed-head.ts';
import { makeSigningKeys, readPrivateKey, signText } from '../../platform/crypto/ed25519.ts';
import { nodeCrypto } from '../../platform/crypto/node-crypto.ts';
import { uuid } from './attendance-sample.ts';

const head: Head = { station: uuid(2), incarnation: 3, kseq: 7, hash: 'ab'.repeat(32) };
const received = 1_538_463_600_000;

describe('the texts that are signed', () => {
  it('of a head names station, incarnation, number and hash, a line each', () => {
    const text = `lanyard head 1\n${uuid(2)}\n3\n7\n${'ab'.repeat(32)}`;
    expect(headText(head)).toBe(text);
    // A branch has a place of its own; its author signed the incarnation.
    expect(headText({ ...head, incarnation: 5 * 4096 + 3 })).toBe(text);
  });

  it('of a receipt adds the time to the head', () => {
    expect(receiptText(head, received)).toBe(
      `lanyard receipt 1\nlanyard head 1\n${uuid(2)}\n3\n7\n${'ab'.repeat(32)}\n1538463600000`,
    );
  });
});

describe('a signature', () => {
  const [hub, earlier] = [makeSigningKeys(), makeSigningKeys()];
  const sign = (text: string): string => signText(readPrivateKey(hub.privateKey), text);

  it('of a head is checked by the owner’s key', () => {
    const signature = sign(headText(head));
    expect(isSignedHead(head, signature, hub.publicKey, nodeCrypto)).toBe(true);
    expect(isSignedHead(head, signature, earlier.publicKey, nodeCrypto)).toBe(false);
    expect(isSignedHead({ ...head, kseq: 8 }, signature, hub.publicKey, nodeCrypto)).toBe(false);
  });

  it('of a receipt is that of any of the hubs, over this head at this time', () => {
    const receipt = { received, signature: sign(receiptText(head, received)) };
    const isOf = (keys: string[], of = head, said = receipt): boolean =>
      isReceipt(of, said, keys, nodeCrypto);
    expect(isOf([earlier.publicKey, hub.publicKey])).toBe(true);
    expect(isOf([earlier.publicKey])).toBe(false);
    expect(isOf([])).toBe(false);
    expect(isOf([hub.publicKey], { ...head, kseq: 8 })).toBe(false);
    expect(isOf([hub.publicKey], head, { ...receipt, received: received + 1 })).toBe(false);
  });
});
