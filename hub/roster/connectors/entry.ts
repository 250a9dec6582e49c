import type { ConnectorSettings } from '../../connectors/settings.ts';

/** An item that could not be imported or sent, and needs attention. */
export interface ParkedItem {
  kind: 'person' | 'fact';
  /** An outside id or a line of a file; the id of a fact. Never a name. */
  id: string;
  reason: string;
  /** UTC milliseconds. */
  parkedAt: number;
}

/** State of one connector, for its administrator. Times are UTC milliseconds of the hub. */
export interface ConnectorEntry {
  name: string;
  running: boolean;
  kind: ConnectorSettings['kind'];
  /** Registrations that the other side has at the moment. */
  people: number;
  pulledAt: number | null;
  /** Why the last reading failed; null if it succeeded. */
  pullError: string | null;
  /** Null for a connector that sends no attendance. */
  sending: {
    /** Facts of the stream that were not processed yet. */
    waiting: number;
    pushedAt: number | null;
    pushError: string | null;
  } | null;
  /** Other side's clock minus the hub's, milliseconds. */
  clockOffset: number | null;
  parkedCount: number;
  /** The newest ones. */
  parked: ParkedItem[];
}

/** Options for a run started by an administrator. */
export interface RunRequest {
  /** Reads everything again, and sends parked items again. */
  again: boolean;
  /** Accepts that many people have vanished at once. */
  acceptVanished: boolean;
}

/** Connectors to outside systems. Calls throw HubProblem as those of `Hub`. */
export interface Connectors {
  list(): Promise<ConnectorEntry[]>;
  /** `not-allowed` if the name is taken. */
  add(settings: ConnectorSettings): Promise<void>;
  /** Drops its cursor, outside ids and parked items; the delegates stay. `not-found`. */
  remove(name: string): Promise<void>;
  /** Reads and sends now, due or not. `not-found`. The entry shows failures. */
  run(name: string, request: RunRequest): Promise<ConnectorEntry>;
  /** Starts what `run` does, without waiting for it. `not-found`. */
  begin(name: string, request: RunRequest): Promise<void>;
  /**
   * Runs connectors whenever they are due. Stops once the returned function is called and has
   * ended.
   */
  start(): () => Promise<void>;
}
