import type { EventFile, LocalDay } from '../domain/event/event-file.ts';
import type { CountedFact } from '../domain/ledger/counted-fact.ts';
import type { PrintJobState } from '../domain/printing/print-job.ts';
import type { CertificateRule, QuorumRule } from '../domain/reports.ts';
import type { Delegate } from '../domain/roster/delegate.ts';

/** What the day's close has proven about a station's attendance. */
export const stationProofs = ['proven', 'open', 'broken', 'not-checked'] as const;
export type StationProof = (typeof stationProofs)[number];

/** A station, and how much of its attendance is here. */
export interface ReportStation {
  id: string;
  name: string;
  /** Null if unknown. */
  mode: 'desk' | 'kiosk' | 'door' | null;
  proof: StationProof;
  /**
   * When the close on which the proof rests was written, UTC milliseconds; null if there is none.
   */
  asOf: number | null;
  /** Number of its facts that are here. */
  facts: number;
  /** Number of facts that it is known to hold and that are not here; null if unknown. */
  waiting: number | null;
  /** Time of the last contact, UTC milliseconds; null for never. */
  lastSeen: number | null;
}

/** A waiting print job of a badge. Only the station that prints it knows of it. */
export interface ReportPrintJob {
  badgeSerial: string;
  /** Null if the badge's holder is unknown here. */
  delegateId: string | null;
  state: PrintJobState;
  /** Why it is held; null if it is not. */
  holdReason: string | null;
  printerName: string;
  /** UTC milliseconds. */
  since: number;
}

/** The complete input of reports, all of one event. */
export interface ReportInput {
  event: EventFile;
  /** The roster without removed delegates, in any order. */
  delegates: readonly Delegate[];
  /** Delegates removed from the roster, as far as still known. */
  deleted: readonly Pick<Delegate, 'id' | 'delegation'>[];
  /** Every fact of the event that is here, without duplicates, in any order. */
  facts: readonly CountedFact[];
  /** Personal payloads (JSON texts) by the id of their fact, without purged ones. */
  personal: ReadonlyMap<string, string>;
  /** Names of stations and of operators, by id. */
  stationNames: ReadonlyMap<string, string>;
  operatorNames: ReadonlyMap<string, string>;
  stations: readonly ReportStation[];
  /** Null at the hub, where print jobs are unknown. */
  printJobs: readonly ReportPrintJob[] | null;
  /** The reported day; null for the whole event. */
  day: LocalDay | null;
  /** When the input was read, UTC milliseconds. */
  asOf: number;
  /** The day (of the whole event: the last one) was closed, so its lists are final. */
  isClosed: boolean;
  isTraining: boolean;
  quorum: QuorumRule;
  certificates: CertificateRule;
}
