import type { ReadableDatabase } from '../../db/types.ts';
import type { Delegate } from '../../domain/delegate.ts';
import type { KioskMode } from '../../domain/wire/protocol.ts';
import type { HubFacts } from './hub-facts.ts';

/** What all disks hold at the end of a run, simulated (test/sim) or of real processes (test/chaos). */
export interface EndState {
  hub: HubFacts;
  /** As the hub lists them. */
  roster: readonly Delegate[];
  /** `first further` for each further admission that the hub lists, ids. */
  duplicates: readonly string[];
  kiosks: readonly EndKiosk[];
  /** What was committed anywhere: each fact as if it stood at the beginning of a chain, by id. */
  written: ReadonlyMap<string, string>;
  /** Whether every desk has read the payloads that others gave the hub. */
  arePayloadsKnown: boolean;
}

export interface EndKiosk {
  name: string;
  mode: KioskMode;
  db: ReadableDatabase;
  isRevoked: boolean;
}
