import type { Delegate, RegistrationStatus } from '../../domain/delegate.ts';
import type { RosterEntry } from '../../domain/roster-entry.ts';
import type { Directory, DirectoryKiosk, Orders } from '../../domain/wire/directory.ts';
import type { EnrolAnswer, EnrolRequest } from '../../domain/wire/enrolment.ts';
import type { ChainHead } from '../../domain/wire/events.ts';
import type { KioskMode } from '../../domain/wire/protocol.ts';
import type { RosterImportRequest } from '../../domain/wire/roster.ts';
import type { StickAnswer } from '../../domain/wire/stick.ts';
import type { SignedStopList, StopEntry } from '../../domain/wire/stop-list.ts';
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
} from '../../domain/wire/sync.ts';
import type { Connectors } from './connectors/entry.ts';
import type { HubDays } from './day-close/hub-days.ts';
import type { EnrolledKiosk } from './enrolled-kiosk.ts';
import type { Finding } from './finding.ts';
import type { HubJudging } from './judging/hub-judging.ts';
import type { OrganiserData } from './organiser/organiser-data.ts';
import type { HubPrivacy } from './purge/hub-privacy.ts';

export type { EnrolledKiosk, Finding };

export interface HubIdentity {
  hub: string;
  hubName: string;
  epoch: string;
  /** Raw Ed25519 public key (base64) that signs stop lists. */
  hubKey: string;
  eventFileHash: string;
  /** The event's file as it was given, and its secret (hex). */
  event: { id: string; file: unknown; secret: string };
}

/** What became of the hub's content, said after the commit. Sequence numbers are the last of their stream. */
export interface HubChange {
  roster?: number;
  events?: number;
  directory?: true;
  /** A station says otherwise of its printers, camera or disk; no kiosk needs to know. */
  health?: true;
  /** Personal data is deleted: whoever holds some in memory lets go of it. */
  purged?: true;
}

/** A kiosk in the administrator's list. Times are UTC milliseconds of the hub. */
export interface KioskEntry {
  id: string;
  name: string;
  mode: KioskMode;
  state: EnrolledKiosk['state'];
  replacedBy: string | null;
  /** Null for one that is known from another hub's directory and has not enrolled here. */
  enrolledAt: number | null;
  lastSeen: number | null;
  /** Hub's clock minus the kiosk's, milliseconds. */
  clockOffset: number | null;
  /** Hash of its event file; null before its first handshake. */
  eventFile: string | null;
  version: string;
  /** Facts that the kiosk held at its last handshake and the hub still lacks. */
  waiting: number;
  quarantined: number;
  /** It sent what no station of its mode sends by itself. */
  oversteps: boolean;
  /** Every chain of this kiosk, as far as the hub holds it. */
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
  /** What `domain/roster-changes.ts` says of this kind; null where the hub lacks it or cannot read it. */
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

/** An admission that stands beside an earlier one of the same delegate, checkpoint and day. */
export interface Duplicate {
  delegateId: string;
  checkpoint: string;
  localDay: string;
  /** The one that counts: first in the order of `compareFacts`. */
  first: AdmissionPlace;
  further: AdmissionPlace;
  /** Null while nobody has looked into it. */
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
  /** The fact says another kiosk, incarnation or number than its envelope, or bears an id that is not its own. */
  'other-envelope',
  /** A revoked or replaced kiosk pushed it. Its chain was not touched. */
  'revoked',
  /** The personal payload does not fit the fact's commitment; the fact itself stands. */
  'wrong-commitment',
  /** The personal payload fits, but the change to the roster that it should hold cannot be made. */
  'roster-change',
  /** A station of this mode does not say such things; the fact keeps its place and counts nowhere. */
  'not-allowed',
  /** Two persons took its word. */
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
  /** JSON text of the wire event as it came. */
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
  /** The name that the hub gives; empty takes the one that the kiosk says. */
  name: string;
  /** The kiosk that the new one stands in for. */
  replaces: string | null;
  /** For kiosks that the hub knows already from the directory of the hub before it; any number of them. */
  takeover: boolean;
}

/** Rows of a page as NDJSON lines without the last one (`end`): each line ends with a line feed. */
export interface PageLines {
  lines: string;
  end: PageEnd;
}

/** Detail of the problem of a backup that PostgreSQL's own program must make. */
export const backupByPostgres = 'pg_dump';

/**
 * The hub's truth. Inputs are parsed already (domain/wire), tokens and signatures checked by the server.
 * Every call throws HubProblem: `busy` while the store cannot be written (nothing half written), and what
 * each says besides. Nothing is cached that another process may change.
 */
export interface Hub extends HubDays {
  identity(): HubIdentity;
  /** Retention, purge, access requests, lost kiosks. */
  readonly privacy: HubPrivacy;
  /** Orders of two persons: to disregard records of a station, or to release them from quarantine. */
  readonly judging: HubJudging;

  /**
   * The facts of a kiosk from a file (domain/wire/stick.ts), by whoever brings it: a desk (`revoked`), or null
   * for the administrator. Whatever is wrong with the file is in the answer.
   */
  importStick(file: Uint8Array, carrier: EnrolledKiosk | null): Promise<StickAnswer>;
  /** `revoked`; `bad-request` for another event. */
  handshake(kiosk: EnrolledKiosk, request: HandshakeRequest): Promise<HandshakeAnswer>;
  /**
   * `epoch-changed`, `replayed`, `out-of-order`, `chain-differs` (the last two with the hub's head).
   * A revoked kiosk gets an answer like any other; what it pushed lies in quarantine.
   */
  push(kiosk: EnrolledKiosk, request: PushRequest): Promise<PushAnswer>;
  /** `revoked`, `epoch-changed`, `cursor-too-old`. Least data of the kiosk's mode. */
  pullRoster(kiosk: EnrolledKiosk, request: PullRequest): Promise<RosterPage>;
  /** The same page ready to be sent. */
  pullRosterLines(kiosk: EnrolledKiosk, request: PullRequest): Promise<PageLines>;
  /** As `pullRoster`. Personal payloads go to desks only. */
  pullEvents(kiosk: EnrolledKiosk, request: PullRequest): Promise<EventPage>;
  pullEventsLines(kiosk: EnrolledKiosk, request: PullRequest): Promise<PageLines>;
  /** Newest first. `revoked`. */
  chain(kiosk: EnrolledKiosk, request: ChainRequest): Promise<ChainAnswer>;
  /** `revoked`. */
  orders(kiosk: EnrolledKiosk): Promise<Orders>;
  /** `revoked`. */
  directory(kiosk: EnrolledKiosk): Promise<Directory>;

  /** The code is good for ten minutes, once (a takeover's: for every known kiosk). `expires`: UTC milliseconds. `not-found`: `replaces`. */
  createInvite(request: InviteRequest): Promise<{ code: string; expires: number }>;
  /** Name of the station that used this code; null while none did. */
  inviteUsedBy(code: string): Promise<string | null>;
  /**
   * `invite-unknown`, `invite-expired`, `invite-used`, `too-many-requests` (five wrong codes of one address
   * within a minute), `bad-signature` (proof), `not-allowed` (another mode, somebody else's kiosk id, unknown
   * to a takeover).
   *
   * @param address where it came from on the network; callers that give none are counted together
   */
  enrol(request: EnrolRequest, address?: string): Promise<EnrolAnswer>;
  /** Whose token it is, revoked ones too; null for nobody's. */
  kioskOfToken(token: string): Promise<EnrolledKiosk | null>;
  listKiosks(): Promise<KioskEntry[]>;
  /** `not-found`. */
  revokeKiosk(id: string): Promise<void>;

  /** People of a file: known ones (by registration code) merged, new ones added, nobody removed. `source` is for the log. */
  importRoster(entries: readonly RosterEntry[], source: string): Promise<ImportResult>;
  /** The same, signed and numbered by a desk. `revoked`, `not-allowed` (no desk), `epoch-changed`, `replayed`. */
  importRosterOf(kiosk: EnrolledKiosk, request: RosterImportRequest): Promise<ImportResult>;
  /** Changes of the administrator; `not-found`, `bad-request` for values that are none. */
  changeDelegate(
    id: string,
    change: Partial<Omit<Delegate, 'id' | 'registrationCode' | 'ticketHashes'>>,
  ): Promise<Delegate>;
  /** New ticket codes; the ones before are refused as replaced. `not-found`, `not-allowed` (`renewals`: 20 at most). */
  renewTickets(ids: readonly string[]): Promise<Delegate[]>;
  /** Leaves a tombstone in the stream. `not-found`. */
  deleteDelegate(id: string): Promise<void>;
  /** `not-found`; deleted ones too. */
  delegate(id: string): Promise<Delegate>;
  /** By registration code; `after` is the last code of the page before. Deleted ones left out. */
  listDelegates(page: { after: string | null; limit: number }): Promise<Delegate[]>;
  /** Whole delegates of a desk's replica, as they are (take-over). Those who are here already stay. */
  seedRoster(delegates: readonly Delegate[]): Promise<ImportResult>;
  /** Kiosks and operators of a desk's replica of the directory (take-over): known, without tokens. And keys of earlier hubs. */
  seedKiosks(
    kiosks: readonly DirectoryKiosk[],
    operators: readonly { id: string; name: string }[],
    formerHubs: readonly string[],
  ): Promise<void>;
  /** Newest first. */
  rosterChanges(limit?: number): Promise<RosterChange[]>;
  /** Forgets who was deleted before this time (UTC milliseconds): kiosks that are further behind read all anew. */
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
   * A copy (SQLite) in a new file, encrypted as the store is. `not-allowed`: the file is there, or
   * ({@link backupByPostgres}) pg_dump is the program for it; `bad-request`: no file can be made there.
   */
  backup(file: string): Promise<void>;
  /** Recomputes every chain and every count. Empty: all is well. */
  checkAll(): Promise<Finding[]>;

  /** What the organiser's page shows. */
  organiser: OrganiserData;

  /** Outside systems: where the roster comes from, and where attendance is mirrored to. */
  readonly connectors: Connectors;

  /** Called after each commit of this process. Returns the function that ends it. */
  onChange(listener: (change: HubChange) => void): () => void;
}
