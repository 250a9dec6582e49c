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
/** Id of the fact that notes the outcome. Its note is personal data and stays in the ledger. */
const resolvedBy = z.uuid().nullable();

/**
 * The result of one day's facts. It has no names, only ids of facts and stations, serials and
 * counts.
 */
export const daySummarySchema = z.strictObject({
  /**
   * Versions of the event that a hub saved: the last one before the day, and those of the day.
   * Empty for the first version.
   */
  eventVersions: z.array(eventChangedSchema.extend({ fact: z.uuid() })),
  /** Per checkpoint: admissions that count, further ones of the same person, and undone ones. */
  admissions: z.array(
    z.strictObject({ checkpoint: code, admitted: count, further: count, undone: count }),
  ),
  /** Number of different delegates with an admission that counts. */
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
      /** The overridden refusal. `reason` is the reason that was given for the override. */
      outcome: z.string().max(maxCodeLength),
      reason: z.string().max(maxCodeLength),
      resolvedBy,
    }),
  ),
  /** Badges whose outcome neither a printer nor a desk reported. */
  prints: z.array(z.strictObject({ serial: code, fact: z.uuid(), station: z.uuid(), resolvedBy })),
  /**
   * Facts written with a clock known to be wrong. `worst` is the largest error (hub minus station,
   * ms).
   */
  clocks: z.array(z.strictObject({ station: z.uuid(), facts: count, worst: z.int(), resolvedBy })),
});
export type DaySummary = z.infer<typeof daySummarySchema>;

const figures = <Name extends string>(names: readonly Name[]) =>
  z.strictObject(
    Object.fromEntries(names.map((name) => [name, count])) as Record<Name, typeof count>,
  );

/** One line of the balance of registrations; see `registration-balance.ts`. */
const balanceLineSchema = z.strictObject({
  registered: count,
  walkIns: count,
  otherDays: count,
  ...figures(registrationRows).shape,
  gaps: figures(registrationGaps),
});
export type ReportBalanceLine = z.infer<typeof balanceLineSchema>;

const stationProofSchema = stationEvidenceSchema.extend({
  verdict: verdictSchema,
  reason: verdictReasonSchema.nullable(),
  asOf: closeMarkSchema.nullable(),
  held: count,
  atLeast: count,
  /** For an open or broken station. */
  resolvedBy,
});
export type StationProof = z.infer<typeof stationProofSchema>;

/**
 * How much of a hub's own chain was read: its author, the number of facts, and the hash of the last
 * of them.
 */
const hubChainSchema = z.strictObject({
  author: z.uuid(),
  incarnation: placeIncarnationSchema,
  count,
  head: hashSchema,
});
export type HubChain = z.infer<typeof hubChainSchema>;

/** Format of the reports that this version writes. */
export const reportFormat = 1;

/**
 * The report that closes a day: what was counted and what is proven. It has no personal data, so it
 * can be kept after a purge. Times are UTC milliseconds.
 */
export const dayReportSchema = z.strictObject({
  formatVersion: z.literal(reportFormat),
  event: z.uuid(),
  day: localDaySchema,
  /** Increases each time the day is closed again because of late facts. */
  revision: z.int().positive(),
  /** Number among all reports of the issuer. */
  number: z.int().positive(),
  /** Hash of the previous report (`reportHash`); null for the issuer's first. */
  previous: hashSchema.nullable(),
  issuer: z.strictObject({
    /** `desk`: from a station without a hub, about its own facts only. */
    kind: z.enum(['hub', 'desk']),
    id: z.uuid(),
    /** Raw Ed25519 public key, base64. */
    publicKey: z.base64().length(44),
  }),
  issuedAt: momentSchema,
  /** Station and operator that closed the day; null where it was closed at the hub itself. */
  closedBy: z.strictObject({ station: z.uuid(), operator: z.uuid() }).nullable(),
  /**
   * Number of facts held in all chains, and of different facts understood (a clone's are in two
   * chains).
   */
  facts: z.strictObject({ links: count, distinct: count }),
  proof: z.strictObject({ proven: count, open: count, broken: count }),
  stations: z.array(stationProofSchema),
  /** The chains from which `eventVersions` is read. */
  hubs: z.array(hubChainSchema),
  quarantine: z.array(
    z.strictObject({ station: z.uuid(), reason: code, items: z.int().positive(), resolvedBy }),
  ),
  balance: z.strictObject({
    total: balanceLineSchema,
    delegations: z.array(z.strictObject({ code: z.string().max(64), line: balanceLineSchema })),
    /** For a balance with gaps. */
    resolvedBy,
  }),
  ...daySummarySchema.shape,
});
export type DayReport = z.infer<typeof dayReportSchema>;

/** The seal of a report: a digest of each part, signed by the issuer. See {@link sealReport}. */
export const reportSealSchema = z.strictObject({
  /** Maps the path of a part ("balance", "stations/2") to the SHA-256 of its canonical JSON. */
  digests: z.record(z.string().max(80), hashSchema),
  /** Ed25519 signature (base64) of `sealText`. */
  signature: z.base64().length(88),
});

/** The file is the canonical JSON (RFC 8785) of this in UTF-8, with nothing before or after it. */
export const signedReportSchema = z.strictObject({
  report: dayReportSchema,
  seal: reportSealSchema,
});
export type SignedReport = z.infer<typeof signedReportSchema>;

type Hashing = Pick<Crypto, 'sha256'>;

function digestOf(value: JsonValue, crypto: Hashing): string {
  return toHex(crypto.sha256(utf8(canonicalJson(value))));
}

/**
 * The digest of each part of a report, by path: one for each field, and for each entry of a list.
 * They show which part was changed, and not only that the file was.
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

/** The signed text: a line that names its kind, then the digests in canonical JSON. */
function sealText(digests: Readonly<Record<string, string>>): string {
  return `lanyard day report 1\n${canonicalJson(digests)}`;
}

/**
 * Seals a report.
 *
 * @param sign returns the Ed25519 signature (base64) of a text's UTF-8 by the issuer's key
 */
export function sealReport(
  report: DayReport,
  sign: (text: string) => string,
  crypto: Hashing,
): SignedReport {
  const digests = digestsOf(report, crypto);
  return { report, seal: { digests, signature: sign(sealText(digests)) } };
}

export function isSealedBy(
  publicKey: Uint8Array,
  signature: Uint8Array,
  digests: Readonly<Record<string, string>>,
  crypto: Pick<Crypto, 'verify'>,
): boolean {
  return crypto.verify(publicKey, utf8(sealText(digests)), signature);
}

export function reportText({ report, seal }: SignedReport): string {
  const { digests, signature } = seal;
  return canonicalJson({ report: report as JsonValue, seal: { digests, signature } });
}

/** The hash (hex) by which the next report refers to this one: SHA-256 of the file. */
export function reportHash(signed: SignedReport, crypto: Hashing): string {
  return toHex(crypto.sha256(utf8(reportText(signed))));
}

export type ReportCheck =
  /** Not a report, or its text is not canonical. */
  | 'form'
  /** A part differs from what was signed. */
  | 'digest'
  /** The signature is not by this key, or signs other digests. */
  | 'signature'
  /** Signed by another key than expected. */
  | 'issuer'
  /** It does not follow the previous report. */
  | 'chain'
  /** Figures contradict each other; the signer wrote them that way. */
  | 'counts'
  /** The facts supplied with it differ. */
  | 'facts';

export interface ReportFault {
  check: ReportCheck;
  /** Path in the report ("stations/2", "balance/total"), or "byte 1234". */
  place: string;
  /** What is wrong, in English, for the person who runs the verifier. */
  detail: string;
}
