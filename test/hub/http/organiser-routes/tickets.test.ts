import { parse } from 'csv-parse/sync';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { auditPageSchema } from '../../../../domain/organiser/audit.ts';
import {
  renewedTicketsSchema,
  ticketCodesSchema,
  ticketSchema,
} from '../../../../domain/organiser/tickets.ts';
import { ticketHash } from '../../../../domain/tickets/issued-codes.ts';
import { sampleMaking } from '../../../support/sample-event.ts';
import { organiserOf } from '../organiser/support.ts';
import { entries, entry } from '../people.ts';
import { cleanUp, startTestHub, type TestHub } from '../support.ts';

const { id, registrationCode } = entry(1);

let hub: TestHub;
beforeEach(async () => {
  hub = await startTestHub();
  await hub.admin.importRoster(entries(3), 'test');
});
afterEach(cleanUp);

const newest = async (): Promise<string | undefined> =>
  (await hub.admin.delegate(id)).ticketHashes[0];

/** The audit's entries about tickets, newest first. */
async function audited(): Promise<unknown[]> {
  const officer = await organiserOf(hub, 'data-protection-officer');
  const { text } = await officer.get('/v1/organiser/audit?limit=100');
  return auditPageSchema
    .parse(JSON.parse(text))
    .entries.filter(({ action }) => /renewed|exported|approval/.test(action))
    .map(({ action, outcome, delegateId, count }) => ({ action, outcome, delegateId, count }));
}

test('a person’s ticket is renewed: its code is in the answer, and in no entry and no log', async () => {
  const protocol = await organiserOf(hub, 'protocol');
  const url = `/v1/organiser/delegates/${id}/renew-ticket`;
  const answer = await protocol.post(url);
  const { code, ...person } = ticketSchema.parse(JSON.parse(answer.text));
  expect(person).toEqual({ registrationCode, printedName: 'Sample PERSON 1' });
  expect(await newest()).toBe(ticketHash(code, sampleMaking));
  for (let renewal = 1; renewal < 20; renewal += 1) await hub.admin.renewTickets([id]);
  const once = await protocol.post(url);
  expect([once.status, once.text]).toEqual([403, expect.stringMatching(/renewals/)]);
  const done = { action: 'ticket-renewed', delegateId: id, count: null };
  expect(await audited()).toEqual([
    { ...done, outcome: 'failed' },
    { ...done, outcome: 'done' },
  ]);
});

test('everybody’s tickets are renewed by two accounts, once; the list has the new codes', async () => {
  const [security, other] = [
    await organiserOf(hub, 'security-officer', 'Sam'),
    await organiserOf(hub, 'organiser', 'Oscar'),
  ];
  await hub.admin.changeDelegate(entry(3).id, { status: 'cancelled' });
  const reason = { reason: 'A desk was stolen' };
  const asked = await security.post('/v1/organiser/tickets/request', reason);
  const { approval } = JSON.parse(asked.text) as { approval: string };
  const renew = () => security.post('/v1/organiser/tickets/renew', { approval });
  expect((await renew()).text).toMatch(/state/);
  const own = await security.post(`/v1/organiser/approvals/${approval}/approve`);
  expect([own.status, own.text]).toEqual([403, expect.stringMatching(/same-person/)]);
  expect((await other.post(`/v1/organiser/approvals/${approval}/approve`)).status).toBe(200);
  // An approval for tickets allows no purge.
  expect((await other.post('/v1/organiser/purges', { approval })).status).not.toBe(200);
  const before = await newest();
  const renewed = renewedTicketsSchema.parse(JSON.parse((await renew()).text));
  expect(renewed).toEqual({ number: 2, renewed: 3 });
  expect(await newest()).not.toBe(before);
  expect((await renew()).status).toBe(403);
  expect((await security.get('/v1/organiser/tickets')).status).toBe(403);
  const codes = ticketCodesSchema.parse(
    JSON.parse((await other.get('/v1/organiser/tickets')).text),
  );
  const rows: Record<string, string>[] = parse(codes.file, { bom: true, columns: true });
  // A cancelled person gets no ticket.
  expect([codes.count, rows.length]).toEqual([2, 2]);
  expect(await newest()).toBe(ticketHash(rows[0]?.['Ticket code'] ?? '', sampleMaking));
  const nobody = { outcome: 'done', delegateId: null };
  expect(await audited()).toEqual(
    expect.arrayContaining([
      { ...nobody, action: 'approval-requested', count: null },
      { ...nobody, action: 'approval-given', count: null },
      { ...nobody, action: 'tickets-renewed', count: 3 },
      { ...nobody, action: 'exported', count: 2 },
    ]),
  );
});

test('codes are shown to whoever typed the pass phrase lately', async () => {
  const organiser = await organiserOf(hub, 'organiser');
  hub.clock.now += 6 * 60_000;
  for (const answer of [
    await organiser.post(`/v1/organiser/delegates/${id}/renew-ticket`),
    await organiser.get('/v1/organiser/tickets'),
  ]) {
    expect([answer.status, answer.text]).toEqual([401, expect.stringMatching(/prove-again/)]);
  }
  expect((await hub.admin.delegate(id)).ticketHashes).toHaveLength(1);
});
