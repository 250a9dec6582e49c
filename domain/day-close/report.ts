import { z } from 'zod';
import { registrationGaps, registrationRows } from '../badges/registration-balance.ts';
import { maxCodeLength } from '../base/bounds.ts';
import { toHex, utf8 } from '../base/bytes.ts';
import type { Crypto } from '../base/crypto.ts';
import { canonicalJson, type JsonValue } from '../base/json.ts';
import { hashSchema, momentSchema } from '../base/protocol.ts';
import { eventChangedSchema, localDaySchema } from '../event/event-file.ts';
import { placeIncarnationSchema } from '../ledger/attendance.ts';
import {
  closeMarkSchema,
  stationEvidenceSchema,
  verdictReasonSchema,
  verdictSchema,
} from './station-verdict.ts';

const count = z.int().nonnegative();
const code = z.string().min(1).max(maxCodeLength);
/** Id of the fact that notes the outcome; its note is personal and stays in the ledger. */
const resolvedBy = z.uuid().nullable();

/** The result of one day's facts. No names: ids of facts and stations, serials, counts. */
export const daySummarySchema = z.strictObject({
  /**
   * Versions of the event that a hub saved until the day's end: the last one before the day, and
   * those of the day. None: the first version.
   */
  eventVersions: z.array(eventChangedSchema.extend({ fact: z.uuid() })),
  /** By checkpoint: admissions that count, further ones of the same person, and undone ones. */
  admissions: z.array(
    z.strictObject({ checkpoint: code, admitted: count, further: count, undone: count }),
  ),
  /** Different delegates with an admission that counts. */
  persons: count,
  /** SHA-256 of the sorted lines "checkpoint delegate" of the admissions that count. */
  attendanceDigest: hashSchema,
  further: z.array(
    z.strictObject({ fact: z.uuid(), checkpoint: code, station: z.uuid(), resolvedBy }),
  ),
  overrides: z.array(
    z.strictObject({
      fact: z.uuid(),
      checkpoint: code,
      station: z.uuid(),
      /** The refusal that was overridden, and the reason given for it. */
      outcome: z.string().max(maxCodeLength),
      reason: z.string().max(maxCodeLength),
      resolvedBy,
    }),
  ),
  /** Badges whose outcome neither a printer nor a desk reported. */
  prints: z.array(z.strictObject({ serial: code, fact: z.uuid(), station: z.uuid(), resolvedBy })),
  /** Facts of a clock known to be wrong, and the largest error (hub minus station, ms). */
  clocks: z.array(z.strictObject({ station: z.uuid(), facts: count, worst: z.int(), resolvedBy })),
});
export type DaySummary = z.infer<typeof daySummarySchema>;

const figures = <Name extends string>(names: readonly Name[]) =>
  z.strictObject(
    Object.fromEntries(names.map((name) => [name, count])) as Record<Name, typeof count>,
  );

/** One line of the account of registrations, see `registration-balance.ts`. */
const balanceLineSchema = z.strictObject({
  registered: count,
  walkIns: count,
  otherDays: count,
  ...figures(registrationRows).shape,
  gaps: figures(registrationGaps),
});
export type ReportBalanceLine = z.infer<typeof balanceLineSchema>;

/** A station with its evidence and what follows from it. */
const stationProofSchema = stationEvidenceSchema.extend({
  verdict: verdictSchema,
  reason: verdictReasonSchema.nullable(),
  asOf: closeMarkSchema.nullable(),
  held: count,
  atLeast: count,
  /** Of an open or broken one. */
  resolvedBy,
});
export type StationProof = z.infer<typeof stationProofSchema>;

/** How far a hub's own chain was read: who wrote it, its facts, and the hash of the last of them. */
const hubChainSchema = z.strictObject({
  author: z.uuid(),
  incarnation: placeIncarnationSchema,
  count,
  head: hashSchema,
});
export type HubChain = z.infer<typeof hubChainSchema>;

/** Form of the reports written today. */
export const reportFormat = 1;

/**
 * The report that closes a day: what was counted and what is proved. It has no personal data, so it
 * can be kept after everything else was purged. Times are UTC milliseconds.
 */
export const dayReportSchema = z.strictObject({
  formatVersion: z.literal(reportFormat),
  event: z.uuid(),
  day: localDaySchema,
  /** Rises each time the day is closed again because late facts came. */
  revision: z.int().positive(),
  /** Place among all reports of the issuer. */
  number: z.int().positive(),
  /** Hash of the report before this one, see `reportHash`; null for the issuer's first. */
  previous: hashSchema.nullable(),
  issuer: z.strictObject({
    /** `desk`: from a station that works without a hub, about its own facts alone. */
    kind: z.enum(['hub', 'desk']),
    id: z.uuid(),
    /** Raw Ed25519 public key, base64. */
    publicKey: z.base64().length(44),
  }),
  issuedAt: momentSchema,
  /** Who closed the day: station and operator; null where it was done at the hub itself. */
  closedBy: z.strictObject({ station: z.uuid(), operator: z.uuid() }).nullable(),
  /** Facts held in all chains, and different ones understood (a clone's are in two chains). */
  facts: z.strictObject({ links: count, distinct: count }),
  proof: z.strictObject({ proven: count, open: count, broken: count }),
  stations: z.array(stationProofSchema),
  /** The chains that `eventVersions` is read from. */
  hubs: z.array(hubChainSchema),
  quarantine: z.array(
    z.strictObject({ station: z.uuid(), reason: code, items: z.int().positive(), resolvedBy }),
  ),
  balance: z.strictObject({
    total: balanceLineSchema,
    delegations: z.array(z.strictObject({ code: z.string().max(64), line: balanceLineSchema })),
    /** Of a balance with gaps. */
    resolvedBy,
  }),
  ...daySummarySchema.shape,
});
export type DayReport = z.infer<typeof dayReportSchema>;

/** The seal of a report: a digest of each of its parts, signed by the issuer. See {@link sealReport}. */
export const reportSealSchema = z.strictObject({
  /** Path of a part ("balance", "stations/2") → SHA-256 of its canonical JSON. */
  digests: z.record(z.string().max(80), hashSchema),
  /** Ed25519 signature (base64) of `sealText`. */
  signature: z.base64().length(88),
});

/** The file: canonical JSON (RFC 8785) of this, in UTF-8, without anything before or after it. */
export const signedReportSchema = z.strictObject({
  report: dayReportSchema,
  seal: reportSealSchema,
});
export type SignedReport = z.infer<typeof signedReportSchema>;

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

/** Which check failed. */
export type ReportCheck =
  /** Not a report, or its text is not the canonical one. */
  | 'form'
  /** A part is not what was signed. */
  | 'digest'
  /** The signature is not of this key, or of other digests. */
  | 'signature'
  /** Signed by another key than the one expected. */
  | 'issuer'
  /** It does not follow the report before it. */
  | 'chain'
  /** Figures that contradict each other: the signer wrote them so. */
  | 'counts'
  /** The facts given with it differ. */
  | 'facts';

/** Something wrong, and where. */
export interface ReportFault {
  check: ReportCheck;
  /** Path in the report ("stations/2", "balance/total") or "byte 1234". */
  place: string;
  /** What is wrong there, in English: for the person who runs the verifier. */
  detail: string;
}
