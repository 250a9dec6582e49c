import { toHex, utf8 } from '../base/bytes.ts';
import { canonicalJson, type JsonValue } from '../base/canonical-json.ts';
import type { Crypto } from '../base/crypto.ts';
import type { DayReport, SignedReport } from './report.ts';

type Hashing = Pick<Crypto, 'sha256'>;

/** SHA-256 (hex) of a value's canonical JSON. */
function digestOf(value: JsonValue, crypto: Hashing): string {
  return toHex(crypto.sha256(utf8(canonicalJson(value))));
}

/**
 * The digest of each part of a report, by its path: fields, and of lists each entry. So a changed
 * byte is found at its place, and not only in the file as a whole.
 */
export function digestsOf(report: DayReport, crypto: Hashing): Record<string, string> {
  const digests: Record<string, string> = {};
  for (const [name, value] of Object.entries(report) as [string, JsonValue][]) {
    if (!Array.isArray(value)) digests[name] = digestOf(value, crypto);
    else
      for (const [i, entry] of value.entries()) digests[`${name}/${i}`] = digestOf(entry, crypto);
  }
  return digests;
}

/** The signed text: a line that names its kind, and the digests in canonical JSON. */
function sealText(digests: Readonly<Record<string, string>>): string {
  return `lanyard day report 1\n${canonicalJson(digests)}`;
}

/**
 * Seals a report.
 *
 * @param sign the Ed25519 signature (base64) of a text's UTF-8 by the issuer's key
 */
export function sealReport(
  report: DayReport,
  sign: (text: string) => string,
  crypto: Hashing,
): SignedReport {
  const digests = digestsOf(report, crypto);
  return { report, seal: { digests, signature: sign(sealText(digests)) } };
}

/** Whether the issuer's key signed these digests. */
export function isSealedBy(
  publicKey: Uint8Array,
  signature: Uint8Array,
  digests: Readonly<Record<string, string>>,
  crypto: Pick<Crypto, 'verify'>,
): boolean {
  return crypto.verify(publicKey, utf8(sealText(digests)), signature);
}

/** The text of the file. */
export function reportText({ report, seal }: SignedReport): string {
  const { digests, signature } = seal;
  return canonicalJson({ report: report as JsonValue, seal: { digests, signature } });
}

/** The hash (hex) by which the next report names this one: SHA-256 of the file. */
export function reportHash(signed: SignedReport, crypto: Hashing): string {
  return toHex(crypto.sha256(utf8(reportText(signed))));
}
