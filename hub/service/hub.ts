import type { KioskMode } from '../../domain/base/protocol.ts';
import type { Delegate, RegistrationStatus } from '../../domain/roster/delegate.ts';
import type { RosterEntry } from '../../domain/roster/roster-entry.ts';
import type { RosterImportRequest } from '../../domain/roster/roster-wire.ts';
import type { Directory, DirectoryKiosk, Orders } from '../../domain/sync/directory.ts';
import type { EnrolAnswer, EnrolRequest } from '../../domain/sync/enrolment.ts';
import type { ChainHead } from '../../domain/sync/events.ts';
import type { StickAnswer } from '../../domain/sync/stick.ts';
import type { SignedStopList, StopEntry } from '../../domain/sync/stop-list.ts';
import type {
  ChainAnswer,
  ChainRequest,
  EventPage,
  HandshakeAnswer,
  HandshakeRequest,
  PageEnd,
  PullRequest,
  PushAnswer,
  PushRequest,
  RosterPage,
} from '../../domain/sync/sync.ts';
import type { Connectors } from './connectors/entry.ts';
import type { HubDays } from './day-close/hub-days.ts';
import type { EnrolledKiosk } from './enrolled-kiosk.ts';
import type { HubTickets } from './hub-tickets.ts';
import type { HubJudging } from './judging/hub-judging.ts';
import type { OrganiserData } from './organiser/organiser-data.ts';
import type { HubPrivacy } from './purge/hub-privacy.ts';

export type { EnrolledKiosk };

export interface HubIdentity {
  hub: string;
  hubName: string;
  epoch: string;
  /** Raw Ed25519 public key (base64) that signs stop lists. */
  hubKey: string;
  eventFileHash: string;
  /** The event's file as imported, and its first secret (hex); `secret-renewed` facts follow it. */
  event: { id: string; file: unknown; secret: string };
}

/** What a check of the whole store found wrong; never personal data. */
export interface Finding {
  what: 'sequence' | 'chain' | 'count' | 'roster' | 'personal';
  detail: string;
}

/** What changed in the hub, sent after the commit. Sequence numbers: the last of their stream. */
export interface HubChange {
  roster?: number;
  events?: number;
  directory?: true;
  /** A station reports a change of its printers, camera or disk; other stations need not know. */
  health?: true;
  /** Personal data was deleted: drop any copy in memory. */
  purged?: true;
}

/** A station in the administrator's list. Times are UTC milliseconds of the hub. */
export interface KioskEntry {
  id: string;
  name: string;
  mode: KioskMode;
  state: EnrolledKiosk['state'];
  replacedBy: string | null;
  /** Null if it is known from another hub's directory and has not enrolled here. */
  enrolledAt: number | null;
  lastSeen: number | null;
  /** Hub's clock minus the station's, milliseconds. */
  clockOffset: number | null;
  /** Hash of its event file; null before its first handshake. */
  eventFile: string | null;
  version: string;
  /** Facts that the station had at its last handshake and the hub still lacks. */
  waiting: number;
  quarantined: number;
  /** It sent something that no genuine station of its mode sends. */
  oversteps: boolean;
  /** Every chain of this station, as far as the hub holds it. */
  chains: ChainHead[];
}

/** A desk's change to the roster, for the list of "who and when". */
export interface RosterChange {
  eventId: string;
  seq: number;
  kind: 'walk-in-registered' | 'spelling-corrected' | 'delegate-replaced';
  delegateId: string | null;
  kiosk: string;
  kioskName: string;
  operatorId: string | null;
  operatorName: string | null;
  /** UTC milliseconds of the desk's clock. */
  wall: number;
  /** What `domain/roster/roster-changes.ts` reads from this kind; null if missing or unreadable. */
  detail: unknown;
}

export interface AdmissionPlace {
  eventId: string;
  kiosk: string;
  kioskName: string;
  operatorId: string | null;
  operatorName: string | null;
  badgeSerial: string | null;
  wall: number;
}

/** A further admission of a delegate already admitted at this checkpoint on this day. */
export interface Duplicate {
  delegateId: string;
  checkpoint: string;
  localDay: string;
  /** The one that counts: first in the order of `compareFacts`. */
  first: AdmissionPlace;
  further: AdmissionPlace;
  /** Null until it is resolved. */
  resolved: {
    eventId: string;
    kioskName: string;
    operatorName: string | null;
    wall: number;
    note: string | null;
  } | null;
}

export const quarantineReasons = [
  /** Not JSON, or not the form of a fact; an unknown kind of fact. */
  'not-understood',
  /** The fact names another station, incarnation or number than its envelope, or a wrong id. */
  'other-envelope',
  /** A revoked or replaced station pushed it. Its chain was not changed. */
  'revoked',
  /** The personal payload does not fit the fact's commitment; the fact itself counts. */
  'wrong-commitment',
  /** The personal payload fits, but the roster cannot be changed as it says. */
  'roster-change',
  /** A station of this mode may not record this; the fact keeps its place and does not count. */
  'not-allowed',
  /** Two people ordered it to be disregarded. */
  'disregarded',
] as const;
export type QuarantineReason = (typeof quarantineReasons)[number];

export interface QuarantinedItem {
  id: string;
  kiosk: string;
  incarnation: number;
  kseq: number;
  pushedBy: string;
  reason: QuarantineReason;
  /** JSON text of the wire event as received. */
  raw: string;
  /** UTC milliseconds. */
  received: number;
}

export interface HubOverview {
  identity: Omit<HubIdentity, 'event' | 'eventFileHash'> & { eventId: string };
  streams: { roster: number; events: number };
  delegates: Record<RegistrationStatus, number>;
  /** Facts by kind, each id once. */
  facts: Record<string, number>;
  quarantined: number;
  kiosks: KioskEntry[];
  stopListVersion: number | null;
}

export interface ImportResult {
  added: number;
  changed: number;
}

export interface InviteRequest {
  mode: KioskMode | null;
  /** The name that the hub assigns; if empty, the station's own name is used. */
  name: string;
  /** The station that the new one replaces. */
  replaces: string | null;
  /** For stations known from the previous hub's directory; any number of them may use it. */
  takeover: boolean;
}

/** Rows of a page as NDJSON lines without the last one (`end`): each line ends with a line feed. */
export interface PageLines {
  lines: string;
  end: PageEnd;
}

/** Detail of the problem when only PostgreSQL's own program can make the backup. */
export const backupByPostgres = 'pg_dump';

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
  importStick(file: Uint8Array, carrier: EnrolledKiosk | null): Promise<StickAnswer>;
  /** `revoked`; `bad-request` for another event. */
  handshake(kiosk: EnrolledKiosk, request: HandshakeRequest): Promise<HandshakeAnswer>;
  /**
   * `revoked`, `epoch-changed`, `replayed`, `bad-signature`; with the hub's head also
   * `out-of-order` and `chain-differs`.
   */
  push(kiosk: EnrolledKiosk, request: PushRequest): Promise<PushAnswer>;
  /** Notes that the station's push was refused: over its quota. The organiser is notified. */
  noteRefused(kiosk: EnrolledKiosk, error: unknown): void;
  /** `revoked`, `epoch-changed`, `cursor-too-old`. Only the data that the station's mode needs. */
  pullRoster(kiosk: EnrolledKiosk, request: PullRequest): Promise<RosterPage>;
  /** The same page, ready to send. */
  pullRosterLines(kiosk: EnrolledKiosk, request: PullRequest): Promise<PageLines>;
  /** As `pullRoster`. Only desks receive personal payloads. */
  pullEvents(kiosk: EnrolledKiosk, request: PullRequest): Promise<EventPage>;
  pullEventsLines(kiosk: EnrolledKiosk, request: PullRequest): Promise<PageLines>;
  /** Newest first. `revoked`. */
  chain(kiosk: EnrolledKiosk, request: ChainRequest): Promise<ChainAnswer>;
  /** `revoked`. */
  orders(kiosk: EnrolledKiosk): Promise<Orders>;
  /** `revoked`. */
  directory(kiosk: EnrolledKiosk): Promise<Directory>;

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
  kioskOfToken(token: string): Promise<EnrolledKiosk | null>;
  listKiosks(): Promise<KioskEntry[]>;
  /** `not-found`. */
  revokeKiosk(id: string): Promise<void>;

  /**
   * People of a file: known ones (by registration code) are merged, new ones added, nobody removed.
   * `source` is for the log.
   */
  importRoster(entries: readonly RosterEntry[], source: string): Promise<ImportResult>;
  /**
   * The same, signed by a desk. `revoked`, `not-allowed` (no desk), `epoch-changed`, `replayed`.
   */
  importRosterOf(kiosk: EnrolledKiosk, request: RosterImportRequest): Promise<ImportResult>;
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
  seedKiosks(
    kiosks: readonly DirectoryKiosk[],
    operators: readonly { id: string; name: string }[],
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
   * ({@link backupByPostgres}) pg_dump must make it; `bad-request`: no file can be created there.
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
