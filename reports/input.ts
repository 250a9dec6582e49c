import type { EventFile, LocalDay } from '../domain/event/event-file.ts';
import type { CountedFact } from '../domain/ledger/counted-fact.ts';
import type { PrintJobState } from '../domain/printing/print-job.ts';
import type { CertificateRule, QuorumRule } from '../domain/reports.ts';
import type { Delegate } from '../domain/roster/delegate.ts';

/** What is proved about a station's attendance, by the day close. */
export const stationProofs = ['proven', 'open', 'broken', 'not-checked'] as const;
export type StationProof = (typeof stationProofs)[number];

/** A station and how far its attendance is here. */
export interface ReportStation {
  id: string;
  name: string;
  /** Null where unknown. */
  mode: 'desk' | 'kiosk' | 'door' | null;
  proof: StationProof;
  /** When the close was written that the proof rests on, UTC milliseconds; null for none. */
  asOf: number | null;
  /** Facts of it that are here. */
  facts: number;
  /** Facts that it is known to hold and that are not here; null where unknown. */
  waiting: number | null;
  /** When it was last heard, UTC milliseconds; null for never. */
  lastSeen: number | null;
}

/** A badge's print job that waits; only the station that prints it knows. */
export interface ReportPrintJob {
  badgeSerial: string;
  /** Null where the badge's holder is not known here. */
  delegateId: string | null;
  state: PrintJobState;
  /** Why it waits; null where it does not. */
  holdReason: string | null;
  printerName: string;
  /** UTC milliseconds. */
  since: number;
}

/** Everything that reports are made from; nothing else may influence them. All of one event. */
export interface ReportInput {
  event: EventFile;
  /** The roster without removed delegates, in any order. */
  delegates: readonly Delegate[];
  /** Delegates removed from the roster, as far as they are still known. */
  deleted: readonly Pick<Delegate, 'id' | 'delegation'>[];
  /** Every fact of the event that is here, each once, in any order. */
  facts: readonly CountedFact[];
  /** Personal payloads (JSON texts) by the id of their fact; purged ones are missing. */
  personal: ReadonlyMap<string, string>;
  /** Names of stations and of operators by id. */
  stationNames: ReadonlyMap<string, string>;
  operatorNames: ReadonlyMap<string, string>;
  stations: readonly ReportStation[];
  /** Null where print jobs are not known: at the hub. */
  printJobs: readonly ReportPrintJob[] | null;
  /** The day that is reported on; null is the whole event. */
  day: LocalDay | null;
  /** When this was read, UTC milliseconds. */
  asOf: number;
  /** The day was closed (of the whole event: its last one): its lists are final. */
  isClosed: boolean;
  isTraining: boolean;
  quorum: QuorumRule;
  certificates: CertificateRule;
}
