import type { ReadableDatabase } from '../../db/base/types.ts';
import { factsInOrder } from '../../db/day-close.ts';
import { personalOfReports } from '../../db/ledger/attendance.ts';
import { listKnownOperators, listKnownStations } from '../../db/ledger/known-stations.ts';
import { printJobsInStates } from '../../db/printing/print-jobs.ts';
import { deletedDelegates, everyDelegate } from '../../db/roster/roster.ts';
import type { EventFile, LocalDay } from '../../domain/event/event-file.ts';
import { finalPrintJobStates, printJobStateSchema } from '../../domain/printing/print-job.ts';
import type { CertificateRule, QuorumRule } from '../../domain/reports.ts';
import type { ReportInput, ReportPrintJob } from '../../reports/input.ts';

/** The station from whose store reports are made. */
export interface ReportSource {
  db: ReadableDatabase;
  event: EventFile;
  station: string;
  stationName: string;
  training: boolean;
}

export interface ReportQuestion {
  /** Null: the whole event. */
  day: LocalDay | null;
  quorum: QuorumRule;
  certificates: CertificateRule;
  proof: ReportProof;
  /** Names of the station's printers by id. */
  printers: ReadonlyMap<string, string>;
  /** UTC milliseconds of the event's clock. */
  now: number;
}

/** What is proved about the stations, by the hub or, without it, by this station. */
export type ReportProof = Pick<ReportInput, 'stations' | 'isClosed'>;

/** The input of all reports, as this station's store holds it at one moment. */
export function readStationReportInput(
  source: ReportSource,
  question: ReportQuestion,
): ReportInput {
  const { db, event, training } = source;
  const { day, quorum, certificates, proof, now } = question;
  return db
    .transaction(
      (): ReportInput => ({
        event,
        delegates: [...everyDelegate(db, event.id)],
        deleted: deletedDelegates(db, event.id),
        facts: factsInOrder(db, event.id),
        personal: personalOfReports(db, event.id),
        stationNames: namesOfStations(source),
        operatorNames: new Map(listKnownOperators(db).map(({ id, name }) => [id, name])),
        stations: proof.stations,
        printJobs: waitingJobs(source, question.printers),
        day,
        asOf: now,
        isClosed: proof.isClosed,
        isTraining: training,
        quorum,
        certificates,
      }),
    )
    .deferred();
}

function namesOfStations({ db, station, stationName }: ReportSource): Map<string, string> {
  const known = listKnownStations(db).map(({ id, name }) => [id, name] as const);
  return new Map([...known, [station, stationName]]);
}

/** Badges of this station that wait, are held or in question. */
function waitingJobs(
  { db, event }: ReportSource,
  printers: ReadonlyMap<string, string>,
): ReportPrintJob[] {
  const open = printJobStateSchema.options.filter((state) => !finalPrintJobStates.includes(state));
  return printJobsInStates(db, open).flatMap((job) =>
    job.kind !== 'badge' || job.badgeSerial === null || job.eventId !== event.id
      ? []
      : [
          {
            badgeSerial: job.badgeSerial,
            delegateId: job.delegateId,
            state: job.state,
            holdReason: job.reason,
            printerName:
              job.printerId === null ? '' : (printers.get(job.printerId) ?? job.printerId),
            since: job.updatedWall,
          },
        ],
  );
}
