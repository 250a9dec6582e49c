import { statement } from '../../db/base/statement.ts';
import { agreeToJudgement, listHeldJudgements } from '../../db/ledger/held-judgements.ts';
import { bookedWhy } from '../../domain/bookings/booking.ts';
import { dayReportSchema } from '../../domain/day-close/report.ts';
import { foldAttendance } from '../../domain/ledger/attendance-fold.ts';
import type { SyncOutcome } from '../../main/sync/engine.ts';
import type { SigningKeys } from '../../platform/crypto/ed25519.ts';
import { BrokenInvariant } from './broken-invariant.ts';
import { checkBookings, checkOverbooked, checkTurns } from './check-bookings.ts';
import { checkEvents } from './check-event.ts';
import { checkClocks, checkFacts, checkSimulated } from './check-facts.ts';
import { checkFolds } from './check-folds.ts';
import {
  checkCorrections,
  checkLastWords,
  checkPeopleDeeds,
  checkRosters,
} from './check-roster.ts';
import { checkStopLists, checkStores } from './check-stores.ts';
import type { Coverage } from './coverage.ts';
import { deterministically } from './determinism.ts';
import { Disk } from './disk.ts';
import { HostileStation } from './hostile.ts';
import { type EndState, type HubFacts, readHubFacts } from './hub-facts.ts';
import { HubMachine } from './hub-machine.ts';
import { disregardHostile, lastVersion, takeOrdersBack } from './hub-steps.ts';
import { syncNewer } from './joining.ts';
import { type Machine, machineOn, stationOf } from './machine.ts';
import { NewerStation } from './newer-station.ts';
import { firstMorning, plainAdmission, simEvent, workshop } from './people.ts';
import { askDay } from './promises.ts';
import { createRandom } from './random.ts';
import type { Schedule } from './schedule.ts';
import { syncMachine } from './sync-step.ts';
import { takeStep } from './take-step.ts';
import { type Templates, templates } from './templates.ts';
import { newWorld, type World } from './world.ts';

export interface ScheduleEnd {
  facts: number;
  /** Facts that were only on disks that are lost. */
  excused: number;
}

/**
 * Runs a schedule to its end. Then the network is whole and every station syncs until nothing
 * changes, and every invariant is checked. Throws BrokenInvariant.
 *
 * @param beforeCheck may damage the result
 */
export async function runSchedule(
  schedule: Schedule,
  coverage: Coverage,
  beforeCheck: (world: World) => void = () => {},
): Promise<ScheduleEnd> {
  const ready = await templates();
  const random = createRandom(schedule.seed);
  let world: World | null = null;
  const now = (): number => world?.now ?? firstMorning;
  return await deterministically({ random, now }, async () => {
    world = await makeWorld(schedule, ready, coverage, now);
    try {
      for (const step of schedule.steps) await takeStep(world, step);
      await settle(world);
      if (schedule.steps.some(({ op }) => op === 'hostile' || op === 'judge')) {
        await judgeAndTakeBack(world);
      }
      if (schedule.steps.some(({ op }) => op === 'change-event')) {
        await lastVersion(world);
        await settle(world);
      }
      beforeCheck(world);
      if (schedule.steps.some(({ op }) => op === 'call-day')) await checkDays(world);
      return await check(world);
    } finally {
      world.hub.close();
      for (const { disk } of world.machines) disk.close();
    }
  });
}

async function makeWorld(
  schedule: Schedule,
  ready: Templates,
  coverage: Coverage,
  now: () => number,
): Promise<World> {
  const random = createRandom(schedule.seed ^ 0x5eed);
  const hub = await HubMachine.start(ready.hub, now, random);
  const keys = new Map<string, SigningKeys>([[ready.newer.station, ready.newer.keys]]);
  const machines = modesOf(schedule).map((mode, index): Machine => {
    const slot = modesOf(schedule)
      .slice(0, index)
      .filter((other) => other === mode).length;
    const template = ready.stations[mode][slot];
    if (template === undefined) throw new RangeError('not so many kiosks were prepared');
    const { station, keys: own, token, empty, imported } = template;
    keys.set(station, own);
    const image = random.chance(0.5) && mode === 'desk' ? imported : empty;
    return machineOn(`${mode} ${index + 1}`, mode, new Disk(image), { disk: image, token });
  });
  const newer = new NewerStation(ready.newer.station);
  newer.token = ready.newer.token;
  const hostile = ready.hostile.map(({ station, mode, keys: own }) => {
    keys.set(station, own);
    return new HostileStation(station, mode, own);
  });
  return newWorld({ random, coverage, machines, newer, hostile, hub, keys });
}

/**
 * At least two desks; with more than two machines, one has another mode in half of the schedules.
 */
function modesOf({ stations, seed }: Schedule): Machine['mode'][] {
  const third = seed % 4 === 0 ? 'door' : seed % 4 === 1 ? 'kiosk' : 'desk';
  return (['desk', 'desk', third, 'desk'] as const).slice(0, stations);
}

/**
 * With any set of orders, every figure equals that of the facts that count. With the hostile facts
 * disregarded it equals that of the honest facts. Finally all orders are taken back, and nothing is
 * missing.
 */
async function judgeAndTakeBack(world: World): Promise<void> {
  if (world.silentRestores > 0) return;
  await disregardHostile(world);
  await settle(world);
  const end = await endOf(world);
  const hostile = end.hub.stream.find(({ event }) => end.hostile.has(event.station));
  if (hostile !== undefined) throw new BrokenInvariant('disregarded', hostile.body);
  checkFacts(end);
  checkFolds(end);
  await checkPlaces(world, end);
  checkRosters(end);
  await checkHub(world);
  const silent = end.hub.quarantine.filter(
    ({ station, reason }) => reason === 'disregarded' && end.hostile.has(station),
  );
  world.coverage.add('rule: facts of hostile stations disregarded at the end', silent.length > 0);
  await takeOrdersBack(world);
  await settle(world);
}

async function checkHub(world: World): Promise<void> {
  // Whatever a station claims, desks can read the day and the hub can close it.
  const { draft } = await world.hub.hub.dayStatus(plainAdmission.localDay);
  const read = dayReportSchema.safeParse(draft);
  if (!read.success) throw new BrokenInvariant('report', read.error.message);
  for (const { what, detail } of await world.hub.hub.checkAll()) {
    throw new BrokenInvariant(
      what === 'sequence' ? 'dense-streams' : 'chains',
      `${what}: ${detail}`,
    );
  }
}

async function check(world: World): Promise<ScheduleEnd> {
  const end = await endOf(world);
  checkFacts(end);
  checkSimulated(world, end.hub);
  await checkHub(world);
  // Behind a hub whose file was copied back by hand, a desk may not notice that numbers mean other
  // facts now (the restore command makes a new epoch). Only one thing is promised then: the hub
  // loses no fact.
  if (world.silentRestores === 0) {
    checkClocks(end);
    checkFolds(end);
    await checkPlaces(world, end);
    checkRosters(end);
    checkLastWords(world.book, end);
    checkCorrections(world, end);
    checkPeopleDeeds(end, world.coverage);
    await checkStopLists(world);
    await world.lostHub.check(world);
    await checkEvents(world, end);
  }
  checkStores(end);
  await checkAlerts(world, end.hub);
  countEnd(world, end.hub);
  return { facts: end.hub.stream.length, excused: world.excused };
}

/** The workshop's places are the same everywhere, and none is free while somebody waits for it. */
async function checkPlaces({ hub, coverage }: World, end: EndState): Promise<void> {
  const places = checkBookings(end);
  const { file } = await hub.hub.eventVersions();
  const capacity = file.checkpoints.find(({ id }) => id === workshop)?.capacity ?? null;
  checkTurns(places, capacity);
  checkOverbooked(end, places, capacity);
  const isOver = capacity !== null && places.booked.length > capacity;
  coverage.add('rule: places given twice by desks that were apart', isOver);
  coverage.add('rule: two said different of one place', places.apart > 0);
  const isPromoted = end.hub.stream.some(({ event }) => bookedWhy(event) === 'promoted');
  coverage.add('rule: places given to those who waited', isPromoted);
}

async function endOf(world: World): Promise<EndState> {
  const { disk, hub, revoked } = world.hub;
  const duplicates = await hub.duplicates();
  return {
    hub: await readHubFacts(async (sql) => statement<[], unknown>(disk.db, sql).all()),
    roster: await hub.listDelegates({ after: null, limit: 10_000 }),
    duplicates: duplicates.map(({ first, further }) => `${first.eventId} ${further.eventId}`),
    stations: world.machines.map((machine) => ({
      name: machine.name,
      mode: machine.mode,
      db: machine.disk.db,
      isRevoked: revoked.has(stationOf(machine).station),
    })),
    written: world.book.facts,
    hostile: new Map(world.hostile.map(({ station, mode }) => [station, mode])),
    // After a silent restore a desk may not read again what others gave the hub without payloads.
    arePayloadsKnown: world.silentRestores === 0,
  };
}

/** No day of the event is proven while records of it are missing. */
async function checkDays(world: World): Promise<void> {
  for (const day of simEvent.file.days) await askDay(world, day);
}

/**
 * Every kiosk that admits without tickets is named to the security officer, with its number of such
 * admissions.
 */
async function checkAlerts(
  { hub: { hub, revoked }, hostile }: World,
  { stream }: HubFacts,
): Promise<void> {
  const { stations } = await hub.organiser.summary({});
  const listed = new Map((await hub.organiser.stations()).stations.map((one) => [one.id, one]));
  for (const { station, mode } of hostile) {
    const made = stream.filter(
      ({ event }) => event.station === station && event.type === 'admitted',
    );
    const shown = listed.get(station);
    if (mode !== 'kiosk' || shown === undefined || made.length === 0) continue;
    const named = stations.withoutTickets.find(({ name }) => name === shown.name)?.admissions ?? 0;
    const told = shown.state === 'enrolled' && !revoked.has(station) ? named : made.length;
    if (shown.tickets?.unproved !== made.length || told !== made.length) {
      const found = `${told} and ${shown.tickets?.unproved} of ${made.length} admissions`;
      throw new BrokenInvariant('alerts', `${station}: ${found} without a ticket are told of`);
    }
  }
}

/** Counts the result of a schedule for the table of coverage. */
function countEnd({ coverage, excused }: World, hub: HubFacts): void {
  const facts = hub.stream.map(({ event }) => event);
  const count = (name: string, number: number): void => {
    if (number > 0) coverage.add(`rule: ${name}`, true);
  };
  count('facts lost with the only disk that held them', excused);
  for (const { reason } of hub.quarantine) count(`quarantined as ${reason}`, 1);
  count('facts of a newer version kept whole', facts.filter(({ version }) => version > 1).length);
  count('further admissions listed as duplicates', foldAttendance(facts).duplicates.length);
  const serials = facts.flatMap(({ type, badgeSerial }) =>
    type === 'badge-issued' && badgeSerial !== null ? [badgeSerial] : [],
  );
  count('badge serials given out twice and listed', serials.length - new Set(serials).size);
}

/**
 * Maximum rounds until nothing changes: each station's facts go up in one and come down in the
 * next.
 */
const maxRounds = 8;

/**
 * With a whole network and no more actions, every station syncs until nothing changes.
 * Throws BrokenInvariant `settles` if that never happens.
 */
async function settle(world: World): Promise<void> {
  for (const letter of world.late.splice(0)) await world.hub.deliver(world, letter);
  for (const machine of world.machines) machine.off = false;
  for (let round = 1; round <= maxRounds; round += 1) {
    if (!(await syncAll(world))) return;
  }
  throw new BrokenInvariant('settles', `not within ${maxRounds} rounds`);
}

/** Syncs every machine once; returns whether anything changed. */
async function syncAll(world: World): Promise<boolean> {
  let changed = await syncNewer(world);
  for (const machine of world.machines) {
    world.now += 1000;
    changed = agreeToAll(world, machine) || changed;
    const outcome = await syncMachine(world, machine);
    if (outcome !== null) changed = changes(outcome) || changed;
    else if (!world.hub.revoked.has(stationOf(machine).station)) {
      // Only a token that the hub forgot is a reason to come again.
      if (machine.token !== null) {
        throw new BrokenInvariant('sync-works', `${machine.name} cannot sync over a whole network`);
      }
      changed = true;
    }
  }
  return changed;
}

/** A supervisor agrees to the orders of a later hub; returns whether any waited. */
function agreeToAll(world: World, { disk: { db } }: Machine): boolean {
  const held = listHeldJudgements(db);
  for (const { id } of held) agreeToJudgement(db, id, { by: 'supervisor', at: world.now });
  world.coverage.add('rule: a supervisor agrees to a later hub’s order', held.length > 0);
  return held.length > 0;
}

function changes(outcome: SyncOutcome): boolean {
  const { pushed, relayed, facts, delegates, rechained, newEpoch } = outcome;
  return rechained || newEpoch || pushed + relayed + facts + delegates > 0;
}
