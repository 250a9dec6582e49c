import { afterEach, expect, test } from 'vitest';
import { verifyReport } from '../../../../domain/day-close/verify-report.ts';
import { dayClosedSchema, organiserDayStatusSchema } from '../../../../domain/organiser/days.ts';
import { organiserDaysSchema } from '../../../../domain/organiser/exports.ts';
import { nodeCrypto } from '../../../../platform/crypto/node-crypto.ts';
import { organiserOf } from '../organiser/support.ts';
import { entries } from '../people.ts';
import { addFacts, cleanUp, enrolStation, handshakeOf, pushOf, startTestHub } from '../support.ts';

afterEach(cleanUp);

test('an organiser sees what the report would say, calls the day and closes it; the report is genuine', async () => {
  const people = entries(3);
  const hub = await startTestHub();
  await hub.admin.importRoster(people, 'test');
  const desk = await enrolStation(hub, 'desk');
  addFacts(
    desk,
    people.slice(0, 2).map(({ id }) => id),
  );
  await desk.http.handshake(handshakeOf(desk));
  await desk.http.push(pushOf(desk, 1));
  const organiser = await organiserOf(hub, 'organiser', 'Oscar');
  const officer = await organiserOf(hub, 'data-protection-officer', 'Dana');
  const viewer = await organiserOf(hub, 'viewer', 'Vera');
  const [day = ''] = hub.running.hub.organiser.event().days;
  const status = async () =>
    organiserDayStatusSchema.parse(
      JSON.parse((await viewer.get(`/v1/organiser/day?day=${day}`)).text),
    );
  expect(await status()).toMatchObject({
    state: 'open',
    calledAt: null,
    begun: true,
    persons: 2,
    reports: [],
    stations: [{ name: 'desk 1', verdict: 'open', reason: 'not-closed', held: 2, noted: false }],
    findings: [
      { kind: 'further', count: 0, open: 0 },
      { kind: 'overrides' },
      { kind: 'prints' },
      { kind: 'clocks' },
      { kind: 'quarantine' },
    ],
    balance: { registered: 3, present: 2, gaps: 0 },
  });

  expect((await viewer.post('/v1/organiser/day/call', { day })).status).toBe(403);
  expect((await organiser.post('/v1/organiser/day/call', { day })).status).toBe(200);
  expect((await status()).calledAt).toBe(hub.clock.now);
  const tomorrow = { day: '2999-01-01', revision: 1 };
  expect((await organiser.post('/v1/organiser/day/close', tomorrow)).text).toMatch(/future-day/);
  expect((await viewer.post('/v1/organiser/day/close', { day, revision: 1 })).status).toBe(403);

  const closed = await organiser.post('/v1/organiser/day/close', { day, revision: 1 });
  const { hash } = dayClosedSchema.parse(JSON.parse(closed.text));
  // Another organiser has just closed it, and this one has not seen that report.
  const second = await organiser.post('/v1/organiser/day/close', { day, revision: 1 });
  expect([second.status, second.text]).toEqual([400, expect.stringMatching(/revision/)]);
  const after = await status();
  expect(after).toMatchObject({
    state: 'closed',
    reports: [{ revision: 1, closedAt: null, hash }],
  });

  expect((await officer.get(`/v1/organiser/day/report?day=${day}`)).status).toBe(403);
  const file = await organiser.get(`/v1/organiser/day/report?day=${day}&revision=1`);
  expect(file.headers['content-disposition']).toContain(`report-${day}-r1.json`);
  const { publicKey } = after;
  const verified = verifyReport(Buffer.from(file.text, 'utf8'), { publicKey }, nodeCrypto);
  expect(verified).toMatchObject({ genuine: true });
  const changed = file.text.replace('"persons":2', '"persons":3');
  expect(verifyReport(Buffer.from(changed), { publicKey }, nodeCrypto)).toMatchObject({
    genuine: false,
  });
  const { entries: audit } = await hub.running.accounts.audit.read({ limit: 20 });
  const done = audit.filter(({ outcome }) => outcome === 'done').map((one) => one.action);
  expect(done).toEqual(expect.arrayContaining(['day-called', 'day-closed', 'exported']));
});

test('the stations of a day are in the order of their names, whatever their ids', async () => {
  const hub = await startTestHub();
  for (let i = 0; i < 6; i += 1) {
    const station = await enrolStation(hub, 'desk');
    addFacts(station, [entries(1)[0]?.id ?? '']);
    await station.http.handshake(handshakeOf(station));
    await station.http.push(pushOf(station, 1));
  }
  const viewer = await organiserOf(hub, 'viewer', 'Vera');
  const [day = ''] = hub.running.hub.organiser.event().days;
  const { stations } = organiserDayStatusSchema.parse(
    JSON.parse((await viewer.get(`/v1/organiser/day?day=${day}`)).text),
  );
  const { days } = organiserDaysSchema.parse(
    JSON.parse((await viewer.get('/v1/organiser/days')).text),
  );
  const others = Array.from({ length: 5 }, (_, index) => `desk 1 (${index + 2})`);
  const expected = ['desk 1', ...others];
  expect(stations.map(({ name }) => name)).toEqual(expected);
  expect(days.find((one) => one.day === day)?.stations.map(({ name }) => name)).toEqual(expected);
});
