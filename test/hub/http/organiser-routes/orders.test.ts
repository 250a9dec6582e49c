import { randomUUID } from 'node:crypto';
import { afterEach, expect, test } from 'vitest';
import { approvalsAnswerSchema } from '../../../../domain/organiser/approvals.ts';
import { auditPageSchema } from '../../../../domain/organiser/audit.ts';
import { organiserOrdersSchema } from '../../../../domain/organiser/orders.ts';
import { organiserOf } from '../organiser/support.ts';
import { cleanUp, enrolStation, startTestHub } from '../support.ts';

afterEach(cleanUp);

test('one account requests an order on records, another approves, then it is given once', async () => {
  const hub = await startTestHub();
  await enrolStation(hub, 'kiosk');
  const [{ id: station } = { id: '' }] = await hub.admin.listStations();
  const [asker, other] = [
    await organiserOf(hub, 'security-officer', 'Sam'),
    await organiserOf(hub, 'organiser', 'Oscar'),
  ];
  const viewer = await organiserOf(hub, 'viewer', 'Vera');
  const order = { verdict: 'disregard', range: { station, incarnation: null, from: 1, to: null } };
  const asked = { order, reason: 'The kiosk was stolen' };
  const request = '/v1/organiser/orders/request';
  expect((await viewer.post(request, asked)).status).toBe(403);
  const unknown = { ...order, range: { ...order.range, station: randomUUID() } };
  expect((await asker.post(request, { ...asked, order: unknown })).status).toBe(404);
  const answer = await asker.post(request, asked);
  const { approval } = JSON.parse(answer.text) as { approval: string };
  const give = () => asker.post('/v1/organiser/orders', { approval });
  expect((await give()).status).toBe(403);
  const approve = `/v1/organiser/approvals/${approval}/approve`;
  expect((await asker.post(approve)).text).toMatch(/same-person/);
  const { approvals } = approvalsAnswerSchema.parse(
    JSON.parse((await other.get('/v1/organiser/approvals')).text),
  );
  const subject = `disregard ${station} all 1 end`;
  expect(approvals).toMatchObject([{ kind: 'records', subject, mayDecide: true }]);
  expect((await other.post(approve)).status).toBe(200);
  // An approval is valid for its own kind only.
  expect((await other.post('/v1/organiser/purges', { approval })).status).not.toBe(200);
  expect((await give()).status).toBe(200);
  expect((await give()).status).toBe(403);
  const seen = organiserOrdersSchema.parse(
    JSON.parse((await other.get('/v1/organiser/orders')).text),
  );
  expect(seen.orders).toMatchObject([{ ...order, isReplaced: false }]);
  const officer = await organiserOf(hub, 'data-protection-officer', 'Dana');
  const audit = await officer.get('/v1/organiser/audit?limit=50&action=records-judged');
  const entries = auditPageSchema.parse(JSON.parse(audit.text)).entries;
  expect(entries.find(({ outcome }) => outcome === 'done')).toMatchObject({
    account: { name: 'Sam' },
    detail: `approval ${approval}: ${subject}`,
  });
});
