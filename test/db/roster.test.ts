import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { writeSetting } from '../../db/base/settings.ts';
import {
  countDelegates,
  everyDelegate,
  findDelegateById,
  findDelegateByRegistrationCode,
  findDelegateByTicket,
} from '../../db/roster/roster.ts';
import { prepareCodes, upsertDelegates } from '../../db/roster/roster-write.ts';
import { openStore, openStoreAgain } from '../../db/station/open.ts';
import { sweepRows, unseenRows } from '../../db/sync/roster-pull.ts';
import type { Delegate } from '../../domain/roster/delegate.ts';
import type { RosterEntry } from '../../domain/roster/roster-entry.ts';
import { rebuildStore } from '../../main/station/backup/rebuild.ts';
import { type DeskContext, makeDeskContext } from '../support/desk-context.ts';

let desk: DeskContext;
beforeEach(() => {
  desk = makeDeskContext();
});
afterEach(() => desk.close());

const eventId = () => desk.context.event.file.id;
const write = (...entries: RosterEntry[]) =>
  upsertDelegates(desk.context.db, {
    eventId: eventId(),
    entries,
    defaults: { category: 'delegate' },
    wall: 1,
  });
const entry = (of: Delegate, values: RosterEntry['values']): RosterEntry => ({
  id: of.id,
  registrationCode: of.registrationCode,
  ticketHashes: of.ticketHashes,
  values,
});

const saveSomething = (value: string): void => writeSetting(desk.context.db, 'test', value);

describe('reading everybody', () => {
  test('leaves the store free for what must be written meanwhile, and gives each of them once', () => {
    const many = 1_203;
    for (let number = 1; number <= many; number += 1) desk.addDelegate(number);
    const { db } = desk.context;
    const seen: string[] = [];
    for (const { id } of everyDelegate(db, eventId())) {
      seen.push(id);
      if (seen.length % 100 === 0) saveSomething(`${seen.length}`);
    }
    expect(seen).toHaveLength(many);
    expect(new Set(seen).size).toBe(many);
  });

  test('may be given up at any delegate', () => {
    for (let number = 1; number <= 3; number += 1) desk.addDelegate(number);
    const everybody = everyDelegate(desk.context.db, eventId());
    expect(everybody.next().done).toBe(false);
    saveSomething('while nobody goes on reading');
  });
});

describe('looking a delegate up', () => {
  test('finds every field again by id, hash of the ticket and registration code in either case', () => {
    const delegate = desk.addDelegate(17, {
      days: ['2018-10-02', '2018-10-04'],
      vip: true,
      flagged: true,
      listed: false,
      nativeName: '田中裕子',
      grammaticalGender: null,
    });
    const { db } = desk.context;
    expect(findDelegateById(db, eventId(), delegate.id)).toEqual(delegate);
    expect(findDelegateByTicket(db, eventId(), delegate.ticketHashes[0] ?? '')).toEqual(delegate);
    expect(findDelegateByRegistrationCode(db, eventId(), 't18-00017')).toEqual(delegate);
  });

  test('finds nobody of another event, nobody deleted, and nobody by a code without a delegate', () => {
    const { db } = desk.context;
    const delegate = desk.addDelegate(1);
    const other = '00000000-0000-4000-8000-000000000000';
    expect(findDelegateById(db, other, delegate.id)).toBeNull();
    expect(findDelegateByTicket(db, other, delegate.ticketHashes[0] ?? '')).toBeNull();
    expect(findDelegateByRegistrationCode(db, other, delegate.registrationCode)).toBeNull();
    prepareCodes(db, 'registration', [{ code: 'T18-00002', delegateId: other }]);
    expect(findDelegateByRegistrationCode(db, eventId(), 'T18-00002')).toBeNull();
    db.prepare('UPDATE delegate SET deleted = 1').run();
    expect(findDelegateById(db, eventId(), delegate.id)).toBeNull();
    expect([...everyDelegate(db, eventId())]).toEqual([]);
  });
});

describe('writing delegates', () => {
  test('keeps identity, codes and what the file does not speak of', () => {
    const before = desk.addDelegate(1, { jobTitle: 'Officer', status: 'pending' });
    const file = entry(before, { status: 'confirmed', title: 'Dr' });
    file.id = '00000000-0000-5000-8000-00000000ffff';
    file.registrationCode = before.registrationCode.toLowerCase();
    expect(write(file)).toEqual({ added: 0, changed: 1 });
    expect(findDelegateById(desk.context.db, eventId(), before.id)).toEqual({
      ...before,
      status: 'confirmed',
      title: 'Dr',
    });
  });

  test('writes nobody of whom nothing changes', () => {
    const before = desk.addDelegate(1);
    expect(write(entry(before, { title: before.title }))).toEqual({ added: 0, changed: 0 });
  });

  test('an approved printed name survives a file that has none; a built one follows the names', () => {
    const approved = desk.addDelegate(1, {
      printedName: 'Dr Anna M. SMITH',
      givenName: 'Anna',
      familyName: 'Smith',
    });
    const built = desk.addDelegate(2, {
      printedName: 'Anna Smith',
      givenName: 'Anna',
      familyName: 'Smith',
    });
    write(entry(approved, { familyName: 'Smyth' }), entry(built, { familyName: 'Smyth' }));
    const { db } = desk.context;
    expect(findDelegateById(db, eventId(), approved.id)).toMatchObject({
      printedName: 'Dr Anna M. SMITH',
      familyName: 'Smyth',
    });
    expect(findDelegateById(db, eventId(), built.id)).toMatchObject({ printedName: 'Anna Smyth' });
  });

  test('looks again when somebody else wrote between looking and writing', () => {
    const before = desk.addDelegate(1);
    const other = openStoreAgain(desk.location);
    let wrote = false;
    const file = {
      ...entry(before, {}),
      // Read after the store was checked and before the transaction begins.
      get values() {
        if (!wrote) other.prepare("UPDATE delegate SET job_title = 'Corrected'").run();
        wrote = true;
        return { title: 'Dr' };
      },
    };
    write(file);
    other.close();
    expect(findDelegateById(desk.context.db, eventId(), before.id)).toMatchObject({
      title: 'Dr',
      jobTitle: 'Corrected',
    });
  });

  test('takes the same person twice in one batch as one', () => {
    const before = desk.addDelegate(1);
    const fresh = {
      ...entry(before, before),
      id: before.id.replace(/^0/, '1'),
      registrationCode: 'N1',
      ticketHashes: ['f'.repeat(64)],
    };
    expect(write(fresh, { ...fresh, values: { ...before, title: 'Dr' } })).toEqual({
      added: 1,
      changed: 1,
    });
    expect(findDelegateById(desk.context.db, eventId(), fresh.id)?.title).toBe('Dr');
    expect(countDelegates(desk.context.db, eventId()).registered).toBe(2);
  });

  test('a batch is whole or not there', () => {
    const good = desk.addDelegate(1);
    const bad = { ...entry(good, {}), registrationCode: 'T18-00099' };
    expect(() => write(entry(good, { title: 'Dr' }), bad)).toThrow('a new delegate needs');
    expect(findDelegateById(desk.context.db, eventId(), good.id)?.title).toBe(good.title);
  });

  test('brings somebody back who was deleted', () => {
    const delegate = desk.addDelegate(1);
    desk.context.db.prepare('UPDATE delegate SET deleted = 1').run();
    desk.context.db.prepare('UPDATE roster_count SET delegates = 0').run();
    expect(write(entry(delegate, {}))).toEqual({ added: 0, changed: 1 });
    expect(countDelegates(desk.context.db, eventId())).toEqual({ registered: 1, expected: 1 });
    expect(findDelegateById(desk.context.db, eventId(), delegate.id)).not.toBeNull();
  });

  test('expected on a day are the confirmed ones of that day, however the row came to be so', () => {
    const { db } = desk.context;
    const days = ['2018-10-03'];
    desk.addDelegate(1);
    desk.addDelegate(2, { days });
    desk.addDelegate(3, { status: 'pending' });
    const moved = desk.addDelegate(4, { days: ['2018-10-02', '2018-10-03'] });
    const expectedOn = (day: string | null) => countDelegates(db, eventId(), day).expected;
    expect([expectedOn('2018-10-02'), expectedOn('2018-10-03'), expectedOn(null)]).toEqual([
      2, 3, 3,
    ]);
    write(entry(moved, { days }));
    expect([expectedOn('2018-10-02'), expectedOn('2018-10-03')]).toEqual([1, 3]);
    db.prepare("UPDATE delegate SET status = 'cancelled' WHERE id = ?").run(moved.id);
    db.prepare('DELETE FROM delegate WHERE days IS NULL').run();
    expect([expectedOn('2018-10-02'), expectedOn('2018-10-03')]).toEqual([0, 1]);
  });

  test('counts follow rows that a rebuilt store takes over as they are, and roster sync goes on', () => {
    const { db } = desk.context;
    desk.addDelegate(1);
    desk.addDelegate(2);
    const other = makeDeskContext();
    try {
      // A page of the counts that is older than the page of people.
      db.prepare('UPDATE roster_count SET delegates = 1').run();
      const target = openStore({ ...other.location, path: `${other.location.path}.rebuilt` });
      expect(rebuildStore(target, desk.location, null)).toBe(true);
      const pull = { eventId: eventId(), sweep: 1, wall: 1 };
      const rids = unseenRows(target, pull);
      expect(countDelegates(target, eventId())).toEqual({ registered: 2, expected: 2 });
      expect(sweepRows(target, pull, rids, new Set())).toBe(2);
      expect(countDelegates(target, eventId())).toEqual({ registered: 0, expected: 0 });
      target.close();
    } finally {
      other.close();
    }
  });

  test('counts agree with the rows whatever is written', () => {
    for (let number = 1; number <= 20; number += 1) {
      desk.addDelegate(number, { status: number % 3 === 0 ? 'pending' : 'confirmed' });
    }
    const some = [...everyDelegate(desk.context.db, eventId())].slice(0, 7);
    write(
      ...some.map((delegate, index) =>
        entry(delegate, { status: index % 2 === 0 ? 'cancelled' : 'confirmed' }),
      ),
    );
    const truth = desk.context.db
      .prepare<[], { registered: number; expected: number }>(
        `SELECT count(*) AS registered, sum(status = 'confirmed') AS expected FROM delegate`,
      )
      .get();
    expect(countDelegates(desk.context.db, eventId())).toEqual(truth);
    expect(truth?.registered).toBe(20);
  });
});
