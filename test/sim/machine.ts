import type { StoredEvent } from '../../db/event/events.ts';
import { findStation, insertStation, type StationRow } from '../../db/ledger/station.ts';
import type { StationMode } from '../../domain/base/protocol.ts';
import type { Checkpoint } from '../../domain/event/event-file.ts';
import { genesisHash } from '../../domain/ledger/chain.ts';
import { firstHlc } from '../../domain/ledger/hlc.ts';
import { wrongClock } from '../../main/base/clock.ts';
import type { Context } from '../../main/base/context.ts';
import { testBadgeTokens } from '../support/badge-tokens.ts';
import { Disk } from './disk.ts';
import { heldEvent } from './people.ts';

/**
 * A computer with one installation of Lanyard. A clone is another machine with the same station id.
 */
export interface Machine {
  name: string;
  mode: StationMode;
  disk: Disk;
  /** Its clock minus the world's, in milliseconds. */
  skew: number;
  /** Bearer token of its enrolment, or null before it. */
  token: string | null;
  /** Switched off: it does not sync until the end. */
  off: boolean;
  /** An earlier image of its disk, at first the installer's, with the token that was on it. */
  image: { disk: Buffer; token: string | null };
  /** Its first image. */
  oldest: Machine['image'];
  /** The station that was here before its disk was lost, if the invite says so. */
  replaces: string | null;
}

/** A computer that starts with this disk. */
export function machineOn(
  name: string,
  mode: StationMode,
  disk: Disk,
  image: Machine['image'],
): Machine {
  return {
    name,
    mode,
    disk,
    skew: 0,
    token: image.token,
    off: false,
    image,
    oldest: image,
    replaces: null,
  };
}

export function newMachine(name: string, mode: StationMode, station: string, template: Buffer) {
  const disk = new Disk(template);
  insertStation(disk.db, {
    station,
    stationNumber: station.slice(0, 8).toUpperCase(),
    incarnation: 1,
    lastKseq: 0,
    chainHead: genesisHash,
    hlc: firstHlc,
    lastBadgeCount: 0,
  });
  return machineOn(name, mode, disk, { disk: disk.image(), token: null });
}

export function stationOf(machine: Machine): StationRow {
  const row = findStation(machine.disk.db);
  if (row === null) throw new Error('a machine without a station');
  return row;
}

/** The context in which the machine's use cases run at this moment. */
export function contextOf(
  machine: Machine,
  clock: () => number,
  checkpoint = 0,
  event: StoredEvent = heldEvent(machine.disk.db),
): Context {
  const place = event.file.checkpoints[checkpoint];
  if (place === undefined) throw new RangeError('no such checkpoint');
  return {
    db: machine.disk.db,
    self: stationOf(machine),
    stationName: machine.name,
    language: 'en',
    event,
    badgeTokens: testBadgeTokens,
    clock: () => clock() + machine.skew,
    clockIsSet: false,
    // A supervisor is present at every machine and confirms its clock.
    confirmedOffset: wrongClock({ db: machine.disk.db, clockIsSet: false }) ?? 0,
    checkpoint: (): Checkpoint => place,
    idCheck: () => false,
    training: false,
  };
}
