import { createHash, X509Certificate } from 'node:crypto';

/**
 * The pin of a certificate: hex SHA-256 of its DER. It is what an enrolment QR carries of the hub's own
 * authority, and what two screens show to be compared.
 *
 * @param pem the certificate, PEM
 * @throws Error if the text is no certificate
 */
export function certificatePin(pem: string): string {
  return createHash('sha256').update(new X509Certificate(pem).raw).digest('hex');
}
