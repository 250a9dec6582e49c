import { z } from 'zod';
import { fromHex } from '../base/bytes.ts';
import { hashSchema } from '../base/protocol.ts';
import type { AttendanceEvent } from '../ledger/attendance.ts';
import { compareFacts, type FactOrder } from '../ledger/attendance-fold.ts';
import { type Caused, inOrderOfCause } from '../ledger/cause.ts';
import { isHubAuthor } from '../ledger/chain.ts';
import { purgePersonSchema } from '../operators/people.ts';

/**
 * Number of newest secrets that the hashes of tickets cover. Older tickets are unknown instead of
 * replaced. Each secret costs every person one hash for each of their codes.
 */
export const maxKnownSecrets = 5;

/** Personal payload of `secret-renewed`. Only desks and hubs receive it. */
export const secretPayloadSchema = z.strictObject({
  /** Hexadecimal digits, 32 bytes. */
  secret: hashSchema,
  requestedBy: purgePersonSchema,
  approvedBy: purgePersonSchema,
});
export type SecretPayload = z.infer<typeof secretPayloadSchema>;

export interface SecretRenewal extends FactOrder, Caused {
  /** Null while its payload has not arrived. */
  said: SecretPayload | null;
}

/**
 * Reads a fact as a renewal of the event's secret. Null for any other fact, and for one that was
 * not written by a hub.
 *
 * @param personal its personal payload as JSON text
 */
export function secretRenewal(
  fact: Pick<AttendanceEvent, 'type'> & FactOrder & Caused,
  personal: string | null,
): SecretRenewal | null {
  if (fact.type !== 'secret-renewed' || !isHubAuthor(fact.station)) return null;
  const { id, after, effective, station, incarnation, kseq } = fact;
  return { id, after, effective, station, incarnation, kseq, said: payloadOf(personal) };
}

/**
 * The secrets of ticket codes, newest first by cause and then by clock, with the event's first
 * secret last. Older ones than {@link maxKnownSecrets} are left out. The result depends on the set
 * only.
 */
export function ticketSecrets(
  first: Uint8Array,
  renewals: readonly SecretRenewal[],
): [Uint8Array, ...Uint8Array[]] {
  const renewed = inOrderOfCause(renewals, compareFacts).flatMap(({ said }) =>
    said === null ? [] : [fromHex(said.secret)],
  );
  const [newest = first, ...before] = [first, ...renewed].toReversed();
  return [newest, ...before.slice(0, maxKnownSecrets - 1)];
}

function payloadOf(personal: string | null): SecretPayload | null {
  if (personal === null) return null;
  try {
    return secretPayloadSchema.safeParse(JSON.parse(personal)).data ?? null;
  } catch {
    // Not JSON.
    return null;
  }
}
