import type { SigningKeys } from '../../crypto/ed25519.ts';
import type { EventChange } from '../../domain/hub-hosting/organiser-event.ts';
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

/** Everything that there is in one schedule. */
export interface World {
  random: Random;
  coverage: Coverage;
  /** UTC milliseconds. */
  now: number;
  machines: Machine[];
  /** A station of a later version, which writes what this version does not know. */
  newer: NewerStation;
  /** A kiosk and a door in foreign hands, with genuine keys. */
  hostile: HostileStation[];
  hub: HubMachine;
  record: HubRecord;
  book: FactBook;
  /** Ids of everybody who was ever in somebody's roster. */
  people: string[];
  /** Requests that the network has not delivered yet; their senders have given up waiting. */
  late: Letter[];
  /** Keys of each station id; clones share them, as they share the disk. */
  keys: Map<string, SigningKeys>;
  /** Machines that ever were, for their names. */
  born: number;
  /** Ids of those whom the organiser changed at a hub. */
  organised: Set<string>;
  /** Ids of those whom a later file named. */
  imported: Set<string>;
  /** What the last hub began with, if it took over: nobody's row here was changed by a list since. */
  seeded: Map<string, Seeded>;
  /** What two editors of the event have before them: the version that each began with. */
  editors: (EventChange | null)[];
  /** How often the hub was put back to a backup, and how often without the command that makes it another epoch. */
  restores: number;
  silentRestores: number;
  /** Facts that were only on a disk that is no more. */
  excused: number;
  /** What hubs that are gone had said, and who can prove it. */
  lostHub: LostHub;
  /** Stations of which there was more than one disk, or an earlier one. */
  doubled: Set<string>;
}

/** A world before its first step. */
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

/** Runs something that may write facts at a machine, and writes those into the book. */
export function noting<T>(world: World, machine: Machine, action: () => T): T {
  const before = stationOf(machine);
  try {
    return action();
  } finally {
    // Also after a power cut: what was committed before it is a fact.
    machine.disk.start();
    world.book.note(machine.disk.db, before);
  }
}
