import { X509Certificate } from 'node:crypto';
import { AsnConvert } from '@peculiar/asn1-schema';
import { Certificate, Extensions, id_ce_nameConstraints } from '@peculiar/asn1-x509';

/**
 * The authority as a station trusts it: without its name constraints, which are for browsers. A
 * station trusts exactly this authority, whatever the hub's address, and Electron's TLS (BoringSSL)
 * refuses an authority that constrains addresses ("unsupported name constraint type"). Its
 * signature no longer fits, but a trust anchor is only name and key (RFC 5280, section 6.1.1).
 *
 * @param authority PEM
 * @throws Error if the text is not a certificate
 */
export function trustAnchor(authority: string): string {
  const certificate = AsnConvert.parse(new X509Certificate(authority).raw, Certificate);
  const { tbsCertificate } = certificate;
  tbsCertificate.extensions = new Extensions(
    tbsCertificate.extensions?.filter(({ extnID }) => extnID !== id_ce_nameConstraints),
  );
  const base64 = Buffer.from(AsnConvert.serialize(certificate)).toString('base64');
  const lines = base64.match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}
