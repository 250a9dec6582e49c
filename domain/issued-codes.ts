import { concatBytes, toHex, utf8, uuidBytes } from './bytes.ts';
import type { Crypto } from './crypto.ts';
import type { Delegate } from './delegate.ts';
import { makeTicketCode } from './opaque-code.ts';
import { codeKey } from './registration-code.ts';

/** What ids and ticket codes are made from. Issuer, hub and desks alone hold the secret. */
export interface CodeMaking {
  eventId: string;
  /** 32 bytes. */
  eventSecret: Uint8Array;
  crypto: Crypto;
}

/** What hashes need. */
type Hashing = Pick<CodeMaking, 'eventId'> & { crypto: Pick<Crypto, 'sha256'> };

/**
 * What stations hold in place of a ticket code: SHA-256 over event id and code, in hexadecimal digits. It
 * finds whose ticket is shown, and nobody makes a ticket from it.
 */
export function ticketHash(code: string, { eventId, crypto }: Hashing): string {
  return toHex(crypto.sha256(concatBytes(uuidBytes(eventId), utf8(code))));
}

/** The hashes of a delegate's ticket codes, newest first: after two renewals there are three. */
export function ticketHashes(delegateId: string, making: CodeMaking, renewal = 0): string[] {
  const { eventSecret, crypto } = making;
  return Array.from({ length: renewal + 1 }, (_, back) =>
    ticketHash(makeTicketCode(eventSecret, delegateId, crypto, renewal - back), making),
  );
}

/** The delegate with new codes up to this renewal; as they are where they have those already. */
export function withRenewal(
  delegate: Delegate,
  renewal: number | undefined,
  making: CodeMaking,
): Delegate {
  const { id, ticketHashes: before } = delegate;
  if (renewal === undefined || renewal < before.length) return delegate;
  const fresh = ticketHashes(id, making, renewal).slice(0, -before.length);
  return { ...delegate, ticketHashes: [...fresh, ...before] };
}

/**
 * What a door holds in place of a registration code, for codes of the organiser's that are as hard to guess
 * as a ticket's. Whoever can guess a code can test it against this.
 */
export function registrationHash(registrationCode: string, { eventId, crypto }: Hashing): string {
  const key = utf8(`registration:${codeKey(registrationCode)}`);
  return toHex(crypto.sha256(concatBytes(uuidBytes(eventId), key)));
}

/** True for what {@link registrationHash} and {@link ticketHash} give; nobody may show one in place of its code. */
export function isCodeHash(text: string): boolean {
  return /^[0-9a-f]{64}$/i.test(text);
}
