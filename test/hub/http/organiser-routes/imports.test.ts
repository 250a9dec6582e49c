import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeCheckpoint } from '../../../../domain/event/event-file.ts';
import { csrfHeader } from '../../../../domain/organiser/access.ts';
import { auditPageSchema } from '../../../../domain/organiser/audit.ts';
import {
  importWrittenSchema,
  type RosterDiff,
  type RosterPreview,
  rosterDiffSchema,
  rosterPreviewSchema,
} from '../../../../domain/roster/roster-import.ts';
import { ownEvent, ownList, ownRows } from '../../../support/own-list.ts';
import { eventSecret, sampleEvent } from '../../../support/sample-event.ts';
import { organiserOf, type TestOrganiser } from '../organiser/support.ts';
import { entries, entry } from '../people.ts';
import {
  cleanUp,
  enrolStation,
  handshakeOf,
  pushOf,
  type RawAnswer,
  sendRaw,
  startTestHub,
  type TestHub,
} from '../support.ts';

let hub: TestHub;
let organiser: TestOrganiser;
beforeEach(async () => {
  hub = await startTestHub();
  organiser = await organiserOf(hub, 'organiser');
});
afterEach(cleanUp);

const file = (...lines: string[]): Buffer =>
  Buffer.from(['Registration code;Given name;Family name;Delegation', ...lines].join('\r\n'));
const { registrationCode: known } = entry(1);

function choose(body: Buffer, who = organiser): Promise<RawAnswer> {
  const { cookie, csrf } = who;
  const headers = { cookie, origin: hub.url, [csrfHeader]: csrf };
  return sendRaw(hub, {
    method: 'POST',
    path: '/v1/organiser/imports',
    body,
    headers: { ...headers, 'content-type': 'application/octet-stream' },
  });
}

async function opened(body: Buffer): Promise<RosterPreview> {
  return rosterPreviewSchema.parse(JSON.parse((await choose(body)).text));
}

const step = (id: string, what: string, body: unknown = {}): Promise<RawAnswer> =>
  organiser.post(`/v1/organiser/imports/${id}/${what}`, body);

async function compared({ planId, guess }: RosterPreview): Promise<RosterDiff> {
  const answer = await step(planId, 'compare', { mapping: guess });
  return rosterDiffSchema.parse(JSON.parse(answer.text));
}

const refusal = async (answer: Promise<RawAnswer>): Promise<unknown[]> => {
  const { status, text } = await answer;
  return [status, (JSON.parse(text) as { detail: string }).detail];
};

test('a file is previewed, compared and written, and the audit says who did it', async () => {
  await hub.admin.importRoster(entries(3), 'test');
  const body = file(`${known};Anna;MÜLLER;BEL`, 'NEW-1;José;GARCÍA;JPN', 'NEW-2;No;BODY;XXX');
  const preview = await opened(body);
  expect(preview).toMatchObject({ encoding: 'utf-8', delimiter: ';', headers: { length: 4 } });
  const diff = await compared(preview);
  expect(diff).toMatchObject({ rows: 3, added: 1, changed: 1, absent: 2, rejected: 1 });
  expect(diff.rejectedRows).toMatchObject([{ line: 4, reason: 'unknown-delegation' }]);
  expect((await hub.admin.delegate(entry(1).id)).givenName).not.toBe('Anna');
  const rejected = await organiser.get(
    `/v1/organiser/imports/${preview.planId}/rejected?language=fr`,
  );
  expect(rejected.text).toContain('NEW-2');
  const written = await step(preview.planId, 'apply', { acceptMended: false });
  expect(importWrittenSchema.parse(JSON.parse(written.text))).toEqual({
    added: 1,
    changed: 1,
    bookings: null,
  });
  const people = await hub.admin.listDelegates(null, 100);
  expect(people.map(({ givenName }) => givenName)).toEqual(['José', 'Anna', '', '']);
  const again = step(preview.planId, 'apply', { acceptMended: false });
  expect(await refusal(again)).toEqual([404, 'import']);
  const officer = await organiserOf(hub, 'data-protection-officer');
  const { text } = await officer.get('/v1/organiser/audit?limit=100');
  const noted = auditPageSchema
    .parse(JSON.parse(text))
    .entries.filter(({ account }) => account?.name === 'organiser')
    .map(({ action, outcome, count }) => [action, outcome, count]);
  expect(noted).toEqual([
    ['roster-imported', 'failed', null],
    ['roster-imported', 'done', 2],
    ['list-seen', 'done', 1],
  ]);
});

test('what a file says about sessions is compared with the ledger, and written after the people', async () => {
  await hub.admin.importRoster(entries(1), 'test');
  const { version: base } = await hub.running.hub.eventVersions();
  const workshop = {
    ...{ id: 'workshop', kind: 'session' as const, windows: [], categories: null },
    ...{ name: { en: 'Workshop' }, passes: 'booked-only' as const, capacity: 1 },
  };
  const checkpoints = [...sampleEvent.checkpoints, makeCheckpoint(workshop)];
  await hub.running.hub.changeEvent({ base, file: { ...sampleEvent, checkpoints } }, 'Anna');
  const body = Buffer.from(
    [
      'Registration code;Printed name;Delegation;Sessions',
      'NEW-1;New ONE;BEL;Workshop; Dinner'.replace('Workshop; Dinner', '"Workshop; Dinner"'),
      `${known};Known ONE;BEL;workshop`,
      `${entry(2).registrationCode};Gone ONE;BEL;workshop`,
    ].join('\r\n'),
  );
  // A desk cancelled somebody; the list lags behind.
  await hub.admin.importRoster([entry(2)], 'test');
  const desk = await enrolStation(hub, 'desk');
  await desk.http.handshake(handshakeOf(desk));
  desk.facts.add(
    { type: 'person-changed', delegateId: entry(2).id },
    { change: { status: 'cancelled' } },
  );
  await desk.http.push(pushOf(desk, 1));
  const preview = await opened(body);
  expect(preview.guess).toMatchObject({ sessions: 3 });
  const { bookings } = await compared(preview);
  expect(bookings).toMatchObject({ booked: 1, waiting: 1, released: 0, odd: 2 });
  expect(bookings?.findings).toMatchObject([
    { line: 2, printedName: 'New ONE', what: 'unknown-session', value: 'Dinner' },
    { line: 4, printedName: 'Gone ONE', what: 'registration', sessions: ['workshop'] },
  ]);
  const written = await step(preview.planId, 'apply', { acceptMended: false });
  expect(importWrittenSchema.parse(JSON.parse(written.text))).toMatchObject({
    added: 1,
    bookings: { booked: 1, waiting: 1, released: 0 },
  });
  const again = await compared(await opened(body));
  expect(again).toMatchObject({ added: 0, changed: 0, bookings: { booked: 0, waiting: 0 } });
});

test('delegations that rows name are added to the event as a version, and the rows come in', async () => {
  const preview = await opened(file('NEW-1;Anna;MÜLLER;UPU', 'NEW-2;José;GARCÍA;World Bank Group'));
  const diff = await compared(preview);
  expect(diff).toMatchObject({ added: 0, rejected: 2, eventKeeper: 'here' });
  const [first, ...others] = diff.unknownDelegations.map(
    ({ rows: _, isMember: __, ...one }) => one,
  );
  if (first === undefined) throw new Error('two are unknown');
  const renamed = { ...first, name: { en: 'Renamed', fr: 'Renommée' } };
  const add = (delegations: unknown) => step(preview.planId, 'delegations', { delegations });
  const taken = hub.running.hub.identity().event.file as { delegations: (typeof first)[] };
  const { text } = await add([renamed, { ...others[0], name: taken.delegations[0]?.name }]);
  expect(JSON.parse(text)).toMatchObject({ outcome: 'name-taken' });
  expect((await hub.running.hub.eventVersions()).version).toBe(1);
  const answer = await add([renamed, ...others]);
  expect(JSON.parse(answer.text)).toEqual({ outcome: 'added', version: 2 });
  const { versions } = await hub.running.hub.eventVersions();
  expect(versions).toMatchObject([
    { version: 2, by: 'organiser', changes: [{ kind: 'added' }, { kind: 'added' }] },
  ]);
  expect(await compared(preview)).toMatchObject({ added: 2, rejected: 0, unknownDelegations: [] });
  await step(preview.planId, 'apply', { acceptMended: false });
  const people = await hub.admin.listDelegates(null, 100);
  expect(people.map(({ delegation }) => delegation).sort()).toEqual(['UPU', 'WBG']);
  const unknown = await step(randomUUID(), 'delegations', { delegations: [renamed] });
  expect(unknown.status).toBe(404);
});

test('every row of an own list comes into an own event, after its delegations were added', async () => {
  await cleanUp();
  const initial = { event: { file: ownEvent, secret: eventSecret }, name: 'Test hub' };
  hub = await startTestHub(undefined, undefined, null, initial);
  organiser = await organiserOf(hub, 'organiser');
  const preview = await opened(ownList());
  const diff = await compared(preview);
  const waiting = diff.unknownDelegations.reduce((sum, { rows }) => sum + rows, 0);
  expect([diff.rejected, diff.added]).toEqual([waiting, ownRows - waiting]);
  expect(waiting).toBeGreaterThan(0);
  const delegations = diff.unknownDelegations.map(({ rows: _, isMember: __, ...one }) => one);
  await step(preview.planId, 'delegations', { delegations });
  expect(await compared(preview)).toMatchObject({ added: ownRows, rejected: 0 });
  const written = await step(preview.planId, 'apply', { acceptMended: false });
  expect(JSON.parse(written.text)).toEqual({ added: ownRows, changed: 0, bookings: null });
});

test('a list is compared with the list before it: what a desk corrected stays', async () => {
  await hub.admin.importRoster([entry(1)], 'test');
  const desk = await enrolStation(hub, 'desk');
  await desk.http.handshake(handshakeOf(desk));
  const correction = { correction: { printedName: 'Dr Sample PERSON' } };
  desk.facts.add({ type: 'spelling-corrected', delegateId: entry(1).id }, correction);
  await desk.http.push(pushOf(desk, 1));
  const lines = ['Registration code;Printed name;Delegation', `${known};Sample PERSON 1;BEL`];
  const preview = await opened(Buffer.from(lines.join('\n')));
  expect(await compared(preview)).toMatchObject({ changed: 0, unchanged: 1 });
  await step(preview.planId, 'apply', { acceptMended: false });
  expect((await hub.admin.delegate(entry(1).id)).printedName).toBe('Dr Sample PERSON');
});

test.each([
  ['a PDF', Buffer.from('%PDF-1.7\n'), 'import-file-is-not-a-table: PDF'],
  ['nothing', Buffer.alloc(0), 'import-file-is-not-a-table: empty'],
  ['a cut workbook', Buffer.from('PK\x03\x04xl/'), 'import-file-is-not-a-table: ZIP (damaged)'],
])('%s is refused by what it is', async (_what, body, detail) => {
  expect(await refusal(choose(body))).toEqual([400, detail]);
});

test('a quotation mark that is never closed is refused with its line', async () => {
  const body = file(
    'NEW-1;Anna;"MÜLLER;BEL',
    ...Array.from({ length: 9_000 }, () => 'x'.repeat(50)),
  );
  const preview = await choose(body);
  expect(preview.text).toMatch(/import-file-unreadable: line 2/);
});

test('a file of 40 MB is refused, and the hub goes on serving', async () => {
  const answer = await choose(Buffer.alloc(40 * 2 ** 20, 0x41)).catch((error: Error) => error);
  // The hub cuts the connection if it does not read the body to its end.
  if (!(answer instanceof Error)) expect(answer.status).toBe(413);
  expect((await organiser.get('/v1/organiser/session')).status).toBe(200);
});

test('corrected cells must be accepted', async () => {
  const preview = await opened(file('NEW-1;An\u200Bna;MÜLLER;BEL'));
  expect(await compared(preview)).toMatchObject({ mended: 1 });
  const refused = step(preview.planId, 'apply', { acceptMended: false });
  expect(await refusal(refused)).toEqual([400, 'import-mending-open: 1']);
  expect((await step(preview.planId, 'apply', { acceptMended: true })).status).toBe(200);
});

test('an import belongs to its account, ends when it is cancelled, and three may be open', async () => {
  const mine = await opened(file('NEW-1;Anna;MÜLLER;BEL'));
  const other = await organiserOf(hub, 'organiser', 'Oscar');
  const mapping = { mapping: mine.guess };
  const foreign = other.post(`/v1/organiser/imports/${mine.planId}/compare`, mapping);
  expect(await refusal(foreign)).toEqual([404, 'import']);
  for (const name of ['Olga', 'Oona']) {
    expect((await choose(file(), await organiserOf(hub, 'organiser', name))).status).toBe(200);
  }
  expect(await refusal(choose(file(), other))).toEqual([503, 'imports']);
  expect((await step(mine.planId, 'cancel')).status).toBe(200);
  expect(await refusal(step(mine.planId, 'compare', mapping))).toEqual([404, 'import']);
  expect((await choose(file(), other)).status).toBe(200);
  expect(await refusal(step(randomUUID(), 'read'))).toEqual([404, 'import']);
});
