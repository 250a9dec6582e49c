import { canonicalJson } from '../canonical-json.ts';
import { hashBody } from '../chain.ts';
import type { Crypto } from '../crypto.ts';
import { type CopyComparison, type CopyFinding, compareCopies } from './compare-copies.ts';
import { summariseDay } from './day-summary.ts';
import { copiesOf, type FactLine, factsOf } from './facts-file.ts';
import type { DayReport } from './report.ts';
import type { ReportFault } from './report-fault.ts';

/**
 * Checks a report against facts from elsewhere: chains by count and head, and where all of them are here to the
 * report's heads, its figures of admissions as well. Facts that end earlier are no fault, see `comparison`.
 */
export function checkFacts(
  report: DayReport,
  lines: readonly FactLine[],
  crypto: Pick<Crypto, 'sha256'>,
): { faults: ReportFault[]; comparison: CopyComparison } {
  const hash = (previous: string, body: string): string => hashBody(previous, body, crypto);
  const comparison = compareCopies(report, copiesOf(lines), hash);
  const faults = comparison.findings
    .filter(({ kind }) => kind !== 'behind')
    .map((finding) => chainFault(report, finding));
  const isAllHere = comparison.findings.length === 0 && report.proof.broken === 0;
  if (isAllHere) faults.push(...checkFigures(report, lines, crypto));
  return { faults, comparison };
}

function chainFault(report: DayReport, finding: CopyFinding): ReportFault {
  const { kiosk, incarnation, expected, found } = finding;
  const index = report.kiosks.findIndex((one) => one.kiosk === kiosk);
  const place = index < 0 ? `kiosk ${kiosk}` : `kiosks/${index}`;
  const says = (point: CopyFinding['found']): string =>
    `${point.count} facts up to ${point.head.slice(0, 16)}…`;
  const detail = `kiosk ${kiosk}, life ${incarnation}: the report has ${says(expected)}, the facts given have ${says(found)}`;
  return { check: 'facts', place, detail };
}

function checkFigures(
  report: DayReport,
  lines: readonly FactLine[],
  crypto: Pick<Crypto, 'sha256'>,
): ReportFault[] {
  const heads = new Map(
    report.kiosks.flatMap(({ kiosk, lives }) =>
      lives.map(({ incarnation, count }) => [`${kiosk} ${incarnation}`, count] as const),
    ),
  );
  const reported = lines.filter(
    ({ kiosk, incarnation, kseq }) => kseq <= (heads.get(`${kiosk} ${incarnation}`) ?? 0),
  );
  const { summary } = summariseDay(factsOf(reported, report.event), report.day, crypto);
  return (['persons', 'admissions', 'attendanceDigest'] as const).flatMap((place) => {
    if (canonicalJson(summary[place]) === canonicalJson(report[place])) return [];
    return [{ check: 'facts' as const, place, detail: 'the facts given amount to something else' }];
  });
}
