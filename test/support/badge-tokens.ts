import { createHash, randomBytes } from 'node:crypto';
import type { ReadableDatabase } from '../../db/base/types.ts';
import { type BadgeTokens, tokenProofOf } from '../../domain/badges/badge-token.ts';
import { badgeTokenBytes, makeBadgeCode, parseSerial } from '../../domain/tickets/opaque-code.ts';

/** Tokens with a fast hash, which a test can recompute from the salt in the fact. */
export const testBadgeTokens: BadgeTokens = {
  make: () => {
    const salt = randomBytes(16).toString('hex');
    const token = tokenOf(salt);
    return { token, proof: { salt, hash: hashOf(token, salt) } };
  },
  matches: (token, { salt, hash }) => hashOf(token, salt) === hash,
};

/** The text of a badge's QR code, which the store forgets once the badge is printed. */
export function badgeCodeOf(db: ReadableDatabase, serial: string): string {
  const number = parseSerial(serial);
  const fact = db
    .prepare<[string], { payload: string }>(
      `SELECT payload FROM attendance_event JOIN badge ON badge.issued_by = attendance_event.id
       WHERE badge.serial = ?`,
    )
    .get(serial);
  const proof = fact === undefined ? null : tokenProofOf(fact);
  if (number === null || proof === null) throw new Error(`no badge ${serial}`);
  return makeBadgeCode(number, tokenOf(proof.salt));
}

/** A badge code with this serial and a token that was never issued. */
export function falseBadgeCode(serial: string): string {
  const number = parseSerial(serial);
  if (number === null) throw new Error(`no serial: ${serial}`);
  return makeBadgeCode(number, Buffer.alloc(badgeTokenBytes, 77));
}

function tokenOf(salt: string): Uint8Array {
  return createHash('sha256').update(`token ${salt}`).digest().subarray(0, badgeTokenBytes);
}

function hashOf(token: Uint8Array, salt: string): string {
  return createHash('sha256').update(salt).update(token).digest('hex').slice(0, 32);
}
