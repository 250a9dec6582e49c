import type { AttendanceEvent } from './attendance.ts';
import { payloadText } from './attendance-fold.ts';
import { concatBytes, toHex, utf8 } from './bytes.ts';
import type { Crypto } from './crypto.ts';
import { maxTicketRenewals } from './delegate.ts';
import type { CodeMaking } from './issued-codes.ts';
import { makeTicketCode } from './opaque-code.ts';

/** How a self-service kiosk found whom it admits, as its fact says. */
export const ticketReads = ['ticket', 'signed-ticket', 'registration-code'] as const;
export type TicketRead = (typeof ticketReads)[number];

/** Bytes of a proof: nobody finds a code that fits by trying. */
const proofBytes = 16;

/**
 * What a kiosk's admission says of the ticket code that it read: a hash that only who had the code can make. It holds for
 * this station, person and day alone, so it serves nobody a second time, and it tells nobody the code. The roster's own
 * hash (`issued-codes.ts`), which every kiosk holds, would prove nothing. Hexadecimal digits.
 */
export function ticketProof(
  code: string,
  {
    eventId,
    kiosk,
    delegateId,
    localDay,
  }: Pick<AttendanceEvent, 'eventId' | 'kiosk' | 'localDay'> & { delegateId: string },
  crypto: Pick<Crypto, 'sha256'>,
): string {
  const of = ['lanyard ticket read 1', eventId, kiosk, delegateId, localDay, ''].join('\n');
  return toHex(crypto.sha256(concatBytes(utf8(of), utf8(code))).subarray(0, proofBytes));
}

/** What becomes of an admission where it is compared with the tickets that were issued. */
export type TicketVerdict =
  /** The ticket was there. */
  | 'proved'
  /** Found otherwise, as the rules allow: by a registration code and the family name, or by a signed ticket. */
  | 'by-rule'
  /** No ticket code, or not one of this person's. */
  | 'unproved';

/**
 * Compares a kiosk's admission with the codes that the issuer makes, replaced ones too: a kiosk without a network does
 * not know of a renewal.
 *
 * @param hasSigned whether the event has signed tickets at all; of those the issuer cannot tell one from another
 */
export function ticketVerdict(
  fact: Pick<AttendanceEvent, 'eventId' | 'kiosk' | 'delegateId' | 'localDay' | 'payload'>,
  making: CodeMaking,
  hasSigned: boolean,
): TicketVerdict {
  const read = payloadText(fact, 'read');
  if (read === 'registration-code' || (read === 'signed-ticket' && hasSigned)) return 'by-rule';
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
