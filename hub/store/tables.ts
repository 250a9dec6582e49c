import type { Generated, Kysely } from 'kysely';
import type { StationMode, Stream } from '../../domain/base/protocol.ts';
import type { OperatorRole } from '../../domain/operators/rights.ts';
import type {
  AccountSessionTable,
  AccountTable,
  ApprovalTable,
  AuditTable,
  KnownBrowserTable,
  RecoveryCodeTable,
} from './account-tables.ts';
import type {
  ConnectorParkedTable,
  ConnectorPersonTable,
  ConnectorTable,
} from './connector-tables.ts';
import type {
  PersonRequestTable,
  PurgeConfirmationTable,
  PurgeTable,
  RetentionTable,
  StationPullTable,
  WrittenFileTable,
} from './purge-tables.ts';

/** The tables of a hub (form: `schema/`). Times are UTC milliseconds, truth values 0 or 1. */
export interface HubTables {
  hub: HubTable;
  stream: StreamTable;
  station: StationTable;
  invite: InviteTable;
  chain: ChainTable;
  chain_said: ChainSaidTable;
  attendance_event: AttendanceEventTable;
  personal: PersonalTable;
  streamed_place: StreamedPlaceTable;
  event_version: EventVersionTable;
  former_hub: FormerHubTable;
  seeded_change: SeededChangeTable;
  quarantine: QuarantineTable;
  delegate: DelegateTable;
  photo: PhotoTable;
  operator: OperatorTable;
  station_health: StationHealthTable;
  stop_list: StopListTable;
  day_report: DayReportTable;
  day_call: DayCallTable;
  retention: RetentionTable;
  person_request: PersonRequestTable;
  purge: PurgeTable;
  purge_confirmation: PurgeConfirmationTable;
  written_file: WrittenFileTable;
  station_pull: StationPullTable;
  connector: ConnectorTable;
  connector_person: ConnectorPersonTable;
  connector_parked: ConnectorParkedTable;
  account: AccountTable;
  account_session: AccountSessionTable;
  recovery_code: RecoveryCodeTable;
  known_browser: KnownBrowserTable;
  audit: AuditTable;
  approval: ApprovalTable;
}

/** A connection to the store, or a transaction on it. */
export type HubDatabase = Kysely<HubTables>;

export interface HubTable {
  single: number;
  id: string;
  name: string;
  epoch: string;
  /** Raw Ed25519 public key, base64; the private one is PKCS #8 DER, base64. */
  public_key: string;
  private_key: string;
  event_id: string;
  /** JSON text of the event's file. */
  event_file: string;
  /** Counted from 1. */
  event_version: number;
  /** JSON of the ids of replaced versions, and its own id (domain/event/event-version.ts). */
  event_replaces: string;
  event_version_id: string;
  /** Hex, 32 bytes. */
  event_secret: string;
  /** Private key of the event's signed tickets (PKCS #8 DER, base64); null: kept elsewhere. */
  ticket_key: string | null;
  directory_version: number;
  /** Changes with each version of the directory. */
  directory_mark: string;
}

export interface EventVersionTable {
  id: string;
  version: number;
  /** JSON text. */
  file: string;
  /** JSON text: the ids of the versions that it replaces. */
  replaces: string;
}

export interface StreamTable {
  name: Stream;
  /** The last sequence number assigned. */
  seq: number;
  /** Cursors before this one have missed what is no longer kept; 0 is always valid. */
  kept_from: number;
  /** 1 if it contains an order on records. */
  has_orders: Generated<number>;
}

export interface StationTable {
  id: string;
  name: string;
  mode: StationMode;
  public_key: string;
  /** Signature of the hub that enrolled it (`domain/station/station-certificate.ts`), base64. */
  certificate: string;
  /** When it first joined the event, at any hub, as stated in its certificate. */
  joined_at: number;
  /** Hex SHA-256 of the bearer token. */
  token_hash: string | null;
  state: 'enrolled' | 'revoked' | 'replaced';
  replaced_by: string | null;
  enrolled_at: number | null;
  last_seen: number | null;
  last_request: number;
  clock_offset: number | null;
  /** Hash of the event file that it uses, as last reported. */
  event_file: string | null;
  /** Its version, as this hub knows that file; null if it never knew it. */
  event_version: number | null;
  version: string;
  /** The station's own chain as last reported. */
  own_incarnation: number;
  own_kseq: number;
}

export interface InviteTable {
  code_hash: string;
  mode: StationMode | null;
  name: string;
  replaces: string | null;
  takeover: number;
  expires: number;
  used_by: string | null;
}

export interface ChainTable {
  station: string;
  incarnation: number;
  last_kseq: number;
  hash: string;
  /** Effective clock of the last readable fact (`domain/ledger/hlc.ts`); null before the first. */
  effective: string | null;
}

/** The length of a chain of which the hub holds less, as its station or a desk reported it. */
export interface ChainSaidTable {
  station: string;
  incarnation: number;
  last_kseq: number;
}

/** A link of a chain. Links that were not understood have only place, hash and body here. */
export interface AttendanceEventTable {
  station: string;
  incarnation: number;
  kseq: number;
  hash: string;
  body: string;
  id: string | null;
  /** The id of a readable fact that does not count. */
  silent_id: string | null;
  event_id: string | null;
  type: string | null;
  delegate_id: string | null;
  checkpoint: string | null;
  target_id: string | null;
  operator_id: string | null;
  local_day: string | null;
  badge_serial: string | null;
  hlc: string | null;
  /** Its sort key in the order of facts (`domain/ledger/hlc.ts`). */
  effective: string | null;
  wall: number | null;
  commitment: string | null;
  /** Number in the stream as a fact; null if already streamed (chained again) or quarantined. */
  seq: number | null;
  /** The station that brought another station's fact. */
  relayed_by: string | null;
  received: number;
  /** Author's base64 Ed25519 of `headText` (domain/ledger/signed-head.ts); null for most links. */
  signature: string | null;
  /** When the first hub received the signed link, and its base64 Ed25519 of `receiptText`. */
  first_received: number | null;
  receipt: string | null;
}

/** A number of the stream for anything other than a new fact. */
export interface StreamedPlaceTable {
  seq: number;
  station: string;
  incarnation: number;
  kseq: number;
}

export interface SeededChangeTable {
  id: string;
}

export interface FormerHubTable {
  public_key: string;
  /** Id of the desk that named it; '' for a hub that the desk which took over belonged to. */
  named_by: string;
}

export interface PersonalTable {
  event_id: string;
  salt: string;
  payload: string;
}

export interface QuarantineTable {
  id: string;
  station: string;
  incarnation: number;
  kseq: number;
  hash: string;
  pushed_by: string;
  reason: string;
  /** JSON text of the wire event, which can hold any text. */
  raw: string;
  /** Characters of `raw` as received: counted without reading it. */
  size: number;
  received: number;
}

export interface DelegateTable {
  id: string;
  /** Registration code in lower case (ASCII). */
  registration_key: string;
  status: string;
  /** JSON text of the delegate (`delegateText`); kept after deletion: an import may restore it. */
  data: string;
  /**
   * JSON text: the values of lists and administrators in the fields that desks changed. Null if
   * only a desk added the person.
   */
  basis: string | null;
  deleted: number;
  seq: number;
  changed_at: number;
}

/** The newest photo of a delegate: JPEG in base64; null if it was removed. */
export interface PhotoTable {
  delegate_id: string;
  sha256: string | null;
  picture: string | null;
  taken: number;
  /** Digest of its place in an outside system; null for one that a desk took or removed. */
  origin: string | null;
  seq: number;
}

export interface OperatorTable {
  id: string;
  name: string;
  /** Null if a take-over brought only the name. */
  role: OperatorRole | null;
  /**
   * The desk that created the operator; only it changes name and role. Null: the next desk that
   * does.
   */
  vouched_by: string | null;
  /** 1: created by one person only. Not listed until a second person or an organiser confirms. */
  waiting: number;
  /** 0: a desk deactivated the operator permanently. */
  active: number;
}

/** The health that a station last reported; missing if it never did. */
export interface StationHealthTable {
  station: string;
  /** JSON text of the health. */
  health: string;
  heard: number;
}

export interface StopListTable {
  single: number;
  /** JSON text of the signed list. */
  signed: string;
}

export interface DayReportTable {
  number: number;
  day: string;
  revision: number;
  hash: string;
  /** The last number of the stream of facts. */
  events_seq: number;
  issued_at: number;
  station: string | null;
  operator_id: string | null;
  signed: string;
}

/** The day that stations are asked to close. */
export interface DayCallTable {
  single: number;
  day: string;
  called_at: number;
}
