import { createHash, X509Certificate } from 'node:crypto';

/**
 * The fingerprint of a certificate: hex SHA-256 of its DER. An enrolment QR code contains that of
 * the hub's own authority, and two screens show it for comparison.
 *
 * @param pem the certificate, PEM
 * @throws Error if the text is not a certificate
 */
export function certificateFingerprint(pem: string): string {
  return createHash('sha256').update(new X509Certificate(pem).raw).digest('hex');
}
