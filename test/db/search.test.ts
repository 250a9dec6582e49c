import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { writeSetting } from '../../db/base/settings.ts';
import { saveEvent } from '../../db/event/events.ts';
import { upsertDelegates } from '../../db/roster/roster-write.ts';
import { searchDelegates } from '../../db/roster/search.ts';
import { renewSearchIndex } from '../../db/roster/search-index.ts';
import type { Delegate } from '../../domain/roster/delegate.ts';
import { checkIn } from '../../main/check-in/check-in.ts';
import { undoCheckIn } from '../../main/check-in/check-in-calls.ts';
import { type DeskContext, makeDeskContext } from '../support/desk-context.ts';

let desk: DeskContext;
let count = 0;
beforeEach(() => {
  desk = makeDeskContext();
  count = 0;
});
afterEach(() => desk.close());

function add(change: Partial<Delegate>): Delegate {
  count += 1;
  return desk.addDelegate(count, { administration: '', ...change });
}

function person(givenName: string, familyName: string, change: Partial<Delegate> = {}): Delegate {
  return add({ givenName, familyName, printedName: `${givenName} ${familyName}`, ...change });
}

function search(query: string, limit = 50) {
  return searchDelegates(desk.context.db, {
    eventId: desk.context.event.file.id,
    query,
    limit,
    day: '2018-10-02',
    language: 'en',
  });
}

const names = (query: string): string[] => search(query).rows.map((row) => row.printedName);

describe('a search', () => {
  test.each([
    ['müller', 'Jürgen Müller'],
    ['MUELLER jurgen', 'Jürgen Müller'],
    ['jürg müll', 'Jürgen Müller'],
    ['obrien', 'Séan O’Brien'],
    ['brien sean', 'Séan O’Brien'],
    ['petrov', 'Ivan Petrov'],
    ['петров', 'Ivan Petrov'],
    ['田中', 'Yuko Tanaka'],
    ['muhammad', 'M. Ali'],
    ['douanes marocaines', 'Fatima Zahra'],
    ['T18-00001', 'Jürgen Müller'],
    ['t18-00001', 'Jürgen Müller'],
    ['jpn', 'Yuko Tanaka'],
  ])('for "%s" finds %s', (query, name) => {
    person('Jürgen', 'Müller');
    person('Séan', 'O’Brien');
    person('Ivan', 'Petrov', { nativeName: 'Иван Петров' });
    person('Yuko', 'Tanaka', { nativeName: '田中裕子', delegation: 'JPN' });
    person('M.', 'Ali', { nativeName: 'محمد علي' });
    person('Fatima', 'Zahra', { administration: 'Administration des Douanes Marocaines' });
    expect(names(query)).toEqual([name]);
  });

  test('wants every word, and finds nobody for nothing', () => {
    person('Anna', 'Smith');
    expect(names('anna smith')).toEqual(['Anna Smith']);
    expect(names('anna jones')).toEqual([]);
    expect(names('')).toEqual([]);
    expect(names('  ,;- ')).toEqual([]);
  });

  test('is not moved by the signs of the index’s query language', () => {
    person('Anna', 'Smith');
    for (const query of [
      '"',
      'smith"',
      'smith*',
      'NOT smith',
      '(smith',
      'words:smith',
      '^smith',
      'a NEAR b',
      "';--",
    ]) {
      expect(() => search(query)).not.toThrow();
    }
    expect(names('smith*')).toEqual(['Anna Smith']);
  });

  test('puts the exact code first, then the family name itself, then its beginnings, then the rest', () => {
    person('Li', 'Zhang');
    person('Anna', 'Lindqvist');
    person('Wei', 'Li');
    desk.addDelegate(99, {
      registrationCode: 'LI',
      printedName: 'Code Person',
      givenName: 'Code',
      familyName: 'Person',
      administration: '',
    });
    expect(names('li')).toEqual(['Code Person', 'Wei Li', 'Anna Lindqvist', 'Li Zhang']);
    expect(search('li', 3)).toMatchObject({ more: true, rows: [{}, {}, {}] });
    expect(search('li', 4).more).toBe(false);
  });

  test('puts family names first with several words too', () => {
    person('Jo Anna', 'Smith', { role: 'head' });
    person('Anna', 'Jones');
    expect(names('anna jo')).toEqual(['Anna Jones', 'Jo Anna Smith']);
    expect(names('jo anna')).toEqual(['Anna Jones', 'Jo Anna Smith']);
  });

  test('keeps the family name first however many others begin alike', () => {
    for (let index = 0; index < 120; index += 1) person('Anna', `Lindqvist${index}`);
    person('Wei', 'Li');
    expect(names('li')[0]).toBe('Wei Li');
    expect(search('li').rows).toHaveLength(50);
  });

  test('lists within a rank by delegation, head, alternate, letter', () => {
    person('D', 'Same', { delegation: 'JPN', role: 'head', letterOrder: 1 });
    person('C', 'Same', { role: 'member', letterOrder: 2 });
    person('X', 'Same', { role: 'member', letterOrder: 0 });
    person('B', 'Same', { role: 'alternate', letterOrder: 9 });
    person('A', 'Same', { role: 'head', letterOrder: 9 });
    expect(names('same')).toEqual(['A Same', 'B Same', 'C Same', 'X Same', 'D Same']);
  });

  test('finds delegations by their name in both languages and by their code, their heads first', () => {
    for (let index = 0; index < 60; index += 1) {
      person('M', `Member${index}`, { delegation: 'BEL' });
    }
    person('A', 'Alternate', { delegation: 'BEL', role: 'alternate' });
    person('H', 'Head', { delegation: 'BEL', role: 'head' });
    person('J', 'Else', { delegation: 'JPN', role: 'head' });
    for (const query of ['belgium', 'BELGIQUE', 'bel']) {
      expect(names(query).slice(0, 2)).toEqual(['H Head', 'A Alternate']);
      expect(search(query).more).toBe(true);
      expect(search(query, 200).rows).toHaveLength(62);
    }
    // While the name is still being typed, family names that begin so come first.
    person('Anna', 'Belgrano', { delegation: 'JPN' });
    expect(names('belg').slice(0, 3)).toEqual(['Anna Belgrano', 'H Head', 'A Alternate']);
    expect(names('belgium head')).toEqual(['H Head']);
    expect(names('japon else')).toEqual(['J Else']);
    expect(names('japan head')).toEqual([]);
  });

  test('follows a new role and a new name of a delegation', () => {
    const { db, event } = desk.context;
    const { id, registrationCode, ticketHashes } = person('Anna', 'Smith', { role: 'member' });
    person('Bea', 'Smith', { role: 'alternate' });
    const leader = (query: string): string | undefined => names(query)[0];
    expect(leader('belgium')).toBe('Bea Smith');
    upsertDelegates(db, {
      eventId: event.file.id,
      entries: [{ id, registrationCode, ticketHashes, values: { role: 'head' } }],
      defaults: { category: 'delegate' },
      wall: 2,
    });
    expect(leader('belgium')).toBe('Anna Smith');
    const delegations = event.file.delegations.map((one) =>
      one.code === 'BEL' ? { ...one, name: { en: 'Utopia', fr: 'Utopie' } } : one,
    );
    saveEvent(db, { ...event, file: { ...event.file, delegations } }, 3);
    expect(names('belgium')).toEqual([]);
    expect(leader('utopie')).toBe('Anna Smith');
  });

  test('indexes anew what was indexed by earlier rules', () => {
    const { db } = desk.context;
    person('Anna', 'Smith');
    expect(renewSearchIndex(db)).toBe(false);
    db.exec(`INSERT INTO delegate_search (delegate_search) VALUES ('delete-all')`);
    expect(names('smith')).toEqual([]);
    writeSetting(db, 'search-words-version', 1);
    expect(renewSearchIndex(db)).toBe(true);
    expect(names('smith')).toEqual(['Anna Smith']);
    expect(renewSearchIndex(db)).toBe(false);
  });

  test('follows a change of name and forgets the old one', () => {
    const { id, registrationCode, ticketHashes } = person('Anna', 'Smith');
    upsertDelegates(desk.context.db, {
      eventId: desk.context.event.file.id,
      entries: [
        {
          id,
          registrationCode,
          ticketHashes,
          values: { familyName: 'Jones', printedName: 'Anna JONES' },
        },
      ],
      defaults: { category: 'delegate' },
      wall: 2,
    });
    expect(names('jones')).toEqual(['Anna JONES']);
    expect(names('smith')).toEqual([]);
  });

  test('finds nobody of another event and nobody deleted', () => {
    person('Anna', 'Smith');
    const { db } = desk.context;
    const other = {
      eventId: '00000000-0000-4000-8000-000000000000',
      query: 'smith',
      limit: 5,
      day: '2018-10-02',
      language: 'en',
    } as const;
    expect(searchDelegates(db, other).rows).toEqual([]);
    expect(searchDelegates(db, { ...other, query: 'T18-00001' }).rows).toEqual([]);
    expect(names('T18-00001')).toEqual(['Anna Smith']);
    db.prepare('UPDATE delegate SET deleted = 1').run();
    expect(names('smith')).toEqual([]);
    expect(names('T18-00001')).toEqual([]);
  });

  test('tells who is in today and who was on another day', () => {
    const today = person('Anna', 'Smith');
    const yesterday = person('Bea', 'Smith');
    const undone = person('Cleo', 'Smith');
    const undo: string[] = [];
    for (const [delegate, clock] of [
      [yesterday, '2018-10-03T09:00:00+02:00'],
      [undone, '2018-10-02T08:00:00+02:00'],
      [today, '2018-10-02T09:00:00+02:00'],
    ] as const) {
      desk.setClock(clock);
      const answer = checkIn(desk.context, desk.caller, {
        key: `0192d3a0-0000-7000-8000-${delegate.id.slice(-12)}`,
        target: { kind: 'delegate', delegateId: delegate.id },
        identity: null,
      });
      if (answer.outcome === 'admitted' && delegate === undone) undo.push(answer.admissionId);
    }
    for (const admissionId of undo) {
      undoCheckIn(desk.context, desk.caller, { admissionId, reason: 'wrong-person' });
    }
    expect(undo).toHaveLength(1);
    expect(
      search('smith').rows.map((row) => [row.printedName, row.presentToday, row.presentEvent]),
    ).toEqual([
      ['Anna Smith', true, true],
      ['Bea Smith', false, true],
      ['Cleo Smith', false, false],
    ]);
  });
});

describe('beginnings of more than three letters', () => {
  test('are found at once when somebody new has such a word', () => {
    person('Ivan', 'Petrov');
    expect(names('petro')).toEqual(['Ivan Petrov']);
    person('Olena', 'Petrova');
    person('Ana', 'Petrovic');
    expect(names('petro').toSorted()).toEqual(['Ana Petrovic', 'Ivan Petrov', 'Olena Petrova']);
    expect(names('olena petro')).toEqual(['Olena Petrova']);
  });

  test('are found by many different words as by few', () => {
    const letters = 'abcdefghijklmnop';
    for (const letter of letters) person('Maria', `Kowal${letter}`);
    expect(names('kowal')).toHaveLength(letters.length);
    expect(names('maria kowal')).toHaveLength(letters.length);
    expect(names('kowalp')).toEqual(['Maria Kowalp']);
    expect(names('kowalz')).toEqual([]);
    expect(names('maria kowalz')).toEqual([]);
  });

  test('of a name that was corrected lead to the new one only', () => {
    const delegate = person('Ivan', 'Petrov');
    expect(names('petro')).toEqual(['Ivan Petrov']);
    desk.addDelegate(count, {
      ...delegate,
      familyName: 'Sidorov',
      printedName: 'Ivan Sidorov',
    });
    expect(names('petro')).toEqual([]);
    expect(names('sidor')).toEqual(['Ivan Sidorov']);
  });
});

test('whoever asks for more finds the first ones in their places', () => {
  for (let number = 0; number < 60; number += 1) {
    person('Ana', `Silva${(number * 37) % 60}`, { delegation: number % 2 === 0 ? 'BEL' : 'JPN' });
  }
  const first = search('ana', 8);
  expect(first).toMatchObject({ more: true });
  expect(search('ana', 40).rows.slice(0, 8)).toEqual(first.rows);
  expect(first.rows).toHaveLength(8);
});
