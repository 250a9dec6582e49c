import type { ConnectorSettings } from '../../../connectors/settings.ts';

/** Something that could not be taken or sent, and waits for somebody. */
export interface ParkedItem {
  kind: 'person' | 'fact';
  /** An outside id or a line of a file; the id of a fact. Never a name. */
  id: string;
  reason: string;
  /** UTC milliseconds. */
  parkedAt: number;
}

/** Where one connector stands, for its administrator. Times are UTC milliseconds of the hub. */
export interface ConnectorEntry {
  name: string;
  /** It reads or sends at this moment. */
  running: boolean;
  kind: ConnectorSettings['kind'];
  /** Registrations that the other side has at the moment. */
  people: number;
  pulledAt: number | null;
  /** Why the last reading failed; null where it did not. */
  pullError: string | null;
  /** Null for one that mirrors nothing. */
  sending: {
    /** Facts of the stream that were not looked at yet. */
    waiting: number;
    pushedAt: number | null;
    pushError: string | null;
  } | null;
  /** Other side's clock minus the hub's, milliseconds. */
  clockOffset: number | null;
  parkedCount: number;
  /** The newest of them. */
  parked: ParkedItem[];
}

/** How a connector is run by hand. */
export interface RunRequest {
  /** Reads everything anew and sends again what is parked. */
  again: boolean;
  /** Takes it that many are gone at once. */
  acceptVanished: boolean;
}

/** Connectors to outside systems. Calls throw HubProblem as those of `Hub`. */
export interface Connectors {
  list(): Promise<ConnectorEntry[]>;
  /** `not-allowed` if there is one of that name. */
  add(settings: ConnectorSettings): Promise<void>;
  /** Forgets cursor, outside ids and what is parked; the delegates stay. `not-found`. */
  remove(name: string): Promise<void>;
  /** Reads and sends now, whatever is due. `not-found`. What fails is in the entry. */
  run(name: string, request: RunRequest): Promise<ConnectorEntry>;
  /** Begins what `run` does and does not wait for it. `not-found`. */
  begin(name: string, request: RunRequest): Promise<void>;
  /** Runs them whenever they are due, until the function that it gives is called and has ended. */
  start(): () => Promise<void>;
}
