import { concatBytes, toHex, utf8, uuidBytes } from '../base/bytes.ts';
import type { Crypto } from '../base/crypto.ts';
import { bytesToLetters, hasValidCheckLetters, withCheckLetters } from '../base/letters.ts';
import type { Delegate } from '../roster/delegate.ts';
import { maxTicketHashes, maxTicketRenewals } from '../roster/delegate-fields.ts';
import { makeTicketCode } from './opaque-code.ts';
import { codeKey } from './registration-code.ts';
import { makeSignedTicket } from './signed-ticket.ts';
import type { IssuedTicket } from './tickets-file.ts';

/** What makes ids and ticket codes. Only issuer, hub and desks hold the secret. */
export interface CodeMaking {
  eventId: string;
  /** The event's first secret, 32 bytes. Ids are derived from it and so survive a renewal. */
  eventSecret: Uint8Array;
  /** The secrets of ticket codes, newest first (`event-secrets.ts`). New codes use the first. */
  ticketSecrets: readonly [Uint8Array, ...Uint8Array[]];
  crypto: Crypto;
}

export type Hashing = Pick<CodeMaking, 'eventId'> & { crypto: Pick<Crypto, 'sha256'> };

/**
 * What stations hold in place of a ticket code: SHA-256 over event id and code, in hexadecimal. It
 * finds the delegate of a ticket, but no one can derive a ticket from it.
 */
export function ticketHash(code: string, { eventId, crypto }: Hashing): string {
  return toHex(crypto.sha256(concatBytes(uuidBytes(eventId), utf8(code))));
}

/** The code on a delegate's ticket after this many renewals, by the event's newest secret. */
export function issuedCode(delegateId: string, making: CodeMaking, renewal: number): string {
  return makeTicketCode(making.ticketSecrets[0], delegateId, making.crypto, renewal);
}

/**
 * A person's ticket as it is given out. Its code is chosen only here.
 *
 * @param sign Ed25519 by the event's ticket key if its tickets are signed; else null
 */
export function issueTicket(
  delegate: Delegate,
  making: CodeMaking,
  sign: ((message: Uint8Array) => Uint8Array) | null,
): IssuedTicket {
  const letters = issuedCode(delegate.id, making, renewalOf(delegate, making));
  if (sign === null) return { delegate, code: letters };
  const { registrationCode, days } = delegate;
  const hash = ticketHash(letters, making);
  const claims = { eventId: making.eventId, registrationCode, ticketHash: hash, days };
  return { delegate, code: makeSignedTicket(claims, making.crypto, sign), letters };
}

/**
 * The hashes of a delegate's ticket codes under each of the event's secrets, newest first. After
 * two renewals under one secret there are three.
 */
export function ticketHashes(delegateId: string, making: CodeMaking, renewal = 0): string[] {
  return making.ticketSecrets.flatMap((secret) =>
    Array.from({ length: renewal + 1 }, (_, back) =>
      ticketHash(makeTicketCode(secret, delegateId, making.crypto, renewal - back), making),
    ),
  );
}

/** How often the delegate's own ticket was renewed, according to its hashes. */
export function renewalOf(
  { id, ticketHashes: held }: Pick<Delegate, 'id' | 'ticketHashes'>,
  making: CodeMaking,
): number {
  const { ticketSecrets, crypto } = making;
  const known = new Set(held);
  const counts = ticketSecrets.map((secret) => {
    let renewal = -1;
    const isKnown = (): boolean =>
      known.has(ticketHash(makeTicketCode(secret, id, crypto, renewal + 1), making));
    while (renewal < maxTicketRenewals && isKnown()) renewal += 1;
    return renewal;
  });
  return Math.max(0, ...counts);
}

/**
 * The delegate with the codes of this renewal under the event's newest secret. Never goes back to
 * an earlier renewal; unchanged if the delegate already has the codes. Older codes stay known as
 * replaced.
 */
export function withCodes(
  delegate: Delegate,
  renewal: number | undefined,
  making: CodeMaking,
): Delegate {
  const { id, ticketHashes: before } = delegate;
  const codes = ticketHashes(id, making, Math.max(renewal ?? 0, renewalOf(delegate, making)));
  const all = [...new Set([...codes, ...before])].slice(0, maxTicketHashes);
  const isSame = all.length === before.length && all.every((code, at) => code === before[at]);
  return isSame ? delegate : { ...delegate, ticketHashes: all };
}

/**
 * What a door holds in place of a registration code, for an organiser's codes that are as hard to
 * guess as a ticket's. A code that can be guessed can be tested against this hash.
 */
export function registrationHash(registrationCode: string, { eventId, crypto }: Hashing): string {
  const key = utf8(`registration:${codeKey(registrationCode)}`);
  return toHex(crypto.sha256(concatBytes(uuidBytes(eventId), key)));
}

/**
 * Whether a text is a {@link registrationHash} or {@link ticketHash}, which are never accepted as
 * codes.
 */
export function isCodeHash(text: string): boolean {
  return /^[0-9a-f]{64}$/i.test(text);
}

/**
 * The id of a delegate: a UUID version 8 (RFC 9562, section 5.8) of the first 122 bits of
 * HMAC-SHA-256(the event's first secret, "delegate:" ‖ event id ‖ `codeKey` of the registration
 * code). So two desks that import the same file agree without contact, and only a holder of the
 * secret can find the person of an id.
 */
export function makeDelegateId(registrationCode: string, making: IdMaking): string {
  return uuidOf(macOf('delegate:', codeKey(registrationCode), making));
}

type IdMaking = Omit<CodeMaking, 'ticketSecrets'>;

/**
 * Id and registration code of a person to whom the organiser gave no code. Both come from the key
 * by which the person was first known (`personKeys`), under labels of their own: `person:` for the
 * id, as in {@link makeDelegateId}; `code:` for the code, of which 80 bits are written as letters
 * after `LR`, with two check letters. Nobody can make either without the event's secret.
 */
export function makePerson(
  key: string,
  making: IdMaking,
): { id: string; registrationCode: string } {
  const id = uuidOf(macOf('person:', key, making));
  const mac = macOf('code:', key, making).subarray(0, madeCodeBytes);
  return { id, registrationCode: withCheckLetters(madeCodePrefix + bytesToLetters(mac)) };
}

const madeCodePrefix = 'LR';
const madeCodeBytes = 10;

/** Whether a registration code was made by {@link makePerson}. */
export function isMadeCode(registrationCode: string): boolean {
  const code = codeKey(registrationCode);
  const length = madeCodePrefix.length + 2 * madeCodeBytes + 2;
  return code.length === length && code.startsWith(madeCodePrefix) && hasValidCheckLetters(code);
}

function macOf(label: string, key: string, { eventId, eventSecret, crypto }: IdMaking): Uint8Array {
  return crypto.hmac(eventSecret, concatBytes(utf8(label), uuidBytes(eventId), utf8(key)));
}

function uuidOf(mac: Uint8Array): string {
  const bytes = mac.slice(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = toHex(bytes);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join('-');
}
