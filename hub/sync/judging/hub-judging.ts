import type { JudgedRange, JudgementPayload } from '../../../domain/ledger/judgement.ts';
import type { PurgePerson } from '../../../domain/operators/people.ts';
import type { PersonRequest } from '../../base/two-people.ts';

/** An order that one person requested and another is to approve. Times are UTC milliseconds. */
export interface JudgementRequest extends JudgementPayload, PersonRequest {}

/** An order that was approved. */
export interface JudgementEntry extends JudgementPayload {
  id: string;
  stationName: string;
  /** When it was approved. */
  wall: number;
  /** Whether a later order on exactly the same records replaces it. */
  isReplaced: boolean;
}

/** Orders on records of stations, and requests for them. */
export interface JudgingOverview {
  /** Newest first. */
  orders: JudgementEntry[];
  requests: JudgementRequest[];
  /** Records disregarded now, by station; stations without any are left out. */
  disregarded: { station: string; records: number }[];
}

/** Orders by two people on stations' records. Throws HubProblem like the hub's other calls. */
export interface HubJudging {
  overview(): Promise<JudgingOverview>;
  /** `not-found`: no such station. */
  request(said: JudgementPayload, by: PurgePerson): Promise<JudgementRequest>;
  /** `not-found`, `not-allowed` (same-person, expired). Answers after carrying the order out. */
  approve(id: string, by: PurgePerson): Promise<void>;
  /** `not-found`. */
  withdraw(id: string): Promise<void>;
  /**
   * Gives an order if the caller has ensured that there are two people (approvals of the
   * organiser's page). `not-found`: no such station; `not-allowed` (same-person).
   */
  order(
    said: JudgementPayload,
    people: { requestedBy: PurgePerson; approvedBy: PurgePerson },
  ): Promise<void>;
}

/** The records as a text: `STATION incarnation 2 records 5-9`. Never a name. */
export function rangeText({ station, incarnation, from, to }: JudgedRange): string {
  const life = incarnation === null ? 'all incarnations' : `incarnation ${incarnation}`;
  return `${station} ${life} records ${from}-${to ?? ''}`;
}
