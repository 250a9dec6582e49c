import { afterEach, expect, test } from 'vitest';
import { approvalsAnswerSchema } from '../../../../domain/organiser/approvals.ts';
import { purgeProgressSchema } from '../../../../domain/organiser/privacy.ts';
import { rosterSearchSchema } from '../../../../domain/organiser/roster.ts';
import { signedCertificateSchema } from '../../../../domain/privacy/certificate.ts';
import { lostReportSchema } from '../../../../domain/privacy/lost-report.ts';
import { signedPurgeOrderSchema } from '../../../../domain/privacy/order.ts';
import { personAnswerSchema } from '../../../../domain/privacy/person-report.ts';
import { privacyOverviewSchema } from '../../../../hub/admin/admin-answers.ts';
import { organiserOf, sessionOf } from '../organiser/support.ts';
import { entries, entry } from '../people.ts';
import { cleanUp, enrolStation, handshakeOf, startTestHub } from '../support.ts';

afterEach(cleanUp);

test('one account asks, another approves, then the event is purged once; the certificate names both', async () => {
  const hub = await startTestHub();
  await hub.admin.importRoster(entries(3), 'test');
  const desk = await enrolStation(hub, 'desk');
  const gone = await enrolStation(hub, 'door');
  await gone.http.handshake(handshakeOf(gone));
  let asker = await organiserOf(hub, 'data-protection-officer', 'Dana');
  const viewer = await organiserOf(hub, 'viewer', 'Vera');
  expect((await viewer.post('/v1/organiser/purges/request')).status).toBe(403);
  const reason = { reason: 'The event is over' };
  expect((await asker.post('/v1/organiser/purges/request', { reason: ' ' })).status).toBe(400);
  expect((await asker.post('/v1/organiser/purges/request', reason)).text).toMatch(/event-days/);
  hub.clock.now += 10 * 86_400_000;
  // Sessions do not last that long.
  asker = await sessionOf(hub, asker.account);
  const other = await organiserOf(hub, 'organiser', 'Oscar');
  await desk.http.handshake(handshakeOf(desk));
  const asked = await asker.post('/v1/organiser/purges/request', reason);
  expect(asked.status).toBe(200);
  const { approval } = JSON.parse(asked.text) as { approval: string };
  const before = await asker.post('/v1/organiser/purges', { approval });
  expect([before.status, before.text]).toEqual([403, expect.stringMatching(/state/)]);
  const own = await asker.post(`/v1/organiser/approvals/${approval}/approve`);
  expect([own.status, own.text]).toEqual([403, expect.stringMatching(/same-person/)]);
  const { approvals } = approvalsAnswerSchema.parse(
    JSON.parse((await other.get('/v1/organiser/approvals')).text),
  );
  expect(approvals).toMatchObject([{ id: approval, reason: reason.reason, mayDecide: true }]);
  expect((await other.post(`/v1/organiser/approvals/${approval}/refuse`)).status).toBe(400);
  expect((await other.post(`/v1/organiser/approvals/${approval}/approve`)).status).toBe(200);
  const ordered = await asker.post('/v1/organiser/purges', { approval });
  expect([ordered.status, ordered.status === 200 ? '' : ordered.text]).toEqual([200, '']);
  const { order } = signedPurgeOrderSchema.parse(JSON.parse(ordered.text));
  expect(order).toMatchObject({
    requestedBy: { kind: 'account', name: 'Dana' },
    approvedBy: { kind: 'account', name: 'Oscar' },
  });
  expect((await asker.post('/v1/organiser/purges', { approval })).status).toBe(403);
  expect((await hub.admin.overview()).delegates.confirmed).toBe(0);
  const seen = await asker.get('/v1/organiser/privacy');
  expect(privacyOverviewSchema.parse(JSON.parse(seen.text)).purges).toHaveLength(1);
  const progress = await asker.get(`/v1/organiser/purges/${order.id}`);
  expect(purgeProgressSchema.parse(JSON.parse(progress.text))).toMatchObject({
    requestedBy: 'Dana',
    approvedBy: 'Oscar',
    complete: false,
    hub: { done: expect.any(Number), counts: [{ part: 'delegates', count: 3 }] },
    stations: [
      { name: 'desk 1', progress: 'waiting', done: null },
      { name: 'door 1', progress: 'unreachable', done: null },
    ],
  });
  const certified = await asker.get(`/v1/organiser/purges/${order.id}/certificate`);
  expect(signedCertificateSchema.parse(JSON.parse(certified.text)).certificate.order).toEqual(
    order,
  );
});

test('a lost kiosk and an access request, each for its role and in the audit', async () => {
  const hub = await startTestHub();
  await hub.admin.importRoster(entries(2), 'test');
  const kiosk = await enrolStation(hub, 'kiosk');
  await kiosk.http.pullRoster({ epoch: kiosk.enrolment.epoch, after: 0, limit: 10 });
  const officer = await organiserOf(hub, 'data-protection-officer');
  const organiser = await organiserOf(hub, 'organiser');
  const [{ id, name } = { id: '', name: '' }] = await hub.admin.listStations();
  const away = `/v1/organiser/stations/${id}/lost`;
  const unconfirmed = await organiser.post(away, { confirm: 'another one' });
  expect([unconfirmed.status, unconfirmed.text]).toEqual([400, expect.stringMatching(/confirm/)]);
  expect((await hub.admin.listStations())[0]?.state).toBe('enrolled');
  const lost = await organiser.post(away, { confirm: name });
  expect(lostReportSchema.parse(JSON.parse(lost.text)).persons).toHaveLength(2);
  expect((await hub.admin.listStations())[0]?.state).toBe('revoked');
  expect((await organiser.get(`/v1/organiser/persons/${entry(1).id}`)).status).toBe(403);
  const find = { query: entry(1).registrationCode, language: 'en', limit: 5 };
  expect((await organiser.post('/v1/organiser/persons/search', find)).status).toBe(403);
  const found = await officer.post('/v1/organiser/persons/search', find);
  expect(rosterSearchSchema.parse(JSON.parse(found.text)).rows).toMatchObject([
    { id: entry(1).id },
  ]);
  // The data protection officer cannot use the page's search either.
  expect((await officer.post('/v1/organiser/roster/search', find)).status).toBe(403);
  const person = await officer.get(`/v1/organiser/persons/${entry(1).id}`);
  const { report, picture } = personAnswerSchema.parse(JSON.parse(person.text));
  expect([picture, report.photo]).toEqual([null, null]);
  expect(report.recipients).toMatchObject([{ mode: 'kiosk' }]);
  const again = await officer.get(`/v1/organiser/persons/${entry(1).id}`);
  expect(personAnswerSchema.parse(JSON.parse(again.text)).report.log).toMatchObject([
    { kind: 'searched', operatorId: officer.account.id },
    { kind: 'person-exported', operatorId: officer.account.id },
  ]);
});
