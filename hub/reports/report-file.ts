import type { ScreenLanguage } from '../../domain/base/language.ts';
import type { LocalDay } from '../../domain/event/event-file.ts';
import { type CountedFact, createFactKeeper } from '../../domain/ledger/counted-fact.ts';
import type { ExportFormat } from '../../domain/organiser/exports.ts';
import type { ReportId } from '../../domain/reports.ts';
import type { Delegate } from '../../domain/roster/delegate.ts';
import type { ReportInput } from '../../reports/input.ts';
import type { Report } from '../../reports/report.ts';
import { delegateOfText } from '../base/delegate-text.ts';
import { readFact } from '../ledger/read-fact.ts';

export interface ExportRequest {
  report: ReportId;
  format: ExportFormat;
  language: ScreenLanguage;
  /** Null: the whole event. */
  day: LocalDay | null;
}

export interface ExportFile {
  bytes: Uint8Array;
  mediaType: string;
  /** ASCII: ids, day and language. */
  name: string;
  /** Number of lines of the report, or of its certificates: for the audit. */
  rows: number;
}

/** Makes the file on the calling thread; loads the writers first. Throws as `writeReport`. */
export async function makeReportFile(
  { report: id, format, language, day }: ExportRequest,
  input: ReportInput,
): Promise<ExportFile> {
  const { buildReport } = await import('../../reports/build-report.ts');
  const { mediaTypes, reportFileName, writeReport } = await import(
    '../../reports/write/write-report.ts'
  );
  const report = buildReport(id, input, language);
  return {
    bytes: await writeReport(report, format),
    mediaType: mediaTypes[format],
    name: reportFileName(report, day, format),
    rows: rowsOf(report),
  };
}

function rowsOf({ sections, certificates }: Report): number {
  if (certificates !== null) return certificates.length;
  return sections.reduce((sum, { rows }) => sum + rows.length, 0);
}

interface DelegateRow {
  data: string;
  deleted: number;
}

interface FactRow {
  station: string;
  incarnation: number;
  kseq: number;
  body: string | null;
  effective: string | null;
}

/** Some of the rows that reports are made from. Texts are fast to send; the thread parses them. */
export type ReportPart =
  | { kind: 'delegates'; rows: readonly DelegateRow[] }
  | { kind: 'facts'; rows: readonly FactRow[] }
  /** Payloads by the id of their fact. */
  | { kind: 'personal'; rows: readonly { id: string; payload: string }[] };

/** The input of a report besides rows. */
export type ReportHead = Omit<ReportInput, 'delegates' | 'deleted' | 'facts' | 'personal'>;

export type ReportAssembly = ReturnType<typeof assembleReport>;

export function assembleReport() {
  const delegates: Delegate[] = [];
  const deleted: Delegate[] = [];
  const facts: CountedFact[] = [];
  const keep = createFactKeeper();
  const personal = new Map<string, string>();
  return {
    add: (part: ReportPart): void => {
      switch (part.kind) {
        case 'delegates':
          for (const row of part.rows) {
            (row.deleted === 1 ? deleted : delegates).push(delegateOfText(row.data));
          }
          return;
        case 'facts':
          for (const { station, incarnation, kseq, body, effective } of part.rows) {
            const reading = body === null ? null : readFact(body, { station, incarnation, kseq });
            if (reading === null || !('fact' in reading)) continue;
            const { fact } = reading;
            facts.push(keep({ ...fact, effective: effective ?? fact.hlc }));
          }
          return;
        case 'personal':
          for (const { id, payload } of part.rows) personal.set(id, payload);
      }
    },
    input: (head: ReportHead): ReportInput => ({ ...head, delegates, deleted, facts, personal }),
  };
}
