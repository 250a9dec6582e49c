import type { ReportEntry } from '../../domain/day-close/day-close-wire.ts';
import { type SignedReport, signedReportSchema } from '../../domain/day-close/report.ts';
import type { LocalDay } from '../../domain/event/event-file.ts';
import { HubProblem } from '../../domain/sync/problems.ts';
import type { DayReportTable, HubDatabase } from '../store/tables.ts';

/** The newest report of all, which the next one is linked to; null before the first. */
export async function lastReport(db: HubDatabase): Promise<DayReportTable | null> {
  const row = await db
    .selectFrom('day_report')
    .selectAll()
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ?? null;
}

/** The reports of a day, newest first; of all days if none is named. */
export async function reportsOf(db: HubDatabase, day: LocalDay | null): Promise<DayReportTable[]> {
  const all = db.selectFrom('day_report').selectAll().orderBy('number', 'desc');
  return await (day === null ? all : all.where('day', '=', day)).execute();
}

export function entryOf(row: DayReportTable): ReportEntry {
  const { report } = signedOf(row);
  return {
    day: row.day,
    revision: row.revision,
    number: row.number,
    issuedAt: row.issued_at,
    closedBy: report.closedBy,
    hash: row.hash,
    proof: report.proof,
  };
}

/** The content of the row. Throws ZodError if the row was altered. */
export function signedOf(row: DayReportTable): SignedReport {
  return signedReportSchema.parse(JSON.parse(row.signed));
}

/** The report of a day; the newest if no revision is named. Throws HubProblem `not-found`. */
export async function findReport(
  db: HubDatabase,
  day: LocalDay,
  revision: number | null,
): Promise<DayReportTable> {
  const rows = await reportsOf(db, day);
  const row = rows.find((one) => revision === null || one.revision === revision);
  if (row === undefined) throw new HubProblem('not-found', 'report');
  return row;
}
