import { factsInOrder } from '../../db/day-close.ts';
import { listKnownKiosks, listKnownOperators } from '../../db/known-stations.ts';
import { printJobsInStates } from '../../db/print-jobs.ts';
import { personalOfReports } from '../../db/report-facts.ts';
import { deletedDelegates, everyDelegate } from '../../db/roster.ts';
import type { KioskStatus } from '../../domain/day-close/status.ts';
import type { LocalDay } from '../../domain/event-file.ts';
import {
  finalPrintJobStates,
  type PrinterSettings,
  printJobStateSchema,
} from '../../domain/print-job.ts';
import type { CertificateRule, QuorumRule } from '../../domain/report-rules.ts';
import type { ReportInput, ReportKiosk, ReportPrintJob } from '../../reports/input.ts';
import { type Context, today } from './context.ts';
import type { DayCloseParts } from './day-close/day-hub.ts';
import { readDayStatus } from './day-close/day-status.ts';

/** What a report at a desk is asked about. */
export interface ReportQuestion {
  /** Null: the whole event. */
  day: LocalDay | null;
  quorum: QuorumRule;
  certificates: CertificateRule;
}

/**
 * Everything that reports are made from, as this station's store holds it; what is proved of the kiosks is the
 * hub's word, or this station's own where it works alone or the hub is away.
 *
 * @throws CallFailure as `readDayStatus` does
 */
export async function readStationReportInput(
  parts: DayCloseParts,
  printers: readonly PrinterSettings[],
  { day, quorum, certificates }: ReportQuestion,
): Promise<ReportInput> {
  const { context } = parts;
  const { db, event, clock, training } = context;
  const { kiosks, state } = await readDayStatus(parts, day ?? lastDayBegun(context));
  const eventId = event.file.id;
  return {
    event: event.file,
    delegates: [...everyDelegate(db, eventId)],
    deleted: deletedDelegates(db, eventId),
    facts: factsInOrder(db, eventId),
    personal: personalOfReports(db, eventId),
    stationNames: namesOfStations(context),
    operatorNames: new Map(listKnownOperators(db).map(({ id, name }) => [id, name])),
    kiosks: kiosks.map(kioskOf),
    printJobs: waitingJobs(context, printers),
    day,
    asOf: clock(),
    isClosed: state === 'closed',
    isTraining: training,
    quorum,
    certificates,
  };
}

/** Each day is proved with those before it: of the whole event the last that has begun counts. */
function lastDayBegun(context: Context): LocalDay {
  const { days } = context.event.file;
  const now = today(context);
  return days.filter((day) => day <= now).at(-1) ?? days[0] ?? now;
}

function namesOfStations({ db, kiosk, kioskName }: Context): Map<string, string> {
  const known = listKnownKiosks(db).map(({ id, name }) => [id, name] as const);
  return new Map([...known, [kiosk.kiosk, kioskName]]);
}

function kioskOf(status: KioskStatus): ReportKiosk {
  const { kiosk, name, mode, verdict, held, atLeast, lastSeen } = status;
  return {
    id: kiosk,
    name,
    mode,
    proof: verdict,
    facts: held,
    waiting: verdict === 'proven' ? 0 : atLeast > held ? atLeast - held : null,
    lastSeen,
  };
}

/** Badges of this station that wait, are held or in question. */
function waitingJobs(context: Context, printers: readonly PrinterSettings[]): ReportPrintJob[] {
  const names = new Map(printers.map(({ id, name }) => [id, name]));
  const open = printJobStateSchema.options.filter((state) => !finalPrintJobStates.includes(state));
  return printJobsInStates(context.db, open).flatMap((job) =>
    job.kind !== 'badge' || job.badgeSerial === null || job.eventId !== context.event.file.id
      ? []
      : [
          {
            badgeSerial: job.badgeSerial,
            delegateId: job.delegateId,
            state: job.state,
            holdReason: job.reason,
            printerName: job.printerId === null ? '' : (names.get(job.printerId) ?? job.printerId),
            since: job.updatedWall,
          },
        ],
  );
}
