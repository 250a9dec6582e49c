import { randomUUID } from 'node:crypto';
import { afterEach, expect, it } from 'vitest';
import { countAttendance } from '../../../db/check-in/admissions.ts';
import { openDuplicates } from '../../../db/check-in/duplicates.ts';
import { waitingJobs } from '../../../db/printing/print-routes.ts';
import type { JudgedRange, JudgementKind } from '../../../domain/ledger/judgement.ts';
import { checkIn } from '../../../main/check-in/check-in.ts';
import { presenceNow } from '../../../main/doors/presence.ts';
import { evacuationList } from '../../../main/emergency/evacuation.ts';
import { appendEvent } from '../../../main/ledger/append-event.ts';
import { alertsFor, hearAlerts, markAlertsSeen } from '../../../main/station/alerts.ts';
import { closeOwnDay } from '../../../main/sync/close-own-day.ts';
import {
  cleanUp,
  deskFacts,
  type HubRig,
  hubFacts,
  makeDesk,
  person,
  rigWithDesk,
  type SyncDesk,
} from './support.ts';

afterEach(cleanUp);

const by = (name: string) => ({ kind: 'administrator', id: name, name }) as const;
const day = '2018-10-02';

async function order(
  rig: HubRig,
  verdict: JudgementKind,
  range: Partial<JudgedRange> & { station: string },
) {
  const said = { verdict, range: { incarnation: null, from: 1, to: null, ...range } };
  await rig.hub.judging.order(said, { requestedBy: by('Anna'), approvedBy: by('Bob') });
}

function shown({ context }: SyncDesk) {
  const { db, event } = context;
  const count = <Row>(sql: string) => db.prepare<[], Row>(sql).all();
  return {
    counts: countAttendance(db, event.file.id, 'registration', day),
    duplicates: openDuplicates(db, event.file.id).length,
    badges: count<{ serial: string; state: string }>(
      'SELECT serial, state FROM badge ORDER BY serial',
    ),
    admissions: count(
      'SELECT attendance_id AS id, undone_by AS undoneBy FROM admission ORDER BY id',
    ),
    conflicts: count('SELECT serial FROM badge_conflict'),
    inside: [...presenceNow(context).persons()].sort(),
    roster: count<{ id: string }>(
      'SELECT id, printed_name AS name, status FROM delegate WHERE deleted = 0 ORDER BY id',
    ),
  };
}

/** Two desks that know each other; the second one admitted as well. */
async function venue() {
  const { rig, a } = await rigWithDesk();
  const b = await makeDesk(rig, { name: 'B' });
  a.admit(person(1));
  await a.sync();
  await b.sync();
  const honest = shown(a);
  b.admit(person(1));
  b.admit(person(2));
  await b.sync();
  await a.sync();
  return { rig, a, b, honest, bad: b.station().station };
}
const facts = (desk: SyncDesk) =>
  desk.context.db
    .prepare<[], { n: number }>(
      "SELECT count(*) AS n FROM attendance_event WHERE type <> 'facts-judged'",
    )
    .get()?.n;

it('every station shows what the facts that count amount to, its own disregarded ones left out', async () => {
  const { rig, a, b, honest, bad } = await venue();
  const before = shown(a);
  expect(before).not.toEqual(honest);
  await order(rig, 'disregard', { station: bad });
  for (const desk of [a, b]) {
    await desk.sync();
    expect(shown(desk)).toEqual(honest);
  }
  expect(facts(a)).toBe(2);
  await order(rig, 'as-before', { station: bad });
  for (const desk of [a, b]) {
    await desk.sync();
    expect(shown(desk)).toEqual(before);
    expect(await desk.sync()).toMatchObject({ newEpoch: false });
  }
  expect(deskFacts(a)).toEqual((await hubFacts(rig)).sort());
});

it('who is inside is found anew, although other records came since', async () => {
  const { rig, a, bad } = await venue();
  a.admit(person(3));
  await a.sync();
  expect(shown(a).inside).toHaveLength(3);
  await order(rig, 'disregard', { station: bad });
  await a.sync();
  expect(shown(a).inside).toEqual([person(1), person(3)].sort());
});

it('what comes after the order is no word either, and the station goes on', async () => {
  const { rig, a, b, honest, bad } = await venue();
  await order(rig, 'disregard', { station: bad });
  b.admit(person(3));
  for (const desk of [b, a, b]) await desk.sync();
  for (const desk of [a, b]) expect(shown(desk)).toEqual(honest);
  expect(b.context.db.pragma('foreign_key_check')).toEqual([]);
  // A close is not written again and again, although it counts nowhere.
  expect(closeOwnDay(b.context, { day, operatorId: null })).not.toBeNull();
  await b.sync();
  expect(closeOwnDay(b.context, { day, operatorId: null })).toBeNull();
});

it('a station that reads from the beginning shows the same', async () => {
  const { rig, honest, bad } = await venue();
  await order(rig, 'disregard', { station: bad });
  const fresh = await makeDesk(rig, { name: 'Fresh' });
  await fresh.sync();
  expect(shown(fresh)).toEqual(honest);
  await fresh.sync();
  expect(shown(fresh)).toEqual(honest);
  await order(rig, 'as-before', { station: bad });
  await fresh.sync();
  expect(shown(fresh).counts).toEqual({ presentToday: 2, presentEvent: 2 });
});

it('who is inside is read again, also where the last record of all still counts', async () => {
  const { rig, a, bad } = await venue();
  a.admit(person(4));
  const inside = () => [...presenceNow(a.context).persons()].sort();
  expect(inside()).toEqual([person(1), person(2), person(4)].sort());
  await order(rig, 'disregard', { station: bad });
  await a.sync();
  expect(inside()).toEqual([person(1), person(4)].sort());
});

it('a badge that waits for a printer is held', async () => {
  const { rig, b, bad } = await venue();
  const waiting = () => waitingJobs(b.context.db).map(({ isDisregarded }) => isDisregarded);
  expect(waiting()).toEqual([false]);
  await order(rig, 'disregard', { station: bad });
  await b.sync();
  expect(waiting()).toEqual([true]);
  await order(rig, 'as-before', { station: bad });
  await b.sync();
  expect(waiting()).toEqual([false]);
});

it('a hub that was restored from before the order follows the one that a desk brings', async () => {
  const { rig, a, b, honest, bad } = await venue();
  const restore = await rig.backUp();
  await order(rig, 'disregard', { station: bad });
  await a.sync();
  await restore();
  // The disregarded station syncs first, before the hub knows of the order.
  await b.sync();
  expect(shown(b)).not.toEqual(honest);
  await a.sync();
  for (const desk of [b, a]) {
    await desk.sync();
    expect(shown(desk)).toEqual(honest);
  }
  expect(await rig.hub.checkAll()).toEqual([]);
});

it('a station that holds the order follows it, whatever a hub shows that lost it', async () => {
  const { rig, honest, bad } = await venue();
  await order(rig, 'disregard', { station: bad });
  const fresh = await makeDesk(rig, { name: 'Fresh' });
  fresh.between = async (letter, deliver) => {
    const reply = await deliver();
    return reply.ok && letter.method === 'pullEvents'
      ? { ok: true, text: reply.text.replaceAll('"counts":false', '"counts":true') }
      : reply;
  };
  await fresh.sync();
  expect(shown(fresh)).toEqual(honest);
});

it('whoever is inside by disregarded records alone is unconfirmed, and security hears of it', async () => {
  const { rig, a, b, bad } = await venue();
  const listed = ({ context }: SyncDesk) =>
    evacuationList(context, 'en').zones.flatMap(({ people }) =>
      people.map(({ id, printedName, unconfirmed }) => ({ id, printedName, unconfirmed })),
    );
  const names = new Map(listed(a).map(({ id, printedName }) => [id, printedName]));
  expect(listed(a).map(({ unconfirmed }) => unconfirmed)).toEqual([false, false]);
  await order(rig, 'disregard', { station: bad });
  for (const desk of [a, b]) {
    await desk.sync();
    expect(evacuationList(desk.context, 'en')).toMatchObject({ inside: 1, unconfirmed: 1 });
    expect(listed(desk)).toEqual(
      [person(1), person(2)].map((id) => {
        return { id, printedName: names.get(id), unconfirmed: id === person(2) };
      }),
    );
    const station = desk === b ? desk.context.stationName : 'B';
    const alerts = alertsFor(desk.context, desk.supervisor);
    expect(
      alerts.map(({ kind, person: who, stationName }) => [kind, who?.delegateId, stationName]),
    ).toEqual(
      expect.arrayContaining([
        ['records-disregarded', undefined, station],
        ['unconfirmed-inside', person(2), station],
      ]),
    );
  }
  hearAlerts(a.context);
  markAlertsSeen(
    a.context,
    a.supervisor,
    alertsFor(a.context, a.supervisor).map(({ id }) => id),
  );
  await order(rig, 'as-before', { station: bad });
  await a.sync();
  expect(listed(a).map(({ unconfirmed }) => unconfirmed)).toEqual([false, false]);
  expect(alertsFor(a.context, a.supervisor)).toEqual([]);
});

it('a badge whose issue is disregarded is unknown: amber', async () => {
  const { rig, a, b, bad } = await venue();
  const code = b.context.db
    .prepare<[], { code: string }>('SELECT code FROM badge WHERE code IS NOT NULL')
    .get()?.code;
  const scan = (desk: SyncDesk) =>
    checkIn(desk.context, desk.caller, {
      key: randomUUID(),
      target: { kind: 'scan', scan: { source: 'camera', readings: [code ?? ''], seenAt: 0 } },
      identity: null,
    });
  expect(scan(a)).toMatchObject({ outcome: 'already-in' });
  await order(rig, 'disregard', { station: bad });
  for (const desk of [a, b]) {
    await desk.sync();
    expect(scan(desk)).toMatchObject({ outcome: 'badge-not-valid', doubt: 'unheard' });
  }
  await order(rig, 'as-before', { station: bad });
  await a.sync();
  expect(scan(a)).toMatchObject({ outcome: 'already-in' });
});

it('a kiosk’s record comes back together with the one that it names', async () => {
  const { rig, a } = await rigWithDesk();
  const kiosk = await makeDesk(rig, { name: 'Kiosk', mode: 'kiosk' });
  await kiosk.sync();
  const say = (type: 'admitted' | 'consent-recorded', targetId: string | null): string => {
    const fact = { type, delegateId: person(2), checkpoint: 'registration', targetId } as const;
    const more = { operatorId: null, badgeSerial: null, payload: {} };
    const { db } = kiosk.context;
    return db.transaction(() => appendEvent(kiosk.context, { ...fact, ...more }).id).immediate();
  };
  const admitted = say('admitted', null);
  const consent = say('consent-recorded', admitted);
  await kiosk.sync();
  await a.sync();
  const station = kiosk.station().station;
  await order(rig, 'disregard', { station, to: 1 });
  await a.sync();
  const fresh = await makeDesk(rig, { name: 'Fresh' });
  await fresh.sync();
  for (const desk of [a, fresh]) {
    expect(deskFacts(desk)).toContain(consent);
    expect(deskFacts(desk)).not.toContain(admitted);
  }
  await order(rig, 'as-before', { station });
  for (const desk of [a, fresh]) {
    await desk.sync();
    expect(deskFacts(desk)).toEqual((await hubFacts(rig)).sort());
    expect(deskFacts(desk)).toEqual(expect.arrayContaining([admitted, consent]));
  }
});
