import type { JsonValue } from '../../../../domain/base/json.ts';
import type { Delegate } from '../../../../domain/roster/delegate.ts';
import { demoDelegates } from '../../../../tools/sample/delegates.ts';
import type { TestHub } from '../../../hub/http/support.ts';
import { nextRequest } from '../../../hub/support/test-chain.ts';
import {
  closeDay,
  enrol,
  type FactChange,
  handshake,
  minute,
  operator,
  push,
  type Report,
  readRoster,
  type Station,
  write,
} from './stations.ts';

/** UTC milliseconds of a Brussels time on a day of the event. */
const clockTime = (day: string, time: string): number => Date.parse(`${day}T${time}+02:00`);
export const yesterday = '2018-10-02';
export const today = '2018-10-03';
export const now = clockTime(today, '09:41:07');

export const people: readonly Delegate[] = demoDelegates().map(
  ({ ticketCode: _ticketCode, ...person }) => person,
);
const expectedOn = (day: string): Delegate[] =>
  people.filter(
    ({ status, days }) => status === 'confirmed' && (days === null || days.includes(day)),
  );

/** People admitted twice today. Their names are in two scripts, so that both are shown. */
const twice = expectedOn(today)
  .filter(({ nativeName }) => nativeName !== '')
  .slice(0, 3);
/** Admitted twice, with two badges. */
export const busiest = twice[0] as Delegate;

/** Comes without a registration. */
const walkIn: Delegate = {
  ...busiest,
  id: 'b7a0c1de-6f0e-4a57-9d37-0d6d3f6f1a77',
  nativeName: '',
  registrationCode: 'GSC18-W0001',
  ticketHashes: ['5'.repeat(64)],
  printedName: 'Ms Noor WALKER',
  familyName: 'Walker',
  givenName: 'Noor',
};

/** Every station, with what it reports by now. */
const fleet: Readonly<Record<string, Report>> = {
  'Desk 1': {},
  'Desk 2': {
    health: {
      printers: [
        { name: 'Left', condition: 'paper-low', waiting: 0 },
        { name: 'Right', condition: 'ready', waiting: 2 },
      ],
    },
  },
  'Desk 3': { health: { printers: [{ name: 'Left', condition: 'paper-out', waiting: 5 }] } },
  'Kiosk 1': { skew: 96_000 },
  'Kiosk 2': { health: { camera: 'failed' }, waiting: 14 },
  'Kiosk 3': { health: { store: 'incomplete' } },
  'Kiosk 4': { health: { store: 'not-copied', freeDisk: 100_000_000 } },
  'Kiosk 9': {},
  'Porte A · STCE': { health: { printers: [] } },
  'Door B': { version: '0.0.9', health: null },
};

export type Fleet = ReadonlyMap<string, Station>;

export function stationOf(stations: Fleet, name: string): Station {
  const station = stations.get(name);
  if (station === undefined) throw new Error(`no station ${name}`);
  return station;
}

/** The first day of the event and its close, and the second one until 09:41. */
export async function holdEvent(hub: TestHub): Promise<Fleet> {
  hub.clock.now = clockTime(yesterday, '07:00');
  const fleetHere = new Map<string, Station>();
  const old = await enrol(hub, 'Desk 9');
  await readRoster(hub, old);
  for (const name of Object.keys(fleet)) {
    const station = await enrol(hub, name, name === 'Desk 3' ? old.id : null);
    fleetHere.set(name, station);
    if (name.startsWith('Desk')) await readRoster(hub, station);
  }
  const of = (name: string): Station => stationOf(fleetHere, name);
  await holdFirstDay(hub, [...fleetHere.values()]);
  writeMorning(of);
  writeMatters(of);
  await push(hub, of('Kiosk 9'));
  await hub.admin.revokeStation(of('Kiosk 9').id);
  fleetHere.delete('Kiosk 9');
  for (const [name, station] of fleetHere) {
    hub.clock.now = name === 'Kiosk 2' ? now - 11 * minute : now;
    await handshake(hub, station, fleet[name]);
    await push(hub, station);
  }
  return fleetHere;
}

/**
 * A fifth of the people come. All but one station close the day, then the desk does, and finally
 * the hub.
 */
async function holdFirstDay(hub: TestHub, stations: readonly Station[]): Promise<void> {
  const lanes = stations.filter(({ mode }) => mode !== 'door');
  expectedOn(yesterday).forEach(({ id }, at) => {
    const lane = lanes[at % lanes.length];
    const wall = clockTime(yesterday, '08:00') + at * 20_000;
    if (at % 5 === 0 && lane !== undefined) write(lane, wall, { delegateId: id });
  });
  hub.clock.now = clockTime(yesterday, '20:00');
  for (const station of stations) {
    if (station.name !== 'Kiosk 3') closeDay(station, hub.clock.now);
    await handshake(hub, station, { ...fleet[station.name], waiting: 0 });
    await push(hub, station);
  }
  const desk = stations[0] as Station;
  await hub.running.hub.closeDayOf(await desk.caller(), {
    epoch: hub.running.hub.identity().epoch,
    request: nextRequest(desk.id),
    day: yesterday,
    operator,
  });
  hub.clock.now += 30 * minute;
  await hub.admin.closeDay(yesterday);
}

/** Arrivals per quarter of an hour from 07:30 on. */
const morning = [2, 5, 11, 19, 32, 58, 92, 118, 74];
const lanes = ['Desk 1', 'Desk 2', 'Desk 3', 'Kiosk 1', 'Kiosk 2'];

const coming = expectedOn(today).filter((one) => !twice.includes(one));
/**
 * The n-th person to come today: a stride that shares no factor with their number reaches each
 * person once.
 */
export const arrival = (at: number): string => coming[(at * 37) % coming.length]?.id ?? '';

/** Today's arrivals, some of whom go on to a room. */
function writeMorning(of: (name: string) => Station): void {
  const begin = clockTime(today, '07:30');
  const quarter = 15 * minute;
  let at = 0;
  morning.forEach((count, index) => {
    for (let one = 0; one < count; one += 1, at += 1) {
      const delegateId = arrival(at);
      const wall = Math.round(begin + index * quarter + (one / count) * quarter);
      if (wall > now) return;
      const lane = lanes[at % lanes.length] ?? '';
      const isClosed = lane === 'Kiosk 2' && wall > now - 41 * minute;
      write(of(isClosed ? 'Desk 1' : lane), wall, { delegateId });
      const door = of(at % 6 === 0 ? 'Door B' : 'Porte A · STCE');
      const room = { delegateId, checkpoint: at % 6 === 0 ? 'salw' : 'passenger-controls' };
      if (at % 3 === 0 && wall + 5 * minute < now) write(door, wall + 5 * minute, room);
    }
  });
}

/** Today's exceptions: each kind of item that needs attention, at least once. */
function writeMatters(of: (name: string) => Station): void {
  const say = (name: string, minutesAgo: number, change: FactChange, personal?: JsonValue) =>
    write(of(name), now - minutesAgo * minute, change, personal);
  const further = twice.map(({ id: delegateId }, at) => {
    say('Desk 1', 40 + at, { delegateId, badgeSerial: 'A7F30C12-000118' });
    return say('Kiosk 2', 38 + at, { delegateId, badgeSerial: 'B1C4D2E0-000007' });
  });
  const [, , third] = further;
  const note = 'Came to the kiosk first, then to the desk for a lanyard.';
  say('Desk 1', 5, { type: 'duplicate-resolved', targetId: third ?? null }, { note });
  const badge = (minutesAgo: number, badgeSerial: string, change: FactChange): string =>
    say('Desk 1', minutesAgo, { delegateId: busiest.id, badgeSerial, ...change });
  const [torn, worn] = ['A7F30C12-000097', 'A7F30C12-000118'];
  badge(40, torn, { type: 'badge-issued', payload: { reason: 'first', replaces: null } });
  badge(39, torn, { type: 'badge-voided', payload: { fate: 'destroyed' } });
  badge(38, worn, { type: 'badge-issued', payload: { reason: 'damaged', replaces: torn } });
  badge(37, worn, { type: 'badge-handed-over', payload: { to: 'delegate' } });
  // Nobody knows whether this one was printed.
  const issued = { type: 'badge-issued', payload: { reason: 'first', replaces: null } } as const;
  badge(30, 'A7F30C12-000131', issued);
  const delegateId = people.find(({ status }) => status === 'cancelled')?.id ?? null;
  const override = { approvedBy: operator, override: 'cancelled', reason: 'Came after all' };
  say('Desk 1', 25, { delegateId, payload: { ...override, identity: null, source: 'search' } });
  say('Desk 1', 24, { delegateId, type: 'refused', payload: { outcome: 'revoked' } });
  const targetId = say('Desk 1', 20, { delegateId: arrival(450) });
  say('Desk 1', 19, { type: 'admission-undone', targetId, payload: {} });
  say(
    'Desk 1',
    15,
    {
      type: 'walk-in-registered',
      delegateId: walkIn.id,
      payload: { identity: 'passport', status: 'confirmed' },
    },
    { delegate: { ...walkIn }, approval: { approver: 'Marie DUPONT', reference: 'Letter 12' } },
  );
  const clock = { clockOffset: -96_000, identity: null, source: 'camera' };
  say('Kiosk 1', 12, {
    delegateId: arrival(451),
    payload: { ...clock, read: 'registration-code' },
  });
  const call = (name: string, minutesAgo: number, reason: string): string =>
    say(name, minutesAgo, { type: 'help-called', payload: { code: 'BKTR', reason } });
  call('Kiosk 1', 1, 'see-desk');
  call('Porte A · STCE', 35, 'trouble');
  const answered = call('Kiosk 2', 39, 'printer');
  say('Desk 1', 30, { type: 'help-answered', targetId: answered, payload: {} });
  of('Kiosk 2').chain.addBody(() => '{"what":"a fact of a newer version"}');
  say('Kiosk 9', 50, { delegateId: arrival(452) });
  const payload = { day: today, finding: 'station', reference: of('Kiosk 9').id };
  const found = { type: 'finding-resolved', checkpoint: null, payload } as const;
  say('Desk 1', 2, found, { note: 'Its disk is in the safe.' });
  closeDay(of('Porte A · STCE'), now);
  closeDay(of('Door B'), now, { count: 1 });
}
