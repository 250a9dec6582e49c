import type { WritableDatabase } from '../../db/base/types.ts';
import type { StoredEvent } from '../../db/event/events.ts';
import { heldChains } from '../../db/ledger/held-chains.ts';
import type { StationRow } from '../../db/ledger/station.ts';
import { eventFileHash } from '../../domain/event/event-file.ts';
import { isBranch } from '../../domain/ledger/chain.ts';
import { HubProblem } from '../../domain/sync/problems.ts';
import { closeOwnDay } from '../../main/sync/close-own-day.ts';
import { createSyncEngine, type SyncEngine, type SyncOutcome } from '../../main/sync/engine.ts';
import { nodeCrypto } from '../../platform/crypto/node-crypto.ts';
import { BrokenInvariant } from './broken-invariant.ts';
import { type CrashPlan, isFull } from './disk.ts';
import { joinHub, signAs } from './joining.ts';
import { type Machine, stationOf } from './machine.ts';
import {
  createPort,
  type Fault,
  type Letter,
  type Method,
  noAnswer,
  problemText,
  type Reply,
  SyncFailure,
  type Way,
} from './network.ts';
import { heldEvent, saidOperators, simEvent, simFileHash } from './people.ts';
import type { World } from './world.ts';

export interface Trouble {
  /** The request of the sync that the fault strikes: the n-th (from 0), or the first of a kind. */
  at: number | Method;
  fault: Fault;
  /** Called at that moment, for `between`. */
  meanwhile?: () => Promise<void>;
  /** Where a page is cut, and which of two answers arrives. */
  number: number;
}

/** How one sync is disturbed; without any field it is not disturbed. */
export interface Disturbance {
  trouble?: Trouble;
  crash?: CrashPlan;
  /** The machine's disk has no room left. */
  full?: boolean;
}

/**
 * One sync of a machine by the real engine. Returns null if it failed for a reason that a network,
 * a hub or a power cut can give; anything else breaks the invariant `sync-works`.
 */
export async function syncMachine(
  world: World,
  machine: Machine,
  disturbance: Disturbance = {},
): Promise<SyncOutcome | null> {
  if (!(await joined(world, machine))) return null;
  const running = runningOf(world, machine);
  running.trouble = disturbance.trouble;
  running.requests = 0;
  machine.disk.planCrash(disturbance.crash ?? null);
  if (disturbance.full === true) machine.disk.fill();
  try {
    const outcome = await running.engine.syncOnce();
    countRules(world, machine, outcome);
    return outcome;
  } catch (error) {
    if (!machine.disk.isOn) return null;
    if (disturbance.full === true && isFull(error)) {
      world.coverage.add('fault: disk full during a sync', true);
      return null;
    }
    if (error instanceof HubProblem && error.code !== 'internal') {
      if (error.code === 'unauthorised') machine.token = null;
      return null;
    }
    if (error instanceof SyncFailure) return null;
    if (error instanceof BrokenInvariant) throw error;
    throw new BrokenInvariant('sync-works', `${machine.name}: ${String(error)}`, error);
  } finally {
    machine.disk.planCrash(null);
    if (disturbance.crash !== undefined) {
      world.coverage.add('fault: power cut during a sync', !machine.disk.isOn);
    }
    machine.disk.free();
    machine.disk.start();
    // The power may have failed after the commit of a close.
    noteClose(world, machine, running);
  }
}

/**
 * Several machines sync at the same moment, as at the hub's start or after a cut: pushes share
 * transactions. The hub's power may fail meanwhile.
 */
export async function syncTogether(
  world: World,
  machines: readonly Machine[],
  crash: CrashPlan | null,
): Promise<void> {
  // One joins after the other: machines that share a disk would take each other's token otherwise.
  const inside: Machine[] = [];
  for (const machine of machines) if (await joined(world, machine)) inside.push(machine);
  world.hub.disk.planCrash(crash);
  const ends = await Promise.allSettled(inside.map((machine) => syncMachine(world, machine)));
  const crashed = world.hub.endCrash();
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
  const done = ends.filter((end) => end.status === 'fulfilled' && end.value !== null);
  world.coverage.add('syncs at the same time', done.length > 2);
  if (crash !== null) world.coverage.add('fault: hub crash while several sync', crashed);
}

/** Counts the rules of the design's case table that this sync applied. */
function countRules(world: World, { disk, mode }: Machine, outcome: SyncOutcome): void {
  const { coverage } = world;
  if (outcome.rechained) coverage.add('rule: own chain in a new incarnation', true);
  if (outcome.newEpoch) coverage.add('rule: new epoch met', true);
  if (outcome.drifting > 0) coverage.add('rule: clock too far ahead to follow', true);
  if (outcome.relayed === 0) return;
  coverage.add(`rule: facts of others given to the hub by a ${mode}`, true);
  if (heldChains(disk.db, 1_000).some(({ incarnation }) => isBranch(incarnation)))
    coverage.add('rule: a second history of another kept as a branch', true);
}

/** Joins the hub if needed. A hub that knows of the revocation refuses the station. */
async function joined(world: World, machine: Machine): Promise<boolean> {
  try {
    await joinHub(world, machine);
    return true;
  } catch (error) {
    const isRefused = error instanceof HubProblem && error.code === 'not-allowed';
    if (!isRefused || !world.hub.revoked.has(stationOf(machine).station)) throw error;
    world.coverage.add('enrolment of a revoked kiosk refused', true);
    return false;
  }
}

/**
 * The engine of a running machine, and what its next sync meets. It ends with its connection to the
 * store.
 */
interface Running {
  engine: SyncEngine;
  trouble: Trouble | undefined;
  /** Requests of the present sync so far. */
  requests: number;
  /** Its place in its chain before it closed a day, until the book has that. */
  closing: StationRow | null;
}

/** Writes the close of a day into the book if one was committed. */
function noteClose({ book }: World, { disk }: Machine, running: Running): void {
  if (running.closing !== null) book.note(disk.db, running.closing);
  running.closing = null;
}

const engines = new WeakMap<WritableDatabase, Running>();

function runningOf(world: World, machine: Machine): Running {
  const { db } = machine.disk;
  const known = engines.get(db);
  if (known !== undefined) return known;
  const way: Way = {
    carry: async (letter) => {
      const { trouble } = running;
      const strikes = trouble?.at === running.requests || trouble?.at === letter.method;
      running.requests += 1;
      if (trouble === undefined || !strikes) return await world.hub.deliver(world, letter);
      running.trouble = undefined;
      return await strike(world, letter, trouble);
    },
  };
  const engine = createSyncEngine({
    db,
    hub: createPort(() => machine.token ?? '', way),
    event: { id: simEvent.file.id, fileHash: hashOf(heldEvent(db)) },
    clock: () => world.now + machine.skew,
    monotonic: () => world.now,
    mode: machine.mode,
    describe: () => ({ name: machine.name, version: '1', operators: saidOperators }),
    crypto: nodeCrypto,
    sign: (text) => signAs(world, stationOf(machine).station, text),
    onChange: () => {},
    onProgress: () => {},
    breathe: async () => {},
    closeDay: (day) => {
      const ledger = {
        db,
        event: heldEvent(db),
        clock: () => world.now + machine.skew,
        clockIsSet: false,
      };
      running.closing = stationOf(machine);
      closeOwnDay(ledger, { day, operatorId: null });
      noteClose(world, machine, running);
    },
  });
  const running: Running = { engine, trouble: undefined, requests: 0, closing: null };
  engines.set(db, running);
  return running;
}

function hashOf({ file }: StoredEvent): string {
  return file === simEvent.file ? simFileHash : eventFileHash(file, nodeCrypto);
}

async function strike(world: World, letter: Letter, trouble: Trouble): Promise<Reply> {
  const { fault } = trouble;
  const count = (mattered: boolean): void => world.coverage.add(`fault: ${fault}`, mattered);
  const changes = letter.method === 'push';
  switch (fault) {
    case 'request-lost':
      count(changes);
      throw noAnswer();
    case 'late':
      world.late.push(letter);
      count(changes);
      throw noAnswer();
    case 'answer-lost': {
      const reply = await world.hub.deliver(world, letter);
      count(hasContent(letter, reply));
      throw noAnswer();
    }
    case 'twice': {
      const first = await world.hub.deliver(world, letter);
      const second = await world.hub.deliver(world, letter);
      count(first.text !== second.text);
      return trouble.number % 2 === 0 ? first : second;
    }
    case 'truncated': {
      const reply = await world.hub.deliver(world, letter);
      const cut = reply.text.slice(0, trouble.number % reply.text.length);
      count(hasContent(letter, reply));
      if (!reply.ok) throw noAnswer();
      return { ok: true, text: cut };
    }
    case 'busy':
      count(changes);
      return {
        ok: false,
        text: problemText(new HubProblem('busy', 'store', { retryAfter: 1000 })),
      };
    case 'between':
      await trouble.meanwhile?.();
      count(true);
      return await world.hub.deliver(world, letter);
    case 'hub-full':
      world.hub.disk.fill();
      try {
        const reply = await world.hub.deliver(world, letter);
        count(!reply.ok && reply.text.includes('disk full'));
        return reply;
      } finally {
        world.hub.disk.free();
      }
    case 'hub-crash-before':
    case 'hub-crash-after': {
      const side = fault === 'hub-crash-before' ? 'before' : 'after';
      world.hub.disk.planCrash({ commits: 0, side });
      try {
        return await world.hub.deliver(world, letter);
      } finally {
        count(world.hub.endCrash());
      }
    }
  }
}

/** Whether losing this answer matters: facts were taken, or rows were in it. */
function hasContent(letter: Letter, reply: Reply): boolean {
  if (!reply.ok) return false;
  if (letter.method === 'push') return true;
  return (
    (letter.method === 'pullRoster' || letter.method === 'pullEvents') && reply.text.includes('\n{')
  );
}
