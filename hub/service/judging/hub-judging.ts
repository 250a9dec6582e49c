import type { JudgedRange, JudgementPayload } from '../../../domain/judgement.ts';
import type { PurgePerson } from '../../../domain/purge/people.ts';
import type { PersonRequest } from '../purge/hub-privacy.ts';

/** An order that one person asked for and another is to approve. Times are UTC milliseconds. */
export interface JudgementRequest extends JudgementPayload, PersonRequest {}

/** An order that was given. */
export interface JudgementEntry extends JudgementPayload {
  id: string;
  stationName: string;
  /** When it was given. */
  wall: number;
  /** Whether a later order on the very same records holds instead. */
  isReplaced: boolean;
}

/** Orders on records of stations, and requests for such. */
export interface JudgingOverview {
  /** The newest first. */
  orders: JudgementEntry[];
  requests: JudgementRequest[];
  /** Records that are disregarded now, by station; those that have none are left out. */
  disregarded: { station: string; records: number }[];
}

/** Two persons' orders on records of stations (trust between stations). Throws HubProblem like the hub's other calls. */
export interface HubJudging {
  overview(): Promise<JudgingOverview>;
  /** `not-found`: no such station. */
  request(said: JudgementPayload, by: PurgePerson): Promise<JudgementRequest>;
  /** `not-found`, `not-allowed` (same-person, expired). Carries the order out before it answers. */
  approve(id: string, by: PurgePerson): Promise<void>;
  /** `not-found`. */
  withdraw(id: string): Promise<void>;
  /**
   * Gives an order where somebody else has seen to it that there are two people (approvals of the organiser's page).
   * `not-found`: no such station; `not-allowed` (same-person).
   */
  order(
    said: JudgementPayload,
    people: { requestedBy: PurgePerson; approvedBy: PurgePerson },
  ): Promise<void>;
}

/** The records in words of ours: `STATION incarnation 2 records 5-9`. Never a name. */
export function rangeText({ station, incarnation, from, to }: JudgedRange): string {
  const life = incarnation === null ? 'all incarnations' : `incarnation ${incarnation}`;
  return `${station} ${life} records ${from}-${to ?? ''}`;
}
