import { reportHash, type SignedReport } from '../../domain/day-close/report.ts';
import { nodeCrypto } from '../../platform/crypto/node-crypto.ts';
import type { DayReportContent } from '../../reports/day-report/day-report.ts';
import type { Context } from '../base/context.ts';
import { stationNames } from '../ledger/station-names.ts';
import type { DayPaperQuestion } from './day-hub.ts';
import { FactNames } from './day-status.ts';

/** A report with the names of people, stations and operators as far as they are known here. */
export function dayPaperContent(
  context: Context,
  signed: SignedReport,
  fileName: string,
): DayReportContent {
  const { report } = signed;
  const names = stationNames(context);
  const found = new FactNames(context, names, report.issuedAt);
  const { stations, further, overrides, prints, clocks, quarantine, balance, closedBy } = report;
  const ofPeople = [...further, ...overrides, ...prints];
  const noted = [...stations, ...ofPeople, ...clocks, ...quarantine, balance];
  const ids = [...stations, ...ofPeople, ...clocks, ...quarantine].map(({ station }) => station);
  if (closedBy !== null) ids.push(closedBy.station);
  if (report.issuer.kind === 'desk') ids.push(report.issuer.id);
  return {
    report,
    hash: reportHash(signed, nodeCrypto),
    fileName,
    event: context.event.file,
    isTraining: context.training,
    stationNames: Object.fromEntries(ids.map((id) => [id, names.station(id)])),
    closedBy: names.operator(closedBy?.operator ?? null),
    people: Object.fromEntries(ofPeople.map(({ fact }) => [fact, found.personOfFact(fact)])),
    notes: Object.fromEntries(
      noted.flatMap(({ resolvedBy }) => {
        const note = found.resolution(resolvedBy);
        return resolvedBy === null || note === null ? [] : [[resolvedBy, note]];
      }),
    ),
  };
}

/** Runs on the caller's thread. Loads the code that writes PDF with the first report. */
export async function setDayPaper({ content, language }: DayPaperQuestion): Promise<Uint8Array> {
  const { dayReportPage } = await import('../../reports/day-report/day-report.ts');
  const { reportPdf } = await import('../../reports/write/pdf/report-pdf.ts');
  return await reportPdf([dayReportPage(content, language)]);
}
