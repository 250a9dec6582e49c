import type { EventVersion } from '../../domain/event/event-file.ts';
import type {
  EventChange,
  EventSaved,
  EventState,
} from '../../domain/hub-hosting/organiser-event.ts';
import type { KnownOperator } from '../../domain/operators/rights.ts';
import type { Delegate } from '../../domain/roster/delegate.ts';
import type { RosterEntry } from '../../domain/roster/roster-entry.ts';
import type { RosterImportRequest } from '../../domain/roster/roster-wire.ts';
import type { Directory, DirectoryStation, Orders } from '../../domain/sync/directory.ts';
import type { EnrolAnswer, EnrolRequest } from '../../domain/sync/enrolment.ts';
import type {
  PhotoOffer,
  PhotoOfferAnswer,
  PhotoPage,
  PhotoPull,
  PhotoPush,
  PhotoPushAnswer,
} from '../../domain/sync/photo-wire.ts';
import type { StickAnswer } from '../../domain/sync/stick.ts';
import type { SignedStopList, StopEntry } from '../../domain/sync/stop-list.ts';
import type {
  ChainAnswer,
  ChainRequest,
  EventPage,
  HandshakeAnswer,
  HandshakeRequest,
  PullRequest,
  PushAnswer,
  PushRequest,
  RosterPage,
} from '../../domain/sync/sync.ts';
import type { HubChange, HubIdentity } from '../base/context.ts';
import type { EnrolledStation } from '../base/enrolled-station.ts';
import type { Duplicate } from '../check-in.ts';
import type { HubDays } from '../day-close/hub-days.ts';
import type { QuarantinedItem } from '../ledger/quarantine.ts';
import type { OrganiserData } from '../organiser/organiser-data.ts';
import type { HubPrivacy } from '../privacy/hub-privacy.ts';
import type { Connectors } from '../roster/connectors/entry.ts';
import type { FileImports } from '../roster/file-imports.ts';
import type { ImportResult } from '../roster/roster.ts';
import type { RosterChange } from '../roster/roster-changes.ts';
import type { InviteRequest } from '../stations/enrolment.ts';
import type { StationEntry } from '../stations/stations.ts';
import type { Finding } from '../sync/check-all.ts';
import type { OfferedEvent } from '../sync/event-versions.ts';
import type { HubJudging } from '../sync/judging/judging.ts';
import type { PageLines } from '../sync/pull.ts';
import type { ReadBody } from '../sync/read-push.ts';
import type { HubTickets } from '../tickets.ts';
import type { HubOverview } from './overview.ts';

/**
 * The hub. Inputs are parsed before (domain/wire); the server has checked tokens and signatures.
 * Every call throws HubProblem: `busy` while the store cannot be written (nothing is half written),
 * and those named at the call. Nothing that another process may change is cached.
 */
export interface Hub extends HubDays, HubTickets {
  identity(): HubIdentity;
  /** Retention, purge, access requests, lost stations. */
  readonly privacy: HubPrivacy;
  /** Orders by two people: to disregard a station's records, or to release them from quarantine. */
  readonly judging: HubJudging;

  /**
   * A station's facts from a file (domain/sync/stick.ts), brought by a desk (`revoked`) or by the
   * administrator (null). The answer lists whatever is wrong with the file.
   */
  importStick(file: Uint8Array, carrier: EnrolledStation | null): Promise<StickAnswer>;
  /** `revoked`; `bad-request` for another event. */
  handshake(station: EnrolledStation, request: HandshakeRequest): Promise<HandshakeAnswer>;
  /**
   * `revoked`, `epoch-changed`, `replayed`, `bad-signature`; with the hub's head also
   * `out-of-order` and `chain-differs`.
   *
   * @param body what a thread read of the request, which else the hub reads
   */
  push(station: EnrolledStation, request: PushRequest, body?: ReadBody): Promise<PushAnswer>;
  /** Notes that the station's push was refused: over its quota. The organiser is notified. */
  noteRefused(station: EnrolledStation, error: unknown): void;
  /** `revoked`, `epoch-changed`, `cursor-too-old`. Only the data that the station's mode needs. */
  pullRoster(station: EnrolledStation, request: PullRequest): Promise<RosterPage>;
  /** The same page, ready to send. */
  pullRosterLines(station: EnrolledStation, request: PullRequest): Promise<PageLines>;
  /** As `pullRoster`. Only desks receive personal payloads. */
  pullEvents(station: EnrolledStation, request: PullRequest): Promise<EventPage>;
  pullEventsLines(station: EnrolledStation, request: PullRequest): Promise<PageLines>;
  /** Newest first. `revoked`. */
  chain(station: EnrolledStation, request: ChainRequest): Promise<ChainAnswer>;
  /** `revoked`. */
  orders(station: EnrolledStation): Promise<Orders>;
  /** `revoked`. */
  directory(station: EnrolledStation): Promise<Directory>;
  /** The present version of the event. `revoked`. */
  event(station: EnrolledStation): Promise<EventVersion>;
  /**
   * Takes a version of the event that this hub lost, if its ledger names it and nothing newer is
   * known; else nothing changes. `revoked`.
   */
  offerEvent(station: EnrolledStation, offered: OfferedEvent): Promise<Record<never, never>>;
  /** The event with its versions, for whoever changes it. */
  eventVersions(): Promise<EventState>;
  /** Saves a version of the event, unless it contradicts records or another one came first. */
  changeEvent(change: EventChange, by: string): Promise<EventSaved>;

  /**
   * The code is valid for ten minutes, single use (in a take-over: once for each known station).
   * `expires`: UTC milliseconds. `not-found`: `replaces`.
   */
  createInvite(request: InviteRequest): Promise<{ code: string; expires: number }>;
  /** Name of the station that used this code; null if unused. */
  inviteUsedBy(code: string): Promise<string | null>;
  /**
   * `invite-unknown`, `invite-expired`, `invite-used`, `too-many-requests` (five wrong codes of one
   * address within a minute), `bad-signature` (proof), `not-allowed` (another mode, another
   * station's id, unknown to a take-over).
   *
   * @param address network address of the caller; callers without one are counted together
   */
  enrol(request: EnrolRequest, address?: string): Promise<EnrolAnswer>;
  /** The station with this token, revoked ones included; null if there is none. */
  stationOfToken(token: string): Promise<EnrolledStation | null>;
  listStations(): Promise<StationEntry[]>;
  /** `not-found`. */
  revokeStation(id: string): Promise<void>;

  /**
   * People of a file: known ones (by registration code) are merged, new ones added, nobody removed.
   * `source` is for the log.
   */
  importRoster(entries: readonly RosterEntry[], source: string): Promise<ImportResult>;
  /**
   * The same, signed by a desk. `revoked`, `not-allowed` (no desk), `epoch-changed`, `replayed`.
   */
  importRosterOf(station: EnrolledStation, request: RosterImportRequest): Promise<ImportResult>;
  /** Which photos of a desk the hub needs. `revoked`, `epoch-changed`. */
  offerPhotos(station: EnrolledStation, offer: PhotoOffer): Promise<PhotoOfferAnswer>;
  /**
   * Stores the photos that are newer than the hub's own, of delegates of its roster. `revoked`,
   * `epoch-changed`; `bad-request` for one that is no JPEG within the bounds.
   */
  sendPhotos(station: EnrolledStation, push: PhotoPush): Promise<PhotoPushAnswer>;
  /** `revoked`, `epoch-changed`, `cursor-too-old`; `not-allowed` for a kiosk. */
  pullPhotos(station: EnrolledStation, request: PhotoPull): Promise<PhotoPage>;
  /** Files that users of the organiser's page import. */
  readonly fileImports: FileImports;
  /** Changes by the administrator; `not-found`, `bad-request` for invalid values. */
  changeDelegate(
    id: string,
    change: Partial<Omit<Delegate, 'id' | 'registrationCode' | 'ticketHashes'>>,
  ): Promise<Delegate>;
  /** Leaves a tombstone in the stream. `not-found`. */
  deleteDelegate(id: string): Promise<void>;
  /** `not-found`, also if deleted. */
  delegate(id: string): Promise<Delegate>;
  /** By registration code; `after` is the last code of the previous page. Deleted ones left out. */
  listDelegates(page: { after: string | null; limit: number }): Promise<Delegate[]>;
  /** Complete delegates of a desk's replica, unchanged (take-over). Those known here stay. */
  seedRoster(delegates: readonly Delegate[]): Promise<ImportResult>;
  /**
   * Stations and operators of a desk's replica of the directory (take-over), known without tokens;
   * and keys of earlier hubs.
   */
  seedStations(
    stations: readonly DirectoryStation[],
    operators: readonly KnownOperator[],
    formerHubs: readonly string[],
  ): Promise<void>;
  /** Newest first. */
  rosterChanges(limit?: number): Promise<RosterChange[]>;
  /**
   * Drops tombstones from before this time (UTC milliseconds): stations that are further behind
   * read the whole roster again.
   */
  dropTombstones(before: number): Promise<number>;

  /** A new version, signed. `too-large` above 10,000 entries. */
  changeStopList(change: {
    add: readonly StopEntry[];
    remove: readonly StopEntry[];
  }): Promise<SignedStopList>;
  stopList(): Promise<SignedStopList | null>;

  duplicates(): Promise<Duplicate[]>;
  quarantine(limit?: number): Promise<QuarantinedItem[]>;
  overview(): Promise<HubOverview>;
  /**
   * A copy (SQLite) in a new file, encrypted like the store. `not-allowed`: the file exists, or
   * ({@link import('./backup.ts').backupByPostgres}) pg_dump must make it; `bad-request`: no file can be created there.
   */
  backup(file: string): Promise<void>;
  /** Recomputes every chain and every count. Empty if all is well. */
  checkAll(): Promise<Finding[]>;

  /** What the organiser's page shows. */
  organiser: OrganiserData;

  /** Outside systems: where the roster comes from, and where attendance is mirrored to. */
  readonly connectors: Connectors;

  /** Called after each commit of this process. Returns the function that ends it. */
  onChange(listener: (change: HubChange) => void): () => void;
}
