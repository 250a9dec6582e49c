import { setImmediate as nextTurn } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { badgesOfDelegate } from '../../../db/badges/badges.ts';
import { findDelegateById } from '../../../db/roster/roster.ts';
import { pendingRosterChanges } from '../../../db/sync/sync-overlay.ts';
import {
  type PeopleFilter,
  peopleFilterSchema,
  peopleSortSchema,
} from '../../../domain/people/people-list.ts';
import type { PersonChange } from '../../../domain/roster/roster-changes.ts';
import { issueBadge } from '../../../main/badges/issue-badge.ts';
import { checkIn } from '../../../main/check-in/check-in.ts';
import { changePeople } from '../../../main/people/change-people.ts';
import { PeopleIndex } from '../../../main/people/people-index.ts';
import { listPeople, listPeopleIds } from '../../../main/people/people-list.ts';
import { personView } from '../../../main/people/person.ts';
import { createPairs } from '../../../main/people/possible-pairs.ts';
import { type DeskContext, makeDeskContext } from '../../support/desk-context.ts';
import { sampleEvent } from '../../support/sample-event.ts';

let desk: DeskContext;
let index: PeopleIndex;
beforeEach(() => {
  desk = makeDeskContext();
  index = new PeopleIndex();
});
afterEach(() => desk.close());

function named(number: number, familyName: string, other: object = {}) {
  const printedName = `Ana ${familyName.toUpperCase()}`;
  return desk.addDelegate(number, { givenName: 'Ana', familyName, printedName, ...other });
}

async function names(filter: Partial<PeopleFilter> = {}, sort: object = {}): Promise<string[]> {
  const page = await listPeople(desk.context, index, {
    filter: peopleFilterSchema.parse(filter),
    sort: peopleSortSchema.parse(sort),
    from: 0,
    count: 100,
  });
  expect(page.total).toBe(page.rows.length);
  return page.rows.map(({ familyName }) => familyName);
}

function change(id: string, values: PersonChange) {
  return changePeople(desk.context, desk.caller, { changes: [{ ids: [id], change: values }] });
}

function now(id: string) {
  const delegate = findDelegateById(desk.context.db, sampleEvent.id, id);
  if (delegate === null) throw new Error('nobody');
  return delegate;
}

function badgeStates(id: string) {
  return badgesOfDelegate(desk.context.db, sampleEvent.id, id).map(({ state }) => state);
}

/** Collects garbage, in a turn of its own: a turn keeps what it looked at by a weak reference. */
async function collectGarbage(): Promise<void> {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  if (typeof collect !== 'function') throw new Error('no garbage collector');
  await nextTurn();
  collect();
}

describe('what is kept in memory of people', () => {
  it('is gone once their data was deleted', async () => {
    named(1, 'Zoé', { email: 'zoe@example.org' });
    named(2, 'Zoé', { email: 'zoe@example.org' });
    const pairs = createPairs(desk.context, index);
    expect(await pairs.list()).toHaveLength(1);
    const held = new WeakRef(await index.inOrder(desk.context));
    await collectGarbage();
    expect(held.deref() === undefined).toBe(false);
    await index.clear();
    await collectGarbage();
    expect(held.deref() === undefined).toBe(true);
    expect(await pairs.list()).toHaveLength(1);
  });
});

describe('the list of people', () => {
  it('is in the order of names of the language, page by page', async () => {
    for (const [at, name] of ['Zoé', 'Émile', 'Dupont', 'Fabre'].entries()) named(at + 1, name);
    expect(await names()).toEqual(['Dupont', 'Émile', 'Fabre', 'Zoé']);
    expect(await names({}, { descending: true })).toEqual(['Zoé', 'Fabre', 'Émile', 'Dupont']);
    const filter = peopleFilterSchema.parse({});
    const sort = peopleSortSchema.parse({});
    const page = await listPeople(desk.context, index, { filter, sort, from: 1, count: 2 });
    expect(page.rows.map(({ familyName }) => familyName)).toEqual(['Émile', 'Fabre']);
    expect(page).toMatchObject({ from: 1, total: 4, everybody: 4 });
  });

  it('reads more people than one stretch in one order', async () => {
    const expected = Array.from({ length: 603 }, (_, at) => `N${String(at).padStart(4, '0')}`);
    for (const [at, name] of expected.entries()) named(((at * 7) % 603) + 1, name);
    const filter = peopleFilterSchema.parse({});
    const sort = peopleSortSchema.parse({});
    const { ids } = await listPeopleIds(desk.context, index, { filter, sort });
    expect(ids.map((id) => now(id).familyName)).toEqual(expected);
  });

  it('puts people who come or are renamed later into their places', async () => {
    const one = named(1, 'Martin');
    named(2, 'Dupont');
    expect(await names()).toEqual(['Dupont', 'Martin']);
    named(3, 'Fabre');
    change(one.id, { familyName: 'Abel' });
    expect(await names()).toEqual(['Abel', 'Dupont', 'Fabre']);
  });

  it('shows a change that was written after the clock was put back', async () => {
    named(1, 'Dupont');
    const { id } = named(2, 'Fabre');
    expect(await names()).toEqual(['Dupont', 'Fabre']);
    const set = 'UPDATE delegate SET wall = wall - ?, family_name = ?, status = ? WHERE id = ?';
    desk.context.db.prepare(set).run(3_600_000, 'Abel', 'cancelled', id);
    expect(await names()).toEqual(['Abel', 'Dupont']);
    expect(await names({ states: ['cancelled'] })).toEqual(['Abel']);
  });

  it('shows what was written in the millisecond in which it was read', async () => {
    const { id } = named(1, 'Dupont');
    const wall = desk.context.clock();
    const at = { ...desk.context, clock: () => wall };
    const write = (familyName: string) =>
      at.db.prepare('UPDATE delegate SET wall = ?, family_name = ?').run(wall, familyName);
    for (const familyName of ['Aalto', 'Abel']) {
      write(familyName);
      expect(await index.inOrder(at)).toMatchObject([{ id, familyName }]);
    }
  });

  it('orders by organisation, category and state, and by name within', async () => {
    named(1, 'A', { delegation: 'BEL', category: 'delegate' });
    const b = named(2, 'B', { delegation: 'BEL', category: 'delegate' });
    named(3, 'C', { delegation: 'BEL', status: 'cancelled' });
    named(4, 'D', { delegation: '', administration: '' });
    checkIn(desk.context, desk.caller, {
      key: b.id,
      target: { kind: 'delegate', delegateId: b.id },
      identity: null,
    });
    expect(await names({}, { by: 'state' })).toEqual(['A', 'D', 'B', 'C']);
    expect(await names({}, { by: 'state', descending: true })).toEqual(['C', 'B', 'A', 'D']);
    expect((await names({}, { by: 'organisation' })).at(-1)).toBe('D');
    expect((await names({}, { by: 'organisation', descending: true })).at(-1)).toBe('D');
  });

  it('shows only those whom every part of the filter matches', async () => {
    const day = sampleEvent.days[0] ?? '';
    named(1, 'Alpha', { delegation: 'BEL', email: 'a@example.org' });
    named(2, 'Beta', { delegation: 'FRA', days: [], email: '' });
    named(3, 'Gamma', { delegation: '', status: 'pending', email: '', administration: 'Acme' });
    const other = named(4, 'Delta', { delegation: 'FRA', email: '' });
    expect(await names({ text: 'gam' })).toEqual(['Gamma']);
    expect(await names({ text: other.registrationCode.toLowerCase() })).toEqual(['Delta']);
    expect(await names({ delegations: ['FRA'] })).toEqual(['Beta', 'Delta']);
    expect(await names({ delegations: ['FRA', ''] })).toEqual(['Beta', 'Delta', 'Gamma']);
    expect(await names({ organisations: ['Acme'] })).toEqual(['Gamma']);
    expect(await names({ day })).toEqual(['Alpha', 'Delta', 'Gamma']);
    expect(await names({ email: true })).toEqual(['Alpha']);
    expect(await names({ states: ['pending'] })).toEqual(['Gamma']);
    expect(await names({ states: ['pending'], delegations: ['FRA'] })).toEqual([]);
    expect(await names({ ticketSent: false, badgePrinted: false, text: 'ana' })).toHaveLength(4);
    expect(await names({ badgePrinted: true })).toEqual([]);
  });
});

describe('a change of people', () => {
  it('writes what differs, and the undo gives it back', () => {
    const { id } = named(1, 'Dupont', { email: 'a@example.org' });
    const { changed, undo } = change(id, { familyName: 'Dupond', email: 'a@example.org' });
    expect(changed).toBe(1);
    expect(now(id).familyName).toBe('Dupond');
    expect(undo).toEqual([{ ids: [id], change: { familyName: 'Dupont' } }]);
    changePeople(desk.context, desk.caller, { changes: undo });
    expect(now(id).familyName).toBe('Dupont');
    expect(change(id, { familyName: 'Dupont' })).toEqual({ changed: 0, undo: [] });
  });

  it('cancels with the badges, and restores without them', () => {
    const { id } = named(1, 'Dupont');
    desk.context.db
      .transaction(() => {
        issueBadge(desk.context, {
          delegateId: id,
          operatorId: desk.caller.operator?.id ?? '',
          reason: 'first',
        });
      })
      .immediate();
    expect(badgeStates(id)).toEqual(['issued']);
    change(id, { status: 'cancelled' });
    expect(now(id).status).toBe('cancelled');
    expect(badgeStates(id)).toEqual(['stale']);
    change(id, { status: 'confirmed' });
    expect(now(id).status).toBe('confirmed');
    expect(badgeStates(id)).toEqual(['stale']);
  });

  it('writes nothing at all where one part is wrong', () => {
    const one = named(1, 'Dupont');
    const wrong: [PersonChange, string][] = [
      [{ category: 'nowhere' }, 'category'],
      [{ delegation: 'XXX' }, 'delegation'],
      [{ days: ['1999-01-01'] }, 'days'],
    ];
    for (const [values, detail] of wrong) {
      const changes = [
        { ids: [one.id], change: { familyName: 'Other' } },
        { ids: [one.id], change: values },
      ];
      expect(() => changePeople(desk.context, desk.caller, { changes })).toThrow(
        expect.objectContaining({ code: 'bad-input', detail }),
      );
    }
    expect(now(one.id).familyName).toBe('Dupont');
  });

  it('stays over what the hub sends until the hub has it', () => {
    const listed = named(1, 'Dupont');
    change(listed.id, { status: 'cancelled', extra: { meal: 'fish' } });
    change(listed.id, { status: 'confirmed' });
    change(listed.id, { jobTitle: 'Judge' });
    desk.context.db.exec(
      `INSERT INTO hub_link (only, hub, hub_name, url, authority, hub_key, wall)
       VALUES (1, '', '', '', '', '', 0)`,
    );
    const shown = pendingRosterChanges(desk.context.db).over({ ...listed, extra: { shirt: 'L' } });
    expect(shown).toMatchObject({ status: 'confirmed', jobTitle: 'Judge' });
    expect(shown.extra).toEqual({ meal: 'fish', shirt: 'L' });
  });

  it('is in the history of the person with who, when and what', () => {
    const { id } = named(1, 'Dupont');
    change(id, { jobTitle: 'Director' });
    desk.pass(60_000);
    changePeople(desk.context, desk.supervisor, {
      changes: [{ ids: [id], change: { jobTitle: 'Inspector', status: 'cancelled' } }],
    });
    const { state, history } = personView(desk.context, id);
    expect(state).toBe('cancelled');
    expect(history.map(({ by, stationName }) => [by, stationName])).toEqual([
      ['Supervisor', 'Desk 1'],
      ['Operator', 'Desk 1'],
    ]);
    expect((history[0]?.wall ?? 0) - (history[1]?.wall ?? 0)).toBe(60_000);
    expect(history[0]?.fields).toEqual([
      { field: 'jobTitle', before: 'Director', after: 'Inspector', holds: true },
      { field: 'status', before: null, after: 'cancelled', holds: true },
    ]);
    expect(history[1]?.fields).toEqual([
      { field: 'jobTitle', before: null, after: 'Director', holds: false },
    ]);
  });
});
