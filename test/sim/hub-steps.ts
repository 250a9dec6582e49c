import { mergeEvents, withChangesOf } from '../../domain/event/event-changes.ts';
import type { EventFile } from '../../domain/event/event-file.ts';
import type { JudgedRange, JudgementKind } from '../../domain/ledger/judgement.ts';
import type { EventChange, EventSaved, EventState } from '../../domain/organiser/event.ts';
import { HubProblem } from '../../domain/sync/problems.ts';
import { BrokenInvariant } from './broken-invariant.ts';
import { at, everBooked } from './desk-steps.ts';
import { idsIn } from './fact-book.ts';
import { stationOf } from './machine.ts';
import { day } from './machine-steps.ts';
import { entryOf, personOf, registered, simEvent, workshop } from './people.ts';
import { askDay } from './promises.ts';
import type { Step } from './schedule.ts';
import type { World } from './world.ts';

export type OrganiserOperation = keyof typeof actions;

export function isOrganisers(operation: string): operation is OrganiserOperation {
  return operation in actions;
}

/** Does it at the hub; a refusal by the hub (an unknown person, for instance) is an answer too. */
export async function organise(
  world: World,
  operation: OrganiserOperation,
  step: Step,
): Promise<void> {
  try {
    await actions[operation](world, step);
    world.coverage.add(operation, true);
  } catch (error) {
    if (!(error instanceof HubProblem) || error.code === 'internal') throw error;
    world.coverage.add(operation, false);
  }
}

const actions = {
  import: async ({ hub, organised: known, imported, seeded }, { a, b }) => {
    const start = a % registered.length;
    const entries = registered.slice(start, start + 4).map(entryOf);
    const [first] = entries;
    if (first !== undefined) {
      // As a later file of the secretariat has it: a name written differently, a status that came
      // back.
      const extra = { diet: 'Vegan', seat: `A ${b}`, shuttle: b % 2 === 0 ? 'yes' : 'no' };
      const names = { printedName: `Imported NAME ${b}`, jobTitle: `Job ${b}` };
      first.values = { ...first.values, ...names, extra };
    }
    for (const { id } of entries) {
      known.add(id);
      imported.add(id);
      seeded.delete(id);
    }
    await hub.hub.importRoster(entries, 'later.csv');
  },
  edit: async (world, { a, b }) => {
    const change = b % 2 === 0 ? { printedName: `Edited NAME ${b}` } : { vip: true };
    await world.hub.hub.changeDelegate(organised(world, a), change);
  },
  cancel: async (world, { a, b }) => {
    const status = b % 4 === 0 ? 'confirmed' : 'cancelled';
    await world.hub.hub.changeDelegate(organised(world, a), { status });
  },
  delete: async (world, { a }) => {
    await world.hub.hub.deleteDelegate(organised(world, a));
  },
  'stop-list': async ({ hub, people, lostHub }, { a, b }) => {
    const entry = { kind: 'delegate', value: personOf(people, a) } as const;
    const isLifted = b % 4 === 0;
    if (isLifted) lostHub.lifted.add(entry.value);
    await hub.hub.changeStopList({ add: isLifted ? [] : [entry], remove: isLifted ? [entry] : [] });
  },
  week: async (world, { a }) => {
    // By now the hub no longer keeps those whom it forgot; in some schedules the time really
    // passes.
    if (a % 4 === 0) world.now += 7 * day;
    await world.hub.hub.dropTombstones(world.hub.now());
  },
  'change-event': async (world, { who, a, b }) => {
    await editEvent(world, who % world.editors.length, a, b);
  },
  'call-day': async ({ hub }, { b }) => {
    await hub.hub.callDay(dayBy(b));
  },
  'ask-day': async (world, { b }) => {
    await askDay(world, dayBy(b));
  },
  'hub-book': async ({ hub, people }, { a }) => {
    const delegateId = personOf(people, a);
    await hub.hub.bookSession({ delegateId, session: workshop, despiteOther: true });
  },
  'hub-give-up': async ({ hub, people }, { a }) => {
    const ids = idsIn(hub.disk.db, everBooked);
    const delegateId = ids.length === 0 ? personOf(people, a) : at(ids, a);
    await hub.hub.releaseSession({ delegateId, session: workshop });
  },
  revoke: async ({ hub, machines }, { who }) => {
    const machine = machines[who % machines.length];
    // At least one desk continues.
    if (machine === undefined || hub.revoked.size > 0) throw new HubProblem('not-found');
    const { station } = stationOf(machine);
    await hub.hub.revokeStation(station);
    hub.revoked.add(station);
  },
} satisfies Record<string, (world: World, step: Step) => Promise<void>>;

/** One of the event's first two days. */
function dayBy(number: number): string {
  return at(simEvent.file.days.slice(0, 2), number);
}

/**
 * One of two editors saves the version that they have open, which may be outdated. Both open it at
 * the first step.
 */
async function editEvent(world: World, editor: number, a: number, b: number): Promise<void> {
  const { hub } = world.hub;
  const draft = world.editors[editor] ?? null;
  const opened = await hub.eventVersions();
  if (draft === null) {
    world.editors.fill(draftOf(opened));
    return;
  }
  if (opened.apart.length > 0 && b % 3 > 0) return await settleApart(world, b % 3 === 1);
  const mine = edited(draft.file, a, b);
  const saved = await hub.changeEvent({ ...draft, file: mine }, `Editor ${editor}`);
  world.coverage.add(`event: ${saved.outcome}`, true);
  if (saved.outcome === 'behind') {
    const { state } = saved;
    const both = mergeEvents(draft.file, mine, state.file);
    if (both === null) throw new BrokenInvariant('event', 'these edits always fit each other');
    world.coverage.add('event: two editors changed the same', both.clashes.length > 0);
    const merged = { ...draftOf(state), file: both.file };
    const again = await hub.changeEvent(merged, `Editor ${editor}`);
    if (again.outcome === 'behind') throw new BrokenInvariant('event', 'merged, and still behind');
    checkKept(state.file, again);
  }
  world.editors[editor] = draftOf(await hub.eventVersions());
}

function draftOf({ version, id, file }: EventState): EventChange {
  return { base: version, baseId: id, file };
}

/**
 * An editor resolves a version that stations brought back: adds it to the present version, or keeps
 * the present one.
 */
async function settleApart(world: World, isAdded: boolean): Promise<void> {
  const { hub } = world.hub;
  const { apart, ...state } = await hub.eventVersions();
  if (apart.length === 0) return;
  const added = apart.reduce(
    (file, one) => withChangesOf(one, file, state.records) ?? file,
    state.file,
  );
  if (!isAdded) world.lostHub.dropEdits(state.file, apart);
  const settles = apart.map(({ id }) => id);
  const file = isAdded ? added : state.file;
  const change = { base: state.version, baseId: state.id, file, settles };
  const saved = await hub.changeEvent(change, 'Editor');
  world.coverage.add(`event: versions apart ${isAdded ? 'added' : 'let go'}`, true);
  if (saved.outcome === 'saved' && saved.state.apart.length === 0) return;
  throw new BrokenInvariant('event', `versions apart: ${saved.outcome}, and still apart`);
}

/** The other editor's new entries are still there after a merge. */
function checkKept(theirs: EventFile, saved: EventSaved): void {
  if (saved.outcome !== 'saved') return;
  const now = new Set(saved.state.file.categories.map(({ id }) => id));
  const lost = theirs.categories.find(({ id }) => !now.has(id));
  if (lost !== undefined) throw new BrokenInvariant('event', `category ${lost.id} was overwritten`);
}

function edited(file: EventFile, a: number, b: number): EventFile {
  const [first, ...others] = file.categories;
  const category = file.categories[b % file.categories.length];
  if (first === undefined || category === undefined) throw new RangeError('no category');
  switch (a % 6) {
    case 0:
    case 1:
      return { ...file, categories: [...file.categories, { ...category, id: `made-${b}` }] };
    case 2:
      // The category is left out rather than retired: the hub keeps it.
      return { ...file, categories: [first, ...others.filter((one) => one !== category)] };
    case 3:
      return {
        ...file,
        checkpoints: file.checkpoints.map((one) =>
          one.id === workshop ? { ...one, capacity: 1 + (b % 3) } : one,
        ),
      };
    case 4:
      return { ...file, dayBoundary: b % 2 === 0 ? '05:00' : '03:00' };
    default:
      return { ...file, place: { en: `Place ${b}`, fr: `Lieu ${b}` } };
  }
}

/**
 * Saves one more version at the end, so that stations with a version of a lost hub get the same
 * one.
 */
export async function lastVersion(world: World): Promise<void> {
  const { hub } = world.hub;
  if (world.silentRestores === 0) await world.lostHub.checkEdits(world);
  await settleApart(world, true);
  const state = await hub.eventVersions();
  const place = { en: `Last ${state.version}`, fr: `Fin ${state.version}` };
  await hub.changeEvent({ ...draftOf(state), file: { ...state.file, place } }, 'Editor');
}

/** A person whom the organiser changes: earlier corrections by desks may no longer count. */
function organised({ people, organised: known }: World, number: number): string {
  const id = personOf(people, number);
  known.add(id);
  return id;
}

const by = (name: string) => ({ kind: 'administrator', id: name, name }) as const;

/** Two people give an order. Returns false if the hub does not know the station. */
async function order(world: World, verdict: JudgementKind, range: JudgedRange): Promise<boolean> {
  try {
    const people = { requestedBy: by('Anna'), approvedBy: by('Bob') };
    await world.hub.hub.judging.order({ verdict, range }, people);
    return true;
  } catch (error) {
    if (error instanceof HubProblem && error.code === 'not-found') return false;
    throw error;
  }
}

function whole(station: string): JudgedRange {
  return { station, incarnation: null, from: 1, to: null };
}

/**
 * Two people disregard what a hostile station wrote, or by mistake some facts of a good one; or
 * they take an order back.
 */
export async function giveOrder(world: World, { who, a, b }: Step): Promise<void> {
  const verdict = a % 3 === 0 ? 'as-before' : 'disregard';
  const bad = world.hostile[b % world.hostile.length];
  const machine = world.machines[who % world.machines.length];
  if (machine === undefined || bad === undefined) return;
  const station = stationOf(machine);
  const from = 1 + (b % 5);
  const own: JudgedRange = {
    station: station.station,
    incarnation: (b & 8) === 0 ? null : station.incarnation,
    from,
    to: (b & 16) === 0 ? null : from + (b % 7),
  };
  const isGood = (a & 4) === 0;
  const given = await order(world, verdict, isGood ? own : whole(bad.station));
  world.coverage.add('judge', given);
  world.coverage.add(
    `order: ${verdict} ${isGood ? 'some of a good station' : 'a hostile one'}`,
    given,
  );
}

/** Orders at the end that everything hostile stations wrote is disregarded. */
export async function disregardHostile(world: World): Promise<void> {
  for (const { station } of world.hostile) await order(world, 'disregard', whole(station));
}

/** Takes every order back at the end. */
export async function takeOrdersBack(world: World): Promise<void> {
  const { orders } = await world.hub.hub.judging.overview();
  const stations = new Set(orders.map(({ range }) => range.station));
  for (const station of stations) await order(world, 'as-before', whole(station));
}
