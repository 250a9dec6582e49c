import { afterEach, expect, test } from 'vitest';
import { signedCertificateSchema } from '../../../../domain/purge/certificate.ts';
import { lostReportSchema } from '../../../../domain/purge/lost-report.ts';
import { signedPurgeOrderSchema } from '../../../../domain/purge/order.ts';
import { personReportSchema } from '../../../../domain/purge/person-report.ts';
import { privacyOverviewSchema } from '../../../../hub/admin/privacy-client.ts';
import { organiserOf, sessionOf } from '../organiser/support.ts';
import { entries, entry } from '../people.ts';
import { cleanUp, enrolKiosk, startTestHub } from '../support.ts';

afterEach(cleanUp);

test('one account asks, another approves, then the event is purged once; the certificate names both', async () => {
  const hub = await startTestHub();
  await hub.admin.importRoster(entries(3), 'test');
  let asker = await organiserOf(hub, 'data-protection-officer', 'Dana');
  const viewer = await organiserOf(hub, 'viewer', 'Vera');
  expect((await viewer.post('/v1/organiser/purges/request')).status).toBe(403);
  expect((await asker.post('/v1/organiser/purges/request')).text).toMatch(/event-days/);
  hub.clock.now += 10 * 86_400_000;
  // Sessions do not last that long.
  asker = await sessionOf(hub, asker.account);
  const other = await organiserOf(hub, 'organiser', 'Oscar');
  const asked = await asker.post('/v1/organiser/purges/request');
  expect(asked.status).toBe(200);
  const { approval } = JSON.parse(asked.text) as { approval: string };
  const before = await asker.post('/v1/organiser/purges', { approval });
  expect([before.status, before.text]).toEqual([403, expect.stringMatching(/state/)]);
  expect((await asker.post(`/v1/organiser/approvals/${approval}/approve`)).status).toBe(403);
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
  const certified = await asker.get(`/v1/organiser/purges/${order.id}/certificate`);
  expect(signedCertificateSchema.parse(JSON.parse(certified.text)).certificate.order).toEqual(
    order,
  );
});

test('a lost kiosk and an access request, each for its role and in the audit', async () => {
  const hub = await startTestHub();
  await hub.admin.importRoster(entries(2), 'test');
  const kiosk = await enrolKiosk(hub, 'kiosk');
  await kiosk.http.pullRoster({ epoch: kiosk.enrolment.epoch, after: 0, limit: 10 });
  const officer = await organiserOf(hub, 'data-protection-officer');
  const organiser = await organiserOf(hub, 'organiser');
  const [{ id } = { id: '' }] = await hub.admin.listKiosks();
  const lost = await organiser.post(`/v1/organiser/kiosks/${id}/lost`);
  expect(lostReportSchema.parse(JSON.parse(lost.text)).persons).toHaveLength(2);
  expect((await hub.admin.listKiosks())[0]?.state).toBe('revoked');
  expect((await organiser.get(`/v1/organiser/persons/${entry(1).id}`)).status).toBe(403);
  const person = await officer.get(`/v1/organiser/persons/${entry(1).id}`);
  const report = personReportSchema.parse(JSON.parse(person.text));
  expect(report.recipients).toMatchObject([{ mode: 'kiosk' }]);
  const again = await officer.get(`/v1/organiser/persons/${entry(1).id}`);
  expect(personReportSchema.parse(JSON.parse(again.text)).log).toMatchObject([
    { kind: 'person-exported', operatorId: officer.account.id },
  ]);
});
