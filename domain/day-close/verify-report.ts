import { fromBase64, utf8 } from '../base/bytes.ts';
import type { Crypto } from '../base/crypto.ts';
import { canonicalJson, jsonOf } from '../base/json.ts';
import type { OrderedFact } from '../ledger/attendance.ts';
import { hashBody } from '../ledger/chain.ts';
import { checkCounts } from './check-counts.ts';
import { type CopyComparison, type CopyFinding, compareCopies } from './compare-copies.ts';
import { summariseDay } from './day-summary.ts';
import { copiesOf, type FactLine, factsOf } from './facts-file.ts';
import { firstDifference, placeInJson } from './json-place.ts';
import {
  type DayReport,
  type DaySummary,
  digestsOf,
  isSealedBy,
  type ReportFault,
  reportHash,
  reportText,
  type SignedReport,
  signedReportSchema,
} from './report.ts';
import type { LifeEvidence } from './station-verdict.ts';

export type ReportVerification =
  | {
      genuine: true;
      report: DayReport;
      hash: string;
      previousChecked: boolean;
      /**
       * How the given facts compare; null if none were given. Lists the chains that end earlier.
       */
      facts: CopyComparison | null;
      /** The figures that were recounted from the given facts and agree. */
      recounted: Recounted[];
    }
  | { genuine: false; faults: ReportFault[] };

export type Recounted = 'admissions' | 'eventVersions';

/** What a report is checked against besides itself. */
export interface ReportExpectation {
  /** The issuer's previous report, as the bytes of its file. */
  previous?: Uint8Array;
  /**
   * The issuer's raw Ed25519 public key, base64, from another source. Without it any key is
   * accepted.
   */
  publicKey?: string;
  /** Facts from another source. Each station's chain is computed from them and compared. */
  facts?: readonly FactLine[];
}

/**
 * Checks a report's file offline: its form to the byte, the digest of each part, the signature and
 * the link to the previous report. Its figures must agree with each other, and with the facts where
 * some are given. Names the place of every fault.
 */
export function verifyReport(
  file: Uint8Array,
  expected: ReportExpectation,
  crypto: Pick<Crypto, 'sha256' | 'verify'>,
): ReportVerification {
  const read = readReport(file);
  if ('faults' in read) return { genuine: false, faults: read.faults };
  const { signed } = read;
  const facts =
    expected.facts === undefined ? null : checkFacts(signed.report, expected.facts, crypto);
  const faults = [
    ...checkSeal(signed, crypto),
    ...checkIssuer(signed, expected.publicKey),
    ...checkPrevious(signed, expected.previous, crypto),
    ...checkCounts(signed.report),
    ...(facts?.faults ?? []),
  ];
  if (faults.length > 0) return { genuine: false, faults };
  const previousChecked = expected.previous !== undefined || signed.report.previous === null;
  return {
    genuine: true,
    report: signed.report,
    hash: reportHash(signed, crypto),
    previousChecked,
    facts: facts?.comparison ?? null,
    recounted: facts?.recounted ?? [],
  };
}

function readReport(file: Uint8Array): { signed: SignedReport } | { faults: ReportFault[] } {
  const form = (place: string, detail: string) => ({
    faults: [{ check: 'form' as const, place, detail }],
  });
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(file);
  const brokenByte = firstDifference(utf8(text), file);
  if (brokenByte !== null) {
    return form(placeInJson(text, text.indexOf('\uFFFD')), `byte ${brokenByte} is no UTF-8`);
  }
  const value = jsonOf(text);
  if (value === undefined) {
    const at = placeInJson(text, null);
    return form(at, 'the text is no JSON from there on');
  }
  const parsed = signedReportSchema.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return form(pathText(issue?.path ?? []), `not a report of this form: ${issue?.code ?? ''}`);
  }
  const canonical = canonicalTextOf(parsed.data);
  if (canonical === null) return form('report', 'a text that JSON cannot hold');
  const differs = firstDifference(utf8(canonical), file);
  if (differs !== null) {
    return form(placeInJson(text, differs), `byte ${differs} is not as the canonical text has it`);
  }
  return { signed: parsed.data };
}

function canonicalTextOf(signed: SignedReport): string | null {
  try {
    return reportText(signed);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

function checkSeal(
  { report, seal }: SignedReport,
  crypto: Pick<Crypto, 'sha256' | 'verify'>,
): ReportFault[] {
  const faults: ReportFault[] = [];
  const actual = digestsOf(report, crypto);
  const paths = new Set([...Object.keys(actual), ...Object.keys(seal.digests)]);
  for (const path of [...paths].sort()) {
    if (actual[path] === seal.digests[path]) continue;
    const detail =
      actual[path] === undefined
        ? 'this part was taken out'
        : seal.digests[path] === undefined
          ? 'this part was put in'
          : 'this part, or its digest in the seal, was changed';
    faults.push({ check: 'digest', place: path, detail });
  }
  const { issuer } = report;
  const isSigned = isSealedBy(
    fromBase64(issuer.publicKey),
    fromBase64(seal.signature),
    seal.digests,
    crypto,
  );
  if (!isSigned) {
    const detail = 'the digests were not signed by the key that the report names';
    faults.push({ check: 'signature', place: 'seal', detail });
  }
  return faults;
}

function checkIssuer({ report }: SignedReport, publicKey: string | undefined): ReportFault[] {
  if (publicKey === undefined || publicKey === report.issuer.publicKey) return [];
  const detail = `the report names the key ${report.issuer.publicKey}`;
  return [{ check: 'issuer', place: 'issuer/publicKey', detail }];
}

function checkPrevious(
  { report }: SignedReport,
  file: Uint8Array | undefined,
  crypto: Pick<Crypto, 'sha256' | 'verify'>,
): ReportFault[] {
  const chain = (place: string, detail: string): ReportFault[] => [
    { check: 'chain', place, detail },
  ];
  if ((report.previous === null) !== (report.number === 1)) {
    return chain('previous', 'only the first report of an issuer has none before it');
  }
  if (file === undefined) return [];
  const read = readReport(file);
  if ('faults' in read) return chain('previous', 'the earlier file is no report');
  const [broken] = checkSeal(read.signed, crypto);
  if (broken !== undefined) return chain(`earlier report, ${broken.place}`, broken.detail);
  if (reportHash(read.signed, crypto) !== report.previous) {
    return chain('previous', 'the earlier file is not the report that this one names');
  }
  return followsFaults(read.signed.report, report);
}

function followsFaults(earlier: DayReport, report: DayReport): ReportFault[] {
  const faults: ReportFault[] = [];
  const expect = (holds: boolean, place: string, detail: string): void => {
    if (!holds) faults.push({ check: 'chain', place, detail });
  };
  expect(earlier.event === report.event, 'event', 'of another event than the earlier report');
  expect(earlier.issuer.id === report.issuer.id, 'issuer/id', 'of another issuer');
  expect(
    earlier.issuer.publicKey === report.issuer.publicKey,
    'issuer/publicKey',
    'another key than that of the earlier report',
  );
  expect(report.number === earlier.number + 1, 'number', 'does not follow the earlier number');
  expect(
    report.day !== earlier.day || report.revision === earlier.revision + 1,
    'revision',
    'does not follow the earlier revision of the same day',
  );
  return faults;
}

function pathText(path: readonly PropertyKey[]): string {
  const text = path.map(String).join('/');
  return text === '' ? 'the whole file' : text;
}

/**
 * Checks a report against facts from another source. Compares chains by count and head. Where all
 * of them reach the report's heads, also compares the figures of admissions, and the versions of
 * the event if the chains of hubs are there. Facts that end earlier are not a fault; see
 * `comparison`.
 */
function checkFacts(
  report: DayReport,
  lines: readonly FactLine[],
  crypto: Pick<Crypto, 'sha256'>,
): { faults: ReportFault[]; comparison: CopyComparison; recounted: Recounted[] } {
  const hash = (previous: string, body: string): string => hashBody(previous, body, crypto);
  const comparison = compareCopies(report, copiesOf(lines), hash);
  const faults = comparison.findings
    .filter(({ kind }) => kind !== 'behind')
    .map((finding) => chainFault(report, finding));
  const hubs = checkHubs(report, lines);
  faults.push(...hubs.faults);
  const recounted: Recounted[] = [];
  if (comparison.findings.length === 0 && report.proof.broken === 0) recounted.push('admissions');
  if (hubs.isHere) recounted.push('eventVersions');
  faults.push(...checkFigures(report, lines, recounted, crypto));
  return { faults, comparison, recounted };
}

/** Whether all chains of hubs reach the report's heads, and which of them differ. */
function checkHubs(
  { hubs }: DayReport,
  lines: readonly FactLine[],
): { faults: ReportFault[]; isHere: boolean } {
  const found = hubs.map(({ author, incarnation, count }) =>
    lines.find(
      (line) => line.station === author && line.incarnation === incarnation && line.kseq === count,
    ),
  );
  const faults = found.flatMap((line, i) => {
    const hub = hubs[i];
    if (line === undefined || hub === undefined || line.hash === hub.head) return [];
    const detail = `hub ${hub.author}: fact ${hub.count} is another one in the facts given`;
    return [{ check: 'facts' as const, place: `hubs/${i}`, detail }];
  });
  return { faults, isHere: found.every((line) => line !== undefined) };
}

function chainFault(report: DayReport, finding: CopyFinding): ReportFault {
  const { station, incarnation, expected, found } = finding;
  const index = report.stations.findIndex((one) => one.station === station);
  const place = index < 0 ? `station ${station}` : `stations/${index}`;
  const says = (point: CopyFinding['found']): string =>
    `${point.count} facts up to ${point.head.slice(0, 16)}…`;
  const detail = `station ${station}, life ${incarnation}: the report has ${says(expected)}, the facts given have ${says(found)}`;
  return { check: 'facts', place, detail };
}

const recountedPlaces = {
  admissions: ['persons', 'admissions', 'attendanceDigest'],
  eventVersions: ['eventVersions'],
} as const satisfies Record<Recounted, readonly (keyof DaySummary)[]>;

function checkFigures(
  report: DayReport,
  lines: readonly FactLine[],
  recounted: readonly Recounted[],
  crypto: Pick<Crypto, 'sha256'>,
): ReportFault[] {
  if (recounted.length === 0) return [];
  const { summary } = summariseDay(countedFacts(report, lines), report.day, crypto);
  return recounted
    .flatMap((kind) => [...recountedPlaces[kind]])
    .flatMap((place) => {
      if (canonicalJson(summary[place]) === canonicalJson(report[place])) return [];
      return [
        { check: 'facts' as const, place, detail: 'the facts given amount to something else' },
      ];
    });
}

/** The facts up to the report's heads that its figures count. */
function countedFacts(report: DayReport, lines: readonly FactLine[]): OrderedFact[] {
  const lives = new Map<string, Pick<LifeEvidence, 'count' | 'notCounted'>>();
  for (const { station, lives: known } of report.stations)
    for (const life of known) lives.set(`${station} ${life.incarnation}`, life);
  for (const { author, incarnation, count } of report.hubs)
    lives.set(`${author} ${incarnation}`, { count, notCounted: [] });
  const counted = lines.filter(({ station, incarnation, kseq }) => {
    const life = lives.get(`${station} ${incarnation}`);
    if (life === undefined || kseq > life.count) return false;
    return !life.notCounted.some(({ from, to }) => from <= kseq && kseq <= to);
  });
  return factsOf(counted, report.event);
}
