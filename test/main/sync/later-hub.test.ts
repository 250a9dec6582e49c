import { afterEach, expect, it } from 'vitest';
import { countAttendance } from '../../../db/check-in/admissions.ts';
import { rewindStreams } from '../../../db/ledger/hub-link.ts';
import {
  listHubKeys,
  listKnownOperators,
  listKnownStations,
} from '../../../db/ledger/known-stations.ts';
import { everyDelegate } from '../../../db/roster/roster.ts';
import type { StationMode } from '../../../domain/base/protocol.ts';
import type { JudgementKind } from '../../../domain/ledger/judgement.ts';
import { kioskCheckIn } from '../../../main/kiosk/kiosk-calls.ts';
import { appendEvent } from '../../../main/ledger/append-event.ts';
import { agreeToOrder, heldOrders } from '../../../main/ledger/held-orders.ts';
import { addOperator } from '../../../main/operators/operators.ts';
import { purgeWarnings } from '../../../main/privacy/privacy-view.ts';
import { alertsFor } from '../../../main/station/alerts.ts';
import {
  cleanUp,
  deskFacts,
  type HubRig,
  hubFacts,
  joined,
  makeDesk,
  person,
  rigWithDesk,
  type SyncDesk,
  startRig,
} from './support.ts';

afterEach(cleanUp);

const by = (name: string) => ({ kind: 'administrator', id: name, name }) as const;
const everything = { incarnation: null, from: 1, to: null };

async function order({ hub }: HubRig, verdict: JudgementKind, station: string): Promise<void> {
  const said = { verdict, range: { station, ...everything } };
  await hub.judging.order(said, { requestedBy: by('Anna'), approvedBy: by('Bob') });
}

const present = ({ context: { db, event } }: SyncDesk) =>
  countAttendance(db, event.file.id, 'registration', '2018-10-02').presentToday;
const orderOf = ({ context }: SyncDesk) => {
  const [held] = heldOrders(context);
  if (held === undefined) throw new Error('nothing waits');
  return held;
};

/** A supervisor of the desk agrees to the oldest waiting order with the PIN. */
async function agree(desk: SyncDesk, pin = '4711') {
  return await agreeToOrder(desk.context, { id: orderOf(desk).id, pin });
}

/** The desk's machine becomes another hub, and all stations join it by its code. */
async function takeOver(rig: HubRig, desk: SyncDesk, all: readonly [SyncDesk, StationMode][]) {
  const { db, event } = desk.context;
  const later = await startRig();
  await later.hub.seedRoster([...everyDelegate(db, event.file.id)]);
  await later.hub.seedStations(listKnownStations(db), listKnownOperators(db), listHubKeys(db));
  rig.hub = later.hub;
  for (const [station, mode] of all) {
    const { name } = mode === 'kiosk' ? { name: 'Kiosk' } : { name: 'Desk' };
    const who = { name, mode, keys: station.keys, takeover: true };
    station.token = await joined(rig, station, who);
  }
  return later;
}

/** A delegate checks in alone: the fact names no operator. */
function admitAtKiosk({ context }: SyncDesk, delegateId: string): void {
  const visit = {
    delegateId,
    source: 'typed',
    read: { kind: 'registration-code' },
    admitted: null,
  } as const;
  kioskCheckIn(context, visit, {});
}

/** Two desks and a kiosk that is stolen later. */
async function venue() {
  const { rig, a } = await rigWithDesk(4);
  const b = await makeDesk(rig, { name: 'B' });
  const kiosk = await makeDesk(rig, { name: 'Kiosk', mode: 'kiosk' });
  for (const station of [b, kiosk]) await station.sync();
  a.admit(person(1));
  admitAtKiosk(kiosk, person(2));
  for (const station of [a, kiosk, b, a]) await station.sync();
  const { context } = a;
  context.db.prepare('DELETE FROM operator').run();
  await addOperator(context.db, { name: 'Olaf', pin: '8402', role: 'operator' });
  await addOperator(context.db, { name: 'Anna', pin: '4711', role: 'supervisor' });
  return { rig, a, b, kiosk, bad: kiosk.station().station };
}

/** The same after desk A took over from the hub, and all stations joined again. */
async function laterVenue() {
  const { rig, a, b, kiosk, bad } = await venue();
  const later = await takeOver(rig, a, [
    [a, 'desk'],
    [b, 'desk'],
    [kiosk, 'kiosk'],
  ]);
  for (const station of [a, kiosk, b, a]) await station.sync();
  return { rig, later, a, b, kiosk, bad };
}

it('an order of the event’s first hub holds at once, and so it does after a take-over', async () => {
  const { rig, a, b, bad } = await venue();
  await order(rig, 'disregard', bad);
  await a.sync();
  expect([present(a), heldOrders(a.context)]).toEqual([1, []]);
  const later = await takeOver(rig, a, [
    [a, 'desk'],
    [b, 'desk'],
  ]);
  for (const station of [a, b, a]) await station.sync();
  expect([present(a), heldOrders(a.context)]).toEqual([1, []]);
  expect((await later.hub.judging.overview()).orders).toHaveLength(1);
  // The other desk never reached the first hub again: it gets the order from the later one.
  expect([present(b), heldOrders(b.context).length]).toEqual([2, 1]);
});

it('of a hub that took over: what counts at a desk counts on until a supervisor agrees there', async () => {
  const { rig, later, a, b, kiosk, bad } = await laterVenue();
  expect(present(a)).toBe(2);
  await order(rig, 'disregard', bad);
  for (const station of [a, b, kiosk]) await station.sync();
  expect([present(a), present(b), present(kiosk)]).toEqual([2, 2, 1]);
  expect(alertsFor(a.context, a.supervisor)).toEqual([]);
  expect(orderOf(a)).toMatchObject({
    kind: 'records',
    hub: 'Hub of the test',
    verdict: 'disregard',
    station: 'Kiosk',
    incarnation: null,
    from: 1,
    to: null,
  });
  expect(purgeWarnings(a.context)).toEqual([{ code: 'records-held', detail: 'Hub of the test' }]);
  expect(await agree(a, '8402')).toEqual({ result: 'wrong-pin' });
  // The desk does not mistake the hub's stream for that of a restored one.
  b.admit(person(3));
  await b.sync();
  expect(await a.sync()).toMatchObject({ newEpoch: false });
  expect(present(a)).toBe(3);
  const { id } = orderOf(a);
  expect(await agree(a)).toEqual({ result: 'done' });
  await a.sync();
  expect([present(a), present(b), heldOrders(a.context)]).toEqual([2, 3, []]);
  expect(purgeWarnings(a.context)).toEqual([]);
  expect(
    alertsFor(a.context, a.supervisor)
      .map(({ kind }) => kind)
      .toSorted(),
  ).toEqual(['records-disregarded', 'unconfirmed-inside']);
  await expect(agreeToOrder(a.context, { id, pin: '4711' })).rejects.toThrow('not-found');
  expect(deskFacts(a)).toEqual((await hubFacts(later)).sort());
  // And back again: the order that takes it back waits as well.
  await order(rig, 'as-before', bad);
  await a.sync();
  expect(present(a)).toBe(2);
  await agree(a);
  await a.sync();
  expect(present(a)).toBe(3);
  expect(deskFacts(a)).toEqual((await hubFacts(later)).sort());
  expect(await a.sync()).toMatchObject({ facts: 0, newEpoch: false });
});

it('a release of a hub that took over waits as well, and its end is followed where it holds', async () => {
  const { rig, later, a, bad, kiosk } = await laterVenue();
  appendEvent(kiosk.context, {
    type: 'note-written',
    delegateId: person(3),
    checkpoint: null,
    targetId: null,
    operatorId: null,
    badgeSerial: null,
    payload: {},
  });
  for (const station of [kiosk, a]) await station.sync();
  const notes = () => deskFacts(a).length;
  const before = notes();
  await order(rig, 'count', bad);
  await a.sync();
  expect(notes()).toBe(before + 1);
  await agree(a);
  await a.sync();
  expect(notes()).toBe(before + 2);
  expect(deskFacts(a)).toEqual((await hubFacts(later)).sort());
  await order(rig, 'as-before', bad);
  await a.sync();
  expect(notes()).toBe(before + 3);
  await agree(a);
  await a.sync();
  expect(notes()).toBe(before + 2);
});

it('a hub that took over takes no word away by its mark alone', async () => {
  const { a, b } = await laterVenue();
  b.admit(person(3));
  b.admit(person(4));
  for (const station of [b, a]) await station.sync();
  expect(present(a)).toBe(4);
  a.between = async (letter, deliver) => {
    const reply = await deliver();
    return reply.ok && letter.method === 'pullEvents'
      ? { ok: true, text: reply.text.replaceAll('"counts":true', '"counts":false') }
      : reply;
  };
  rewindStreams(a.context.db);
  await a.sync();
  expect(present(a)).toBe(4);
  expect(await a.sync()).toMatchObject({ newEpoch: false });
});

it('records follow an agreed order although the hub cannot be reached', async () => {
  const { rig, a, kiosk, bad } = await laterVenue();
  for (const number of [3, 4]) admitAtKiosk(kiosk, person(number));
  for (const station of [kiosk, a]) await station.sync();
  await order(rig, 'disregard', bad);
  await a.sync();
  expect(present(a)).toBe(4);
  await agree(a);
  a.between = async () => {
    throw new Error('no network');
  };
  await expect(a.sync()).rejects.toThrow('no network');
  // Without the hub.
  expect(present(a)).toBe(1);
});
