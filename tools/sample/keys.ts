import { createHash, createPrivateKey, createPublicKey, sign } from 'node:crypto';

/**
 * The demo's keys come from this published sentence. They are NOT secret and protect nothing:
 * anyone can make tickets of the demo event. A real event's keys are random and never in a
 * repository.
 */
const publishedConstant = 'Lanyard demo event 2018: these keys are public and protect nothing';

/**
 * DER header of an Ed25519 private key in PKCS #8 (RFC 8410, section 7); the 32-byte seed follows.
 */
const privateKeyHeader = Buffer.from('302e020100300506032b657004220420', 'hex');

export interface TicketSigner {
  /** Raw public key (RFC 8032), 32 bytes. */
  publicKey: Uint8Array;
  /** Ed25519 over the message; 64 bytes. */
  sign(message: Uint8Array): Uint8Array;
}

export interface DemoKeys extends TicketSigner {
  /** Key of the HMAC behind ticket codes, 32 bytes. */
  eventSecret: Uint8Array;
}

/** The keys of the demo event: each the SHA-256 of the published sentence and its purpose. */
export function demoKeys(): DemoKeys {
  const signer = signerOf('ticket key');
  return {
    eventSecret: derive('event secret'),
    publicKey: signer.publicKey,
    sign: signer.sign,
  };
}

/** A signer that the demo event does not know; makes the demo's forgeries. */
export function strangerKeys(): TicketSigner {
  return signerOf('a key of somebody else');
}

/** The same purpose gives the same signer. */
export function signerOf(purpose: string): TicketSigner {
  const privateKey = createPrivateKey({
    key: Buffer.concat([privateKeyHeader, derive(purpose)]),
    format: 'der',
    type: 'pkcs8',
  });
  const spki = createPublicKey(privateKey).export({ format: 'der', type: 'spki' });
  return {
    publicKey: new Uint8Array(spki.subarray(-32)),
    sign: (message) => new Uint8Array(sign(null, message, privateKey)),
  };
}

function derive(purpose: string): Uint8Array {
  return new Uint8Array(createHash('sha256').update(`${publishedConstant}: ${purpose}`).digest());
}
