import type { WritableDatabase } from '../../db/types.ts';
import type { Crypto } from '../../domain/crypto.ts';
import type { LocalDay } from '../../domain/event-file.ts';
import type { KioskHealth } from '../../domain/wire/kiosk-health.ts';
import type { KioskMode } from '../../domain/wire/protocol.ts';
import type { HubPort } from './hub-port.ts';

/** What a sync changed in the store; only what is true is named. */
export interface SyncChange {
  roster?: true;
  facts?: true;
  directory?: true;
  /** What the hub finds by comparing stations: event files that differ, its own clock in doubt. */
  stations?: true;
}

/** How far a long pull is, in rows of its stream. */
export interface PullProgress {
  done: number;
  total: number;
}

/** What the engine works with. It has no timer, thread or global of its own: everything comes in here. */
export interface SyncParts {
  /** A connection of the engine's own, or one that nobody else writes with between its awaits. */
  db: WritableDatabase;
  hub: HubPort;
  /** `fileHash`: domain/event-file-hash.ts. */
  event: { id: string; fileHash: string };
  /** UTC milliseconds. */
  clock: () => number;
  /** Milliseconds that only rise; for round trips and the length of transactions. */
  monotonic: () => number;
  mode: KioskMode;
  /** What the kiosk says of itself in each handshake. */
  describe: () => {
    name: string;
    version: string;
    operators: readonly { id: string; name: string }[];
    /** Left out while the station has not said anything yet. */
    health?: KioskHealth;
  };
  crypto: Crypto;
  /** The hub asks the kiosks to close this day: writes the close at the end of the own chain unless it is closed. */
  closeDay?: (day: LocalDay) => void;
  /** After each commit that changed something. */
  onChange: (what: SyncChange) => void;
  /** During a long pull; null at its end. */
  onProgress: (progress: PullProgress | null) => void;
  /** Between two transactions of one page: whoever waits for the store writes now. */
  breathe: () => Promise<void>;
}

/** What one sync did. */
export interface SyncOutcome {
  /** Facts of the own chain that the hub took or had already. */
  pushed: number;
  /** Facts of other chains that the hub had lost. */
  relayed: number;
  /** Facts and delegates that came from the hub. */
  facts: number;
  delegates: number;
  /** True where the own chain goes on in a new incarnation: the disk was cloned or rolled back. */
  rechained: boolean;
  /** True where the hub was restored or replaced since the last sync. */
  newEpoch: boolean;
  /** Facts whose clock was too far ahead to be followed. */
  drifting: number;
  /** Hub's clock minus this station's, milliseconds. */
  clockOffset: number;
}
