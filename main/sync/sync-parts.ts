import type { WritableDatabase } from '../../db/base/types.ts';
import type { Crypto } from '../../domain/base/crypto.ts';
import type { StationMode } from '../../domain/base/protocol.ts';
import type { LocalDay } from '../../domain/event/event-file.ts';
import type { ReportedHealth } from '../../domain/sync/reported-health.ts';
import type { HandshakeRequest } from '../../domain/sync/sync.ts';
import type { HubPort } from '../hub-client/hub-port.ts';

/** What a sync changed in the store; only true fields are present. */
export interface SyncChange {
  roster?: true;
  facts?: true;
  photos?: true;
  directory?: true;
  /** A newer version of the event is in the store. */
  event?: true;
  /**
   * The hub's findings from comparing stations: event files that differ, its own clock in doubt.
   */
  stations?: true;
}

/** How far a long pull is, in rows of its stream. */
export interface PullProgress {
  done: number;
  total: number;
}

/** What the engine needs. It has no timer, thread or global: everything is passed in here. */
export interface SyncParts {
  /** The engine's own connection, or one that nothing else writes to between its awaits. */
  db: WritableDatabase;
  hub: HubPort;
  /** `fileHash`: domain/event/event-file.ts. The engine renews it with the file. */
  event: { id: string; fileHash: string };
  /** UTC milliseconds. */
  clock: () => number;
  /** Monotonic milliseconds, for round trips and the length of transactions. */
  monotonic: () => number;
  mode: StationMode;
  /** What the station reports about itself in each handshake. */
  describe: () => {
    name: string;
    version: string;
    operators: HandshakeRequest['operators'];
    /** Left out while the station has not reported anything yet. */
    health?: ReportedHealth;
  };
  crypto: Crypto;
  /** Signs a text with the station's key: Ed25519, base64. */
  sign: (text: string) => string;
  /** The hub asks for the close of this day: writes it at the own chain's end, unless closed. */
  closeDay?: (day: LocalDay) => void;
  /** After each commit that changed something. */
  onChange: (what: SyncChange) => void;
  /** During a long pull; null at its end. */
  onProgress: (progress: PullProgress | null) => void;
  /** Between two transactions of one page: lets others write to the store. */
  breathe: () => Promise<void>;
}

export interface SyncOutcome {
  /** Facts of the own chain that the hub took or had already. */
  pushed: number;
  /** Facts of other chains that the hub had lost. */
  relayed: number;
  /** Facts and delegates that came from the hub. */
  facts: number;
  delegates: number;
  /** True if the own chain continues in a new incarnation: disk cloned or rolled back. */
  rechained: boolean;
  /** True where the hub was restored or replaced since the last sync. */
  newEpoch: boolean;
  /** Facts with clocks too far ahead to be followed. */
  drifting: number;
  /** Hub's clock minus this station's, milliseconds. */
  clockOffset: number;
}
