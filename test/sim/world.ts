import type { EventChange } from '../../domain/organiser/event.ts';
import type { SigningKeys } from '../../platform/crypto/ed25519.ts';
import type { Coverage } from './coverage.ts';
import { FactBook } from './fact-book.ts';
import type { HostileStation } from './hostile.ts';
import type { HubMachine, Seeded } from './hub-machine.ts';
import { HubRecord } from './hub-record.ts';
import { type Machine, stationOf } from './machine.ts';
import type { Letter } from './network.ts';
import type { NewerStation } from './newer-station.ts';
import { firstMorning, registered } from './people.ts';
import { LostHub } from './promises.ts';
import type { Random } from './random.ts';

export interface World {
  random: Random;
  coverage: Coverage;
  /** UTC milliseconds. */
  now: number;
  machines: Machine[];
  /** A station of a later version, which writes facts that this version does not know. */
  newer: NewerStation;
  /** A stolen kiosk and a stolen door, with genuine keys. */
  hostile: HostileStation[];
  hub: HubMachine;
  record: HubRecord;
  book: FactBook;
  /** Ids of everyone who was ever in a roster. */
  people: string[];
  /** Requests that the network has not delivered yet; their senders no longer wait. */
  late: Letter[];
  /** Keys by station id; clones share them with the disk. */
  keys: Map<string, SigningKeys>;
  /** Number of machines so far, for their names. */
  born: number;
  /** Ids of people whom the organiser changed at a hub. */
  organised: Set<string>;
  /** Ids of people whom a later file named. */
  imported: Set<string>;
  /**
   * The roster rows that the last hub began with if it took over. No list has changed them since.
   */
  seeded: Map<string, Seeded>;
  /** What two editors of the event have open: the version that each began with. */
  editors: (EventChange | null)[];
  /**
   * How often the hub was put back to a backup, and how often without the command that starts a new
   * epoch.
   */
  restores: number;
  silentRestores: number;
  /** Facts that were only on a disk that is lost. */
  excused: number;
  /** What lost hubs had said, and who can prove it. */
  lostHub: LostHub;
  /** Stations that had more than one disk, or went back to an earlier one. */
  doubled: Set<string>;
}

export function newWorld(
  parts: Pick<World, 'random' | 'coverage' | 'machines' | 'newer' | 'hostile' | 'hub' | 'keys'>,
): World {
  return {
    ...parts,
    now: firstMorning,
    record: new HubRecord(),
    book: new FactBook(),
    people: registered.map(({ id }) => id),
    late: [],
    born: parts.machines.length,
    organised: new Set(),
    imported: new Set(),
    seeded: new Map(),
    editors: [null, null],
    restores: 0,
    silentRestores: 0,
    excused: 0,
    lostHub: new LostHub(),
    doubled: new Set(),
  };
}

/** Runs an action that may write facts at a machine, and adds those to the book. */
export function noting<T>(world: World, machine: Machine, action: () => T): T {
  const before = stationOf(machine);
  try {
    return action();
  } finally {
    // Even after a power cut: what was committed before it is a fact.
    machine.disk.start();
    world.book.note(machine.disk.db, before);
  }
}
