import { z } from 'zod';
import { fromBase64, utf8 } from '../base/bytes.ts';
import type { Crypto } from '../base/crypto.ts';
import { canonicalJson, type JsonValue } from '../base/json.ts';
import { momentSchema, stationModeSchema } from '../base/protocol.ts';
import { purgeOrderJson, purgeOrderSchema } from './order.ts';
import { outcomeJson, purgeOutcomeSchema } from './outcome.ts';

/** The outcome of the order at one station. */
export const certifiedStationSchema = z.strictObject({
  station: z.uuid(),
  name: z.string().max(80),
  mode: stationModeSchema,
  state: z.enum(['enrolled', 'revoked', 'replaced']),
  /** UTC milliseconds of its last contact; null if it never had any. */
  lastSeen: momentSchema.nullable(),
  /** Null while it has not confirmed that it carried out the order. */
  outcome: purgeOutcomeSchema.nullable(),
});
export type CertifiedStation = z.infer<typeof certifiedStationSchema>;

/**
 * What was deleted where and by whose order, at the time of issue. Later certificates cover more
 * stations.
 */
export const purgeCertificateSchema = z.strictObject({
  formatVersion: z.literal(1),
  order: purgeOrderSchema,
  event: z.strictObject({ id: z.uuid(), name: z.string().max(400) }),
  /** UTC milliseconds. */
  issued: momentSchema,
  /**
   * The issuer: name, raw Ed25519 key (base64), and what it deleted (null while it is not
   * finished).
   */
  issuer: z.strictObject({
    name: z.string().max(80),
    publicKey: z.base64(),
    outcome: purgeOutcomeSchema.nullable(),
  }),
  stations: z.array(certifiedStationSchema).max(5_000),
  /** Whether issuer and every station have finished and no file was left. */
  complete: z.boolean(),
});
export type PurgeCertificate = z.infer<typeof purgeCertificateSchema>;

/** A certificate with its issuer's signature (base64) of {@link certificateText}. */
export const signedCertificateSchema = z.strictObject({
  certificate: purgeCertificateSchema,
  signature: z.base64(),
});
export type SignedCertificate = z.infer<typeof signedCertificateSchema>;

/** Whether nothing remains to be done: the value of `complete`. */
export function isComplete(
  issuer: PurgeCertificate['issuer'],
  stations: readonly CertifiedStation[],
): boolean {
  return [issuer, ...stations].every(
    ({ outcome }) => outcome !== null && outcome.left.length === 0,
  );
}

/** A certificate as plain JSON. */
export function certificateJson(certificate: PurgeCertificate): { [name: string]: JsonValue } {
  const { event, issuer } = certificate;
  return {
    formatVersion: certificate.formatVersion,
    order: purgeOrderJson(certificate.order),
    event: { id: event.id, name: event.name },
    issued: certificate.issued,
    issuer: {
      name: issuer.name,
      publicKey: issuer.publicKey,
      outcome: issuer.outcome === null ? null : outcomeJson(issuer.outcome),
    },
    stations: certificate.stations.map((station) => ({
      station: station.station,
      name: station.name,
      mode: station.mode,
      state: station.state,
      lastSeen: station.lastSeen,
      outcome: station.outcome === null ? null : outcomeJson(station.outcome),
    })),
    complete: certificate.complete,
  };
}

/** The signed text: a line that names its kind, then the certificate in canonical JSON. */
export function certificateText(certificate: PurgeCertificate): string {
  return `lanyard purge certificate 1\n${canonicalJson(certificateJson(certificate))}`;
}

/** The file of a certificate: canonical JSON (RFC 8785) of it with its signature. */
export function certificateFile({ certificate, signature }: SignedCertificate): string {
  return canonicalJson({ certificate: certificateJson(certificate), signature });
}

/**
 * Whether this raw key (base64) signed the certificate. The key must not be taken from the file.
 */
export function isAuthenticCertificate(
  signed: SignedCertificate,
  key: string,
  crypto: Pick<Crypto, 'verify'>,
): boolean {
  const text = utf8(certificateText(signed.certificate));
  return crypto.verify(fromBase64(key), text, fromBase64(signed.signature));
}
