import { Secret, TOTP } from 'otpauth';
import qrcode from 'qrcode';

/**
 * Six digits of an authenticator (RFC 6238): SHA-1, 30 seconds, as every authenticator app
 * supports. The secret has 160 bits (RFC 4226, 4).
 */
const form = { algorithm: 'SHA1', digits: 6, period: 30 } as const;
const secretBytes = 20;
/** Accepted steps before and after the present one: clocks differ. */
const tolerance = 1;

/** A new secret, base32. @param bytes from a secure source */
export function newTotpSecret(bytes: (count: number) => Uint8Array): string {
  return new Secret({ buffer: Uint8Array.from(bytes(secretBytes)).buffer }).base32;
}

/**
 * The step (30 seconds since 1970) that this code belongs to, of the present one and its
 * neighbours; null for another code. A step is single use: the caller stores the last.
 *
 * @param now UTC milliseconds of real time
 */
export function totpStep(secret: string, code: string, now: number): number | null {
  const totp = new TOTP({ ...form, secret: Secret.fromBase32(secret) });
  const delta = totp.validate({ token: code, timestamp: now, window: tolerance });
  return delta === null ? null : Math.floor(now / 1000 / form.period) + delta;
}

/** The authenticator's `otpauth://` address, and the rows of its QR code (`1` is a dark module). */
export function totpInvitation(
  secret: string,
  issuer: string,
  account: string,
): { uri: string; qr: string[] } {
  const totp = new TOTP({
    ...form,
    // In the address a colon separates the two.
    issuer: issuer.replaceAll(':', ' '),
    label: account.replaceAll(':', ' '),
    secret: Secret.fromBase32(secret),
  });
  const text = totp.toString();
  const { modules } = qrcode.create(text, { errorCorrectionLevel: 'M' });
  const qr = Array.from({ length: modules.size }, (_, row) =>
    Array.from({ length: modules.size }, (_, column) => (modules.get(row, column) ? 1 : 0)).join(
      '',
    ),
  );
  return { uri: text, qr };
}
