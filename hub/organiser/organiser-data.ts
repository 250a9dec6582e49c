import type { ScreenLanguage } from '../../domain/base/language.ts';
import type { LocalDay } from '../../domain/event/event-file.ts';
import type { ExportFormat, Exports } from '../../domain/organiser/exports.ts';
import type { OrganiserAnswer, OrganiserRouteName } from '../../domain/organiser/organiser.ts';
import type { ReportId } from '../../domain/reports.ts';
import type { ExportFile } from '../reports/report-file.ts';

/** Today if the day is left out. */
export interface DayRequest {
  day?: LocalDay | undefined;
}

export interface PlaceRequest extends DayRequest {
  checkpoint?: string | undefined;
}

export interface ListRequest extends DayRequest {
  language: ScreenLanguage;
}

export interface SearchRequest {
  query: string;
  language: ScreenLanguage;
  limit: number;
}

export interface ReportRequest extends DayRequest {
  report: ReportId;
  format: ExportFormat;
  language: ScreenLanguage;
}

/** Positions of the hub's streams and its directory; if one differs, something changed. */
export interface StreamPlace {
  epoch: string;
  facts: number;
  roster: number;
  directory: number;
}

export type Answer<Name extends OrganiserRouteName> = Promise<OrganiserAnswer<Name>>;

/**
 * The data of the organiser's page. Figures include everything committed before the call, by any
 * process. Besides the named problems, every call throws HubProblem `busy` while the store cannot
 * be read.
 */
export interface OrganiserData {
  event(): OrganiserAnswer<'event'>;
  summary(request: DayRequest): Answer<'summary'>;
  /** `not-found`: no such checkpoint. */
  arrivals(request: PlaceRequest): Answer<'arrivals'>;
  lanes(request: PlaceRequest): Answer<'lanes'>;
  presence(request: ListRequest): Answer<'presence'>;
  heads(request: ListRequest): Answer<'heads'>;
  rooms(request: DayRequest): Answer<'rooms'>;
  stations(): Answer<'stations'>;
  duplicates(): Answer<'duplicates'>;
  helpCalls(request: DayRequest): Answer<'helpCalls'>;
  /** Verdicts may be some seconds old; `asOf` is their time. */
  days(): Answer<'days'>;
  /** One day, with its report as it would be now; as old as `days`. */
  dayStatus(day: LocalDay): Answer<'dayStatus'>;
  reportList(): Promise<Exports['reports']>;
  /**
   * A report as a file. `day`: `event` is the whole event. `bad-request` for a format that the
   * report does not have; `too-many-requests` while many wait; `too-large` if it takes too long. If
   * `signal` aborts (the client disconnected), throws the signal's reason.
   */
  makeReport(request: ReportRequest, signal: AbortSignal): Promise<ExportFile>;
  search(request: SearchRequest): Answer<'searchRoster'>;
  /** `not-found`. */
  delegate(id: string): Answer<'delegate'>;
  /** One short query. */
  place(): Promise<StreamPlace>;
  /** `not-found`: no waiting operator has that id. */
  vouchForOperator(id: string): Promise<void>;
  /** Answers a call in the name of an account. `not-found`: no such call. */
  answerHelp(callId: string, by: string): Promise<void>;
  /** Withdraws an unused enrolment code. `not-found`. */
  cancelInvite(code: string): Promise<void>;
}
