import { registrationGaps } from '../../../domain/registration-balance.ts';
import type { OrganiserAnswer } from '../../../domain/wire/organiser.ts';
import {
  delegationOf,
  event,
  inListOrder,
  now,
  quarter,
  today,
  uuid,
  type World,
} from './world.ts';

type Language = 'en' | 'fr';
const basisOf = (world: World) => ({ asOf: now, seq: world.arrivals.size });

/** The event as the page is told. */
export function eventAnswer(): OrganiserAnswer<'event'> {
  return {
    id: event.id,
    hubName: 'Brussels hub',
    name: event.name,
    place: event.place,
    timeZone: event.timeZone,
    dayBoundary: event.dayBoundary,
    days: event.days,
    today,
    checkpoints: event.checkpoints.map(({ id, name, kind, room }) => ({
      id,
      name,
      kind,
      room: room ?? null,
    })),
    categories: event.categories.map(({ id, name }) => ({ id, name })),
    delegations: event.delegations.map(({ code, name }) => ({ code, name })),
  };
}

/** The figures of a day. */
export function summaryAnswer(world: World, day: string): OrganiserAnswer<'summary'> {
  const isToday = day === today;
  const count = (status: string): number =>
    world.delegates.filter((one) => one.status === status).length;
  const present = isToday ? world.arrivals.size : 0;
  const delegations = presenceRows(world, 'en');
  const some = world.arrivals.size > 0 && isToday;
  return {
    day,
    basis: basisOf(world),
    registered: world.delegates.length,
    present,
    notArrived: count('confirmed') - present,
    cancelled: count('cancelled'),
    pending: count('pending'),
    revoked: count('revoked'),
    replaced: 0,
    gaps: Object.fromEntries(registrationGaps.map((gap) => [gap, 0])) as Record<
      (typeof registrationGaps)[number],
      number
    >,
    otherDays: 0,
    presentAnyDay: present,
    admissions: present + (some ? 164 : 0),
    undone: some ? 2 : 0,
    walkIns: some ? 7 : 0,
    reprints: some ? 4 : 0,
    overrides: some ? 1 : 0,
    refusals: some ? 9 : 0,
    openDuplicates: some ? 2 : 0,
    openCalls: some ? 2 : 0,
    quarantined: some ? 1 : 0,
    delegations: {
      accredited: delegations.length,
      present: delegations.filter((row) => row.present > 0 && isToday).length,
    },
    stations: { enrolled: 7, online: some ? 6 : 7, complete: some ? 5 : 7 },
  };
}

/** Arrivals by quarters of an hour. */
export function arrivalsAnswer(
  world: World,
  day: string,
  checkpoint: string | null,
): OrganiserAnswer<'arrivals'> {
  const walls = day === today ? [...world.arrivals.values()] : [];
  const first = Math.floor(Math.min(...walls) / quarter) * quarter;
  const intervals: OrganiserAnswer<'arrivals'>['intervals'] = [];
  for (let from = first; walls.length > 0 && from <= now; from += quarter) {
    const arrivals = walls.filter((wall) => wall >= from && wall < from + quarter).length;
    intervals.push({ from, arrivals });
  }
  return {
    day,
    checkpoint,
    basis: basisOf(world),
    step: quarter,
    intervals,
    total: walls.length,
  };
}

/** Presence by delegation, in the order of the list. */
export function presenceRows(
  world: World,
  language: Language,
): OrganiserAnswer<'presence'>['rows'] {
  const rows = new Map<string, OrganiserAnswer<'presence'>['rows'][number]>();
  for (const delegate of inListOrder(world, language)) {
    const isHere = world.arrivals.has(delegate.id);
    if (delegate.status !== 'confirmed' && !isHere) continue;
    const line = delegationOf(delegate.delegation);
    const row = rows.get(delegate.delegation) ?? {
      code: delegate.delegation,
      name: line?.name ?? null,
      kind: line?.kind ?? null,
      registered: 0,
      present: 0,
      heads: { registered: 0, present: 0 },
    };
    row.registered += 1;
    row.present += Number(isHere);
    if (delegate.role === 'head') {
      row.heads.registered += 1;
      row.heads.present += Number(isHere);
    }
    rows.set(delegate.delegation, row);
  }
  return [...rows.values()];
}

/** The heads of delegation by name. */
export function headsAnswer(world: World, language: Language): OrganiserAnswer<'heads'> {
  const heads = inListOrder(world, language).filter(
    ({ role, status }) => role === 'head' && status === 'confirmed',
  );
  return {
    day: today,
    basis: basisOf(world),
    rows: heads.map(({ id, delegation, title, printedName }) => ({
      delegateId: id,
      delegation,
      title,
      printedName,
      since: world.arrivals.get(id) ?? null,
    })),
  };
}

/** Lanes and forecast. */
export function lanesAnswer(world: World): OrganiserAnswer<'lanes'> {
  const names = ['Desk 1', 'Desk 2', 'Desk 3', 'Kiosk 1', 'Kiosk 2'];
  const isOpen = world.arrivals.size > 0;
  const lanes = names.map((name, at) => ({
    kiosk: uuid(3, at),
    name,
    mode: name.startsWith('Desk') ? ('desk' as const) : ('kiosk' as const),
    open: at !== 4,
    lastAdmission: now - (at === 4 ? 41 : at) * 60_000,
    admissions: 118 - at * 17,
    service: { samples: 90 - at * 12, median: 21.5 + at * 4, slow: 34 + at * 5 },
  }));
  return {
    day: today,
    checkpoint: 'registration',
    basis: basisOf(world),
    lanes: isOpen ? lanes : [],
    service: isOpen
      ? { samples: 286, median: 24, slow: 38 }
      : { samples: 0, median: null, slow: null },
    measuredMinutes: 120,
    forecast: isOpen
      ? {
          verdict: 'open-more',
          openLanes: 4,
          neededLanes: 5,
          expected: 128,
          expectedFrom: 'last-quarter',
          lastQuarter: 118,
          dayBefore: null,
          utilisation: 0.93,
          target: 0.8,
        }
      : {
          verdict: 'unknown',
          openLanes: 0,
          neededLanes: null,
          expected: 0,
          expectedFrom: 'nothing',
          lastQuarter: 0,
          dayBefore: null,
          utilisation: null,
          target: 0.8,
        },
  };
}

/** Who is inside, by zones. */
export function roomsAnswer(world: World): OrganiserAnswer<'rooms'> {
  const inside = [0, 228, 96, 71, 40, 0, 12];
  const doors = event.checkpoints.filter(({ kind }) => kind === 'session');
  const some = world.arrivals.size > 0;
  return {
    day: today,
    basis: basisOf(world),
    rooms: [
      {
        zone: 'house',
        kind: 'house',
        names: event.checkpoints
          .filter(({ kind }) => kind === 'registration')
          .map(({ name }) => name),
        room: null,
        inside: world.arrivals.size,
        capacity: null,
      },
      ...doors.map(({ id, name, room }, at) => ({
        zone: id,
        kind: 'room' as const,
        names: [name],
        room: room ?? null,
        inside: some ? (inside[at + 1] ?? 20) : 0,
        capacity: [240, 96, 80, 300, 60, 120][at] ?? 100,
      })),
    ],
  };
}
