import { afterEach, beforeEach, expect, test } from 'vitest';
import { saveEvent } from '../../db/event/events.ts';
import { chainOf } from '../../db/ledger/attendance.ts';
import { everyDelegate } from '../../db/roster/roster.ts';
import { type Checkpoint, makeCheckpoint } from '../../domain/event/event-file.ts';
import type { ImportDecision } from '../../domain/roster/roster-import.ts';
import { operatorIdOf } from '../../main/base/context.ts';
import { bookingsNow } from '../../main/bookings/bookings-now.ts';
import { bookSession, releaseSession } from '../../main/bookings/change-booking.ts';
import { peopleFile } from '../../main/people/people-file.ts';
import { PeopleIndex } from '../../main/people/people-index.ts';
import { lastImport, undoImport } from '../../main/roster/undo-import.ts';
import { type ImportDesk, makeImportDesk } from '../support/import-desk.ts';
import { sampleEvent } from '../support/sample-event.ts';

const [day = ''] = sampleEvent.days;
const [category] = sampleEvent.categories;
const workshop = (id: string, change: Partial<Checkpoint> = {}): Checkpoint =>
  makeCheckpoint({
    id,
    name: { en: `Workshop ${id.toUpperCase()}` },
    kind: 'session',
    windows: [],
    categories: null,
    passes: 'booked-only',
    capacity: 2,
    ...change,
  });
const nine = { day, opens: '09:00', closes: '10:00' };
const file = {
  ...sampleEvent,
  registrationCodePattern: null,
  checkpoints: [
    ...sampleEvent.checkpoints,
    workshop('a', { windows: [nine] }),
    workshop('b', { windows: [{ ...nine, opens: '09:30', closes: '11:00' }] }),
    workshop('c', { categories: ['nobody'] }),
    workshop('old', { retired: true }),
    workshop('open', { passes: 'everyone' }),
  ],
};

let desk: ImportDesk;
beforeEach(() => {
  desk = makeImportDesk({ event: file });
  const { context } = desk;
  Object.assign(context.event, { file });
  saveEvent(context.db, context.event, context.clock());
});
afterEach(async () => {
  await desk.closeAll();
});

/** Opens and compares a pasted list; `write` imports it. */
async function compared(...lines: string[]) {
  const { planId, guess } = await desk.imports.open({ text: `${lines.join('\n')}\n` }, {});
  const { bookings, ...diff } = await desk.imports.compare(planId, guess, () => {});
  const write = (decision: Partial<ImportDecision> = {}) =>
    desk.imports.apply(planId, () => {}, { decision, operatorId: operatorIdOf(desk.caller) });
  return { bookings, diff, write };
}
const imported = async (...lines: string[]) => (await compared(...lines)).write();

const people = () => Array.from(everyDelegate(desk.context.db, file.id));
const idOf = (code: string): string => {
  const found = people().find(({ registrationCode }) => registrationCode === code);
  if (found === undefined) throw new Error(`no ${code}`);
  return found.id;
};
const placesOf = (session: string) => {
  const { booked, waiting } = bookingsNow(desk.context).of(session).places(null);
  const codes = new Map(people().map(({ id, registrationCode }) => [id, registrationCode]));
  return [booked, waiting].map((ids) => ids.map((id) => codes.get(id)));
};
const facts = () =>
  chainOf(desk.context.db, desk.context.self.station, 1).filter(
    ({ type }) => type === 'booking-changed',
  );

const header = 'Code;Name;Delegation;Category;Sessions';
const row = (code: string, sessions: string, of = category?.id): string =>
  `${code};Person ${code};BEL;${of};${sessions}`;

test('a list books in the order of its rows; who finds no place waits', async () => {
  const list = [header, row('A3', 'Workshop A|Workshop B'), row('A1', 'a'), row('A2', 'a')];
  const { bookings, diff, write } = await compared(...list);
  expect(diff.added).toBe(3);
  expect(bookings).toMatchObject({ booked: 3, waiting: 1, released: 0, promoted: 0 });
  expect(bookings?.changes.map(({ line, session, to }) => `${line} ${session} ${to}`)).toEqual([
    '2 a booked',
    '2 b booked',
    '3 a booked',
    '4 a waiting',
  ]);
  expect(facts()).toEqual([]);
  expect(await write()).toEqual({
    added: 3,
    changed: 0,
    bookings: { booked: 3, waiting: 1, released: 0 },
  });
  expect(placesOf('a')).toEqual([['A3', 'A1'], ['A2']]);
  expect(placesOf('b')).toEqual([['A3'], []]);
  expect(facts().map(({ payload }) => payload)).toContain('{"to":"waiting","why":"list"}');
  expect(facts().every(({ operatorId }) => operatorId === operatorIdOf(desk.caller))).toBe(true);

  const again = await compared(...list);
  expect(again.diff).toMatchObject({ added: 0, changed: 0, unchanged: 3 });
  expect(again.bookings).toMatchObject({ booked: 0, waiting: 0, released: 0, changes: [], odd: 0 });
  await again.write();
  expect(facts()).toHaveLength(4);
});

test('the same list again leaves what a desk changed; a changed one gives up only its own', async () => {
  const list = [header, row('A1', 'a'), row('A2', 'a'), row('A3', 'a')];
  await imported(...list);
  // The place of A1 goes on to A3, who waited.
  releaseSession(desk.context, desk.caller, { delegateId: idOf('A1'), session: 'a' });
  expect(placesOf('a')).toEqual([['A2', 'A3'], []]);
  await imported(...list);
  expect(placesOf('a')).toEqual([['A2', 'A3'], []]);

  const { bookings, write } = await compared(header, row('A2', ''), row('A4', 'a'));
  expect(bookings).toMatchObject({ booked: 1, waiting: 0, released: 1 });
  await write();
  expect(placesOf('a')).toEqual([['A3', 'A4'], []]);
  // Rows that are not in the list, and columns that are not mapped, say nothing.
  await imported('Code;Name;Delegation', 'A3;Person A3;BEL');
  expect(placesOf('a')).toEqual([['A3', 'A4'], []]);
});

test('one column a session says the same, and a place given up goes to who waits', async () => {
  const marks = 'Code;Name;Delegation;Workshop A;Workshop B';
  await imported(marks, 'A1;One;BEL;x;', 'A2;Two;BEL;yes;', 'A3;Three;BEL;1;waitlist');
  expect(placesOf('a')).toEqual([['A1', 'A2'], ['A3']]);
  // A free place belongs to who waits.
  expect(placesOf('b')).toEqual([['A3'], []]);
  const { bookings, write } = await compared(marks, 'A1;One;BEL;no;x');
  expect(bookings).toMatchObject({ booked: 1, waiting: 0, released: 1, promoted: 1 });
  await write();
  expect(placesOf('a')).toEqual([['A2', 'A3'], []]);
  expect(placesOf('b')).toEqual([['A3', 'A1'], []]);
});

test('what is wrong is named with row and person, and nothing else is lost by it', async () => {
  const list = [
    'Code;Name;Delegation;Status;Sessions',
    'A1;One;BEL;confirmed;Workshop X; a',
    'A2;Two;BEL;cancelled;Workshop A',
    'A3;Three;BEL;confirmed;"Workshop OLD; Workshop C; Workshop OPEN"',
    'A4;Four;BEL;confirmed;"Workshop A; Workshop B"',
  ].map((line) => line.replace('Workshop X; a', '"Workshop X; a"'));
  const { bookings, write } = await compared(...list);
  expect(
    bookings?.findings.map(({ line, printedName, what, sessions, value }) =>
      [line, printedName, what, ...sessions, value].join(' ').trim(),
    ),
  ).toEqual([
    '2 One unknown-session Workshop X',
    '3 Two registration a',
    '4 Three category c',
    '4 Three retired old',
    '4 Three no-booking open',
    '5 Four same-time a b',
  ]);
  expect(bookings).toMatchObject({ booked: 3, waiting: 0, released: 0, odd: 6 });
  expect(await write()).toMatchObject({ added: 4, bookings: { booked: 3 } });
  expect(placesOf('a')).toEqual([['A1', 'A4'], []]);
  expect(placesOf('b')).toEqual([['A4'], []]);
  expect(placesOf('c')).toEqual([[], []]);
});

test('a list that ends a registration gives up its places', async () => {
  const list = 'Code;Name;Delegation;Status;Sessions';
  await imported(list, ...['A1', 'A2', 'A3'].map((code) => `${code};${code};BEL;confirmed;a`));
  const { bookings, write } = await compared(list, 'A1;A1;BEL;cancelled;a');
  expect(bookings).toMatchObject({ booked: 0, released: 1, promoted: 1, odd: 0 });
  await write();
  expect(placesOf('a')).toEqual([['A2', 'A3'], []]);
});

test('rows that are asked about are booked with their answer, and not before', async () => {
  await imported('Name;Delegation', 'Same Name;BEL');
  const { bookings, diff, write } = await compared('Name;Delegation;Sessions', 'Same Name;BEL;a');
  expect(diff.asked).toBe(1);
  expect(bookings).toMatchObject({ booked: 0 });
  await expect(write()).rejects.toMatchObject({ code: 'import-questions-open' });
  expect(await write({ others: 'same' })).toMatchObject({ bookings: { booked: 1 } });
  expect(placesOf('a')[0]).toHaveLength(1);
});

test('the file of people says who has what, and imports again without a change', async () => {
  const mail = 'Code;Name;Delegation;E-mail;Sessions';
  const person = (code: string, sessions: string): string =>
    `${code};Person ${code};BEL;${code}@example.org;${sessions}`;
  await imported(mail, person('A1', 'a|b'), person('A2', 'a'), person('A3', 'a'), person('A4', ''));
  // What a desk gave up is not in the file, and stays given up.
  releaseSession(desk.context, desk.caller, { delegateId: idOf('A1'), session: 'b' });
  const before = facts().length;
  const ids = people().map(({ id }) => id);
  const asked = { ids, columns: ['email' as const], day: null };
  const sort = { by: 'name' as const, descending: false };
  const { text } = await peopleFile(desk.context, new PeopleIndex(), { ...asked, sort });
  expect(text.slice(1).split('\r\n')).toEqual([
    'Name;E-mail;Sessions',
    'Person A1;A1@example.org;Workshop A',
    'Person A2;A2@example.org;Workshop A',
    'Person A3;A3@example.org;Workshop A (waiting)',
    'Person A4;A4@example.org;',
    '',
  ]);
  const { diff, bookings, write } = await compared(...text.slice(1).split('\r\n'));
  expect(diff).toMatchObject({ unchanged: 4, added: 0, changed: 0, asked: 0 });
  expect(bookings).toMatchObject({ booked: 0, waiting: 0, released: 0, odd: 0 });
  await write();
  expect(facts()).toHaveLength(before);
});

test('an import is undone with what it booked and gave up, unless a desk changed it since', async () => {
  await imported(header, row('A1', 'a'), row('A2', 'a'), row('A3', 'a'));
  // The place of A1 goes on to A3, and A4 and A5 are added.
  await imported(header, row('A1', 'b'), row('A4', 'a|b'), row('A5', 'b'));
  expect(placesOf('a')).toEqual([['A2', 'A3'], ['A4']]);
  expect(placesOf('b')).toEqual([['A1', 'A4'], ['A5']]);
  const last = () => lastImport(desk.context) ?? { at: 0 };
  expect(last()).toMatchObject({ added: 2, bookings: 5, dependents: { recorded: 0 } });
  bookSession(desk.context, desk.caller, {
    delegateId: idOf('A5'),
    session: 'a',
    despiteOther: true,
  });
  const refused = undoImport(desk.context, last().at);
  expect(refused).toMatchObject({ result: 'depended-on', last: { dependents: { recorded: 1 } } });

  await imported(header, row('A1', ''), row('A6', 'b'));
  expect(placesOf('b')).toEqual([['A4', 'A5'], ['A6']]);
  expect(undoImport(desk.context, last().at).result).toBe('done');
  // A1 lost a place that went on to A5, and waits for one again.
  expect(placesOf('b')).toEqual([['A4', 'A5'], ['A1']]);
  expect(people()).toHaveLength(5);
});

test('an import that changes places alone leaves nothing to undo', async () => {
  await imported(header, row('A1', ''));
  expect(lastImport(desk.context)).toMatchObject({ added: 1, bookings: 0 });
  await imported(header, row('A1', 'a'));
  expect(lastImport(desk.context)).toBeNull();
});
