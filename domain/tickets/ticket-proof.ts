import { concatBytes, toHex, utf8 } from '../base/bytes.ts';
import type { Crypto } from '../base/crypto.ts';
import type { AttendanceEvent } from '../ledger/attendance.ts';
import { payloadText } from '../ledger/attendance-fold.ts';
import { maxTicketRenewals } from '../roster/delegate-fields.ts';
import type { CodeMaking } from './issued-codes.ts';
import { makeTicketCode } from './opaque-code.ts';

/** How a self-service kiosk identified the person that it admitted, read from its fact. */
export const ticketReads = [
  'ticket',
  'signed-ticket',
  'outside-ticket',
  'registration-code',
] as const;
export type TicketRead = (typeof ticketReads)[number];

/** Bytes of a proof: too many to find a matching code by trying. */
const proofBytes = 16;

/**
 * A kiosk's proof that it read the ticket code: a hash that only a holder of the code can make. It
 * is valid for this station, person and day only, so it cannot be reused and does not reveal the
 * code. The roster's own hash (`issued-codes.ts`), which every kiosk holds, would prove nothing. In
 * hexadecimal.
 */
export function ticketProof(
  code: string,
  {
    eventId,
    station,
    delegateId,
    localDay,
  }: Pick<AttendanceEvent, 'eventId' | 'station' | 'localDay'> & { delegateId: string },
  crypto: Pick<Crypto, 'sha256'>,
): string {
  const of = ['lanyard ticket read 1', eventId, station, delegateId, localDay, ''].join('\n');
  return toHex(crypto.sha256(concatBytes(utf8(of), utf8(code))).subarray(0, proofBytes));
}

/** The result of comparing an admission with the issued tickets. */
export type TicketVerdict =
  /** The ticket was read. */
  | 'proved'
  /** By another rule: a code with the family name, or a signed or another system's ticket. */
  | 'by-rule'
  /** No ticket code, or not one of this person's. */
  | 'unproved';

/**
 * Compares a kiosk's admission with the codes that the issuer makes, including replaced ones: a
 * kiosk without a network does not know of a renewal.
 *
 * @param hasSigned whether the event has signed tickets; the issuer cannot tell them from each
 * other
 */
export function ticketVerdict(
  fact: Pick<AttendanceEvent, 'eventId' | 'station' | 'delegateId' | 'localDay' | 'payload'>,
  making: CodeMaking,
  hasSigned: boolean,
): TicketVerdict {
  const read = payloadText(fact, 'read');
  if (read === 'registration-code' || read === 'outside-ticket') return 'by-rule';
  if (read === 'signed-ticket' && hasSigned) return 'by-rule';
  const { delegateId } = fact;
  const proof = payloadText(fact, 'proof');
  if (read !== 'ticket' || proof === null || delegateId === null) return 'unproved';
  const { ticketSecrets, crypto } = making;
  const isOf = (secret: Uint8Array): boolean => {
    for (let renewal = 0; renewal <= maxTicketRenewals; renewal += 1) {
      const code = makeTicketCode(secret, delegateId, crypto, renewal);
      if (ticketProof(code, { ...fact, delegateId }, crypto) === proof) return true;
    }
    return false;
  };
  return ticketSecrets.some(isOf) ? 'proved' : 'unproved';
}
