import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nameKey } from '../../domain/roster/compare-names.ts';
import type { Delegate } from '../../domain/roster/delegate.ts';
import { mergeEntry } from '../../domain/roster/roster-entry.ts';
import { type ImportDecision, undecided } from '../../domain/roster/roster-import.ts';
import { isMadeCode } from '../../domain/tickets/issued-codes.ts';
import { createListImport } from '../../intake/list-import.ts';
import type { TableOptions } from '../../intake/table.ts';
import { listOfPeople, outsideLists } from '../support/list-of-people.ts';
import { eventSecret, sampleEvent } from '../support/sample-event.ts';

const [group] = sampleEvent.delegations;
if (group === undefined) throw new Error('the sample event has no delegation');
/** Without a table of delegations. */
const event = { ...sampleEvent, delegations: [group], registrationCodePattern: null };

/** A roster and the import of lists into it, without a store. */
function makeRoster() {
  const people = new Map<string, Delegate>();
  const compare = async (list: string | Uint8Array, options: TableOptions = {}) => {
    const imported = createListImport(
      {
        eventId: event.id,
        eventSecret,
        ticketSecrets: [eventSecret],
      },
      () => [],
    );
    const bytes = typeof list === 'string' ? Buffer.from(list) : list;
    const { guess, headers } = await imported.open({ bytes, fileName: '' }, options, event);
    await imported.read({ mapping: guess, markVips: false, event }, () => {});
    for (const delegate of people.values()) imported.known({ delegate, hasBadge: false });
    const diff = imported.diff();
    const write = (decision: Partial<ImportDecision> = {}): void => {
      const { added, changed, defaults } = imported.decided({ ...undecided, ...decision });
      for (const entry of added) expect(people.has(entry.id)).toBe(false);
      for (const entry of [...added, ...changed]) {
        people.set(entry.id, mergeEntry(people.get(entry.id) ?? null, entry, defaults));
      }
    };
    return { diff, headers, guess, write };
  };
  return { people, compare };
}

const names = ({ people }: ReturnType<typeof makeRoster>): string[] =>
  [...people.values()].map(({ printedName }) => printedName);

describe('a list without registration codes', () => {
  test('makes ids and codes that stay, and are the same at every desk', async () => {
    const list = 'Name,E-mail\nMarie Dupont,marie@example.org\nPaul Martin,\n';
    const [one, two] = [makeRoster(), makeRoster()];
    for (const roster of [one, two]) (await roster.compare(list)).write();
    expect([...one.people.keys()]).toEqual([...two.people.keys()]);
    const [marie] = one.people.values();
    expect(isMadeCode(marie?.registrationCode ?? '')).toBe(true);
    expect(marie?.registrationCode).toMatch(/^LR[BCDFGHJKLNPRSTVX]{22}$/);
  });

  test('is known again by e-mail and name, whatever the order', async () => {
    const roster = makeRoster();
    (
      await roster.compare('Name,E-mail\nMarie Dupont,marie@example.org\nPaul Martin,p@x.org\n')
    ).write();
    const { diff } = await roster.compare(
      'E-mail;First name;Last name;Job title\nP@X.ORG;Paul;Martin;Director\nmarie@example.org;Marie;DUPONT;\n',
    );
    expect(diff).toMatchObject({ added: 0, asked: 0, absent: 0 });
    expect(diff.changes.map(({ field }) => field)).toContain('jobTitle');
  });

  test.each([
    ['another e-mail', 'Marie Dupont,marie.dupont@other.org'],
    ['no e-mail', 'Marie Dupont,'],
    ['her e-mail under another name', 'Marie Martin,marie@example.org'],
  ])('asks where there is %s, and writes nothing before the answer', async (_case, row) => {
    const roster = makeRoster();
    (await roster.compare('Name,E-mail\nMarie Dupont,marie@example.org\n')).write();
    const [marie] = [...roster.people.values()];
    const { diff, write } = await roster.compare(`Name,E-mail\n${row}\n`);
    expect(diff).toMatchObject({ added: 0, changed: 0, asked: 1 });
    expect(diff.questions).toMatchObject([{ line: 2, candidates: [{ id: marie?.id }] }]);
    expect(() => write()).toThrow(expect.objectContaining({ code: 'import-questions-open' }));
    expect(roster.people.size).toBe(1);
    write({ others: 'same' });
    expect(roster.people.size).toBe(1);
  });

  test('keeps two people of one name apart once somebody said so', async () => {
    const roster = makeRoster();
    (await roster.compare('Name\nMarie Dupont\n')).write();
    const next = await roster.compare('Name\nMarie Dupont\n');
    next.write({ answers: [{ line: 2, answer: 'new' }] });
    expect(names(roster)).toEqual(['Marie Dupont', 'Marie Dupont']);
    const third = await roster.compare('Name\nMarie Dupont\n');
    expect(third.diff.questions[0]?.candidates).toHaveLength(2);
    // With two candidates "the same" says nothing.
    expect(() => third.write({ others: 'same' })).toThrow(/import-questions-open: line 2/);
  });

  test('asks about rows of one name that nothing tells apart, and takes no row twice', async () => {
    const roster = makeRoster();
    const { diff, write } = await roster.compare(
      'Name,Company\nMarie Dupont,A\nMarie Dupont,B\nMarie Dupont,B\nPaul Martin,C\n',
    );
    expect(diff).toMatchObject({ added: 1, asked: 2, rejected: 1, withoutKey: 1 });
    expect(diff.questions.map(({ alike }) => alike)).toEqual([[3], [2]]);
    expect(diff.rejectedRows).toMatchObject([{ line: 4, reason: 'same-row-in-file', sameAs: 3 }]);
    write({ answers: [{ line: 2, answer: 'new' }], others: 'left-out' });
    expect(names(roster)).toEqual(['Paul Martin', 'Marie Dupont']);
  });

  test('asks about no row with a code because of another of its name', async () => {
    const list = 'Code,Name\nA1,Marie Dupont\nA2,Marie Dupont\n,Paul Martin\n';
    const { diff } = await makeRoster().compare(list);
    expect(diff).toMatchObject({ added: 3, asked: 0 });
    const third = await makeRoster().compare(`${list},Marie Dupont\n`);
    expect(third.diff.questions).toMatchObject([{ line: 5, alike: [2, 3] }]);
  });

  test.each([
    ['an e-mail', 'Code,Name,E-mail\n,Marie Dupont,marie@example.org\n'],
    ['a code', 'Code,Name,E-mail\nA1,DUPONT Marie,\n'],
  ])('asks about a row whose namesake in the file has %s, new or known', async (_case, list) => {
    const roster = makeRoster();
    const both = `${list},Marie Dupont,\n`;
    const { diff } = await roster.compare(both);
    expect(diff).toMatchObject({ added: 1, asked: 1, withoutKey: 0 });
    expect(diff.questions).toMatchObject([{ line: 3, candidates: [], likely: null, alike: [2] }]);
    (await roster.compare(list)).write();
    const again = await roster.compare(both);
    expect(again.diff).toMatchObject({ added: 0, unchanged: 1, asked: 1 });
    expect(again.diff.questions).toMatchObject([{ line: 3, candidates: [], alike: [2] }]);
  });

  test('asks about a row with the name that somebody of another row had until now', async () => {
    const roster = makeRoster();
    (await roster.compare('Code,Name\nA1,Marie Dupont\n')).write();
    const { diff } = await roster.compare('Code,Name\nA1,Marie Martin\n,Marie Dupont\n');
    expect(diff).toMatchObject({ added: 0, changed: 1, asked: 1 });
    expect(diff.questions).toMatchObject([{ line: 3, candidates: [], alike: [2] }]);
  });

  test('shows those first for whom “the same” is no answer', async () => {
    const roster = makeRoster();
    (await roster.compare('Name,Company\nMarie Dupont,A\nPaul Martin,B\n')).write();
    (await roster.compare('Name\nPaul Martin\n')).write({ others: 'new' });
    const { diff } = await roster.compare('Name\nMarie Dupont\nPaul Martin\n');
    expect(diff.questions.map(({ line, likely }) => [line, likely !== null])).toEqual([
      [3, false],
      [2, true],
    ]);
  });

  test('never gives one person to two rows', async () => {
    const roster = makeRoster();
    (await roster.compare('Name\nMarie Dupont\n')).write();
    const { write } = await roster.compare('Name,Company\nMarie Dupont,A\nMarie Dupont,B\n');
    expect(() => write({ others: 'same' })).toThrow(/import-questions-open: line 3/);
    expect(roster.people.size).toBe(1);
  });

  test('asks where a later list has a code for somebody who had none', async () => {
    const roster = makeRoster();
    (await roster.compare('Name,E-mail\nMarie Dupont,marie@example.org\n')).write();
    const { diff } = await roster.compare('Code,Name,E-mail\nA1,Marie Dupont,marie@example.org\n');
    expect(diff).toMatchObject({ added: 0, asked: 1 });
  });

  test('takes on the code that a later list gives, and asks no second time', async () => {
    const roster = makeRoster();
    (await roster.compare('Name,E-mail\nMarie Dupont,marie@example.org\n')).write();
    const [before] = roster.people.values();
    const coded = 'Code,Name,E-mail\nA1,Marie Dupont,marie@example.org\n';
    const first = await roster.compare(coded);
    first.write({ others: 'same' });
    const [after] = roster.people.values();
    expect(roster.people.size).toBe(1);
    expect(after).toEqual({ ...before, otherCodes: ['A1'] });

    const again = await roster.compare(coded.replace('A1', 'a1'));
    expect(again.diff).toMatchObject({ added: 0, changed: 0, unchanged: 1, asked: 0, absent: 0 });
    const renamed = await roster.compare('Code,Name,E-mail\nA1,Marie Martin,other@example.org\n');
    expect(renamed.diff).toMatchObject({ added: 0, changed: 1, asked: 0, absent: 0 });
  });

  test('knows one person under both codes of one list', async () => {
    const roster = makeRoster();
    (await roster.compare('Code,Other registration code,Name\nA1,B7,Marie Dupont\n')).write();
    const { diff, write } = await roster.compare(
      'Code,Name,Job title\nB7,Marie Dupont,Director\nA1,Marie Dupont,Inspector\n',
    );
    expect(diff).toMatchObject({ added: 0, changed: 1, asked: 0 });
    write();
    expect([...roster.people.values()]).toMatchObject([
      { registrationCode: 'A1', otherCodes: ['B7'], jobTitle: 'Inspector' },
    ]);
  });
});

/** A person of an earlier list, by what a row can have of them. */
const listed = fc.record({
  code: fc.option(
    fc.integer({ min: 1, max: 30 }).map((number) => `A${number}`),
    { nil: '' },
  ),
  name: fc.constantFrom(
    'Ana Silva',
    'Bea Silva',
    'Ana Souza',
    'Ивана Петрова',
    '王小明',
    'Ana  SILVA',
  ),
  email: fc.option(
    fc
      .tuple(fc.constantFrom('p', 'P'), fc.integer({ min: 1, max: 12 }))
      .map(([letter, number]) => `${letter}${number}@example.org`),
    { nil: '' },
  ),
});
type Listed = Record<'code' | 'name' | 'email', string>;
const columns = ['code', 'name', 'email', 'job'] as const;
const headings = { code: 'Code', name: 'Full name', email: 'E-mail', job: 'Job title' };
/** Each row has a function of its own, so that a row taken for somebody else shows as a change. */
const jobOf = ({ code, name, email }: Listed): string => `${code}/${name}/${email}`;

/** The row as another system may write it. */
const otherwise = ({ code, name, email }: Listed): Listed => ({
  code: code.toLowerCase(),
  name: name.normalize('NFD').toUpperCase(),
  email: email.toUpperCase(),
});

function csvOf(
  rows: readonly Listed[],
  order: readonly (typeof columns)[number][],
  write: (row: Listed) => Listed = (row) => row,
): string {
  const lines = rows
    .map((row) => ({ ...write(row), job: jobOf(row) }))
    .map((row) => order.map((column) => row[column]).join(','));
  return `${[order.map((column) => headings[column]).join(','), ...lines].join('\n')}\n`;
}

const isSameEmail = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();
const hasSameCode = (a: Listed, b: Listed): boolean => a.code !== '' && a.code === b.code;

describe('any list, its subset and its repetition, in any order of rows and columns', () => {
  test('never make two people of a row with a key, never one of two, and decide nothing without one', async () => {
    const order = fc.shuffledSubarray([...columns], { minLength: 4 });
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(listed, { minLength: 1, maxLength: 20, comparator: hasSameCode }),
        fc.array(fc.nat(), { maxLength: 20 }),
        fc.array(fc.nat(), { maxLength: 20 }),
        fc.array(listed, { maxLength: 10 }),
        order,
        order,
        async (rows, repeated, picks, others, first, second) => {
          const strangers = others.map((row) => ({ ...row, code: '' }));
          const rowsAt = (places: number[]): Listed[] =>
            places.flatMap((place) => rows[place % rows.length] ?? []);
          const distinct = new Set(rows.map(jobOf)).size;
          const roster = makeRoster();
          const one = await roster.compare(csvOf([...rows, ...rowsAt(repeated)], first));
          // A row that stands twice is one person, and says so; it asks nothing.
          expect(one.diff.added + one.diff.asked).toBe(distinct);
          expect(one.diff.rejected).toBe(rows.length + repeated.length - distinct);
          const alike = rows.filter((row) => isAlike(row, rows)).map(jobOf);
          expect(one.diff.asked).toBe(new Set(alike).size);
          one.write({ others: 'new' });
          expect(roster.people.size).toBe(distinct);
          const before = new Map(roster.people);
          const part = rowsAt(picks);
          const two = await roster.compare(csvOf(part, second));
          // Whom a key names is known again, and everyone else is asked: nobody is new.
          expect(two.diff).toMatchObject({ added: 0, changed: 0 });
          const asked = new Set(two.diff.questions.map(({ line }) => line));
          const refused = new Set(two.diff.rejectedRows.map(({ line }) => line));
          for (const [index, row] of part.entries()) {
            if (refused.has(index + 2)) continue;
            const sharing = rows.filter(({ email }) => isSameEmail(email, row.email));
            const own = new Set(sharing.map(jobOf)).size === 1;
            const isAsked = asked.has(index + 2);
            if (row.code !== '' || (row.email !== '' && own))
              expect(isAsked, jobOf(row)).toBe(false);
            else if (row.email === '') expect(isAsked, jobOf(row)).toBe(true);
          }
          expect(
            new Set([...roster.people.values()].map(({ registrationCode }) => registrationCode))
              .size,
          ).toBe(roster.people.size);
          expect([...roster.people]).toEqual([...before]);

          // Capitals and forms of letters make nobody another, and no row is taken for another's.
          const three = await roster.compare(csvOf(part, second, otherwise));
          expect(three.diff).toMatchObject({ added: 0, asked: two.diff.asked });
          three.write({ others: 'left-out' });
          expect([...roster.people.keys()]).toEqual([...before.keys()]);
          for (const { id, jobTitle } of roster.people.values())
            expect(jobTitle).toBe(before.get(id)?.jobTitle);

          (await roster.compare(csvOf(strangers, second))).write({ others: 'left-out' });
          expectKnownByKey(before, roster.people, strangers);

          const other = makeRoster();
          (await other.compare(csvOf(rows.toReversed(), second))).write({ others: 'new' });
          expect(keyedPeople(other.people)).toEqual(keyedPeople(before));
        },
      ),
      { numRuns: 100 },
    );
  });
});

/** Whether the row has neither a code nor an e-mail of its own, and another row has its name. */
function isAlike(row: Listed, rows: readonly Listed[]): boolean {
  const isOther = (one: Listed): boolean => jobOf(one) !== jobOf(row);
  const hasOwnEmail = (one: Listed): boolean =>
    one.email !== '' &&
    !rows.some((each) => jobOf(each) !== jobOf(one) && isSameEmail(each.email, one.email));
  if (row.code !== '' || hasOwnEmail(row)) return false;
  return rows.some((one) => isOther(one) && nameKey(one.name) === nameKey(row.name));
}

/**
 * Expects that rows without codes were written over those only who have their name, and alone have
 * their e-mail; and made new people only of whom nobody else could be.
 */
function expectKnownByKey(
  before: ReadonlyMap<string, Delegate>,
  after: ReadonlyMap<string, Delegate>,
  rows: readonly Listed[],
): void {
  const all = [...before.values()];
  const isNamed = (one: Delegate, name: string) => nameKey(one.printedName) === nameKey(name);
  const isSame = (one: Delegate, { name, email }: Listed) =>
    email !== '' && isSameEmail(one.email, email) && isNamed(one, name);
  const others = all.filter((one) => !rows.some((row) => isSame(one, row)));
  for (const [id, now] of after) {
    const known = before.get(id);
    const row = rows.find((one) => jobOf(one) === now.jobTitle);
    if (known?.jobTitle === now.jobTitle) continue;
    if (row === undefined) throw new Error(`${now.jobTitle} was in no row`);
    if (known !== undefined) {
      expect(isSame(known, row)).toBe(true);
      expect(all.filter(({ email }) => isSameEmail(email, row.email))).toHaveLength(1);
      continue;
    }
    if (row.email === '') {
      expect(all.filter((one) => isNamed(one, row.name))).toEqual([]);
      expect(isAlike(row, rows)).toBe(false);
      continue;
    }
    expect(others.filter((one) => isNamed(one, row.name))).toEqual([]);
    expect(others.filter(({ email }) => isSameEmail(email, row.email))).toEqual([]);
  }
}

/** The ids by the key of each person whom nobody shares it with, sorted. */
function keyedPeople(people: ReadonlyMap<string, Delegate>): string[] {
  const all = [...people.values()];
  const keyed = all.filter(
    ({ registrationCode, email }) =>
      !isMadeCode(registrationCode) ||
      (email !== '' && all.filter((person) => isSameEmail(person.email, email)).length === 1),
  );
  return keyed
    .map(({ id, registrationCode, email }) => `${id} ${registrationCode} ${email}`)
    .sort();
}

describe('lines that are not people', () => {
  test('are titles, a second row of headings and totals, each named by its line', async () => {
    const roster = makeRoster();
    const list = [
      'Participants 2026',
      '',
      'First name,Last name,E-mail',
      'Prénom,Nom,Courriel',
      'Marie,Dupont,marie@example.org',
      'Total,1,',
      'Paul,Total,paul@example.org',
      'Total: 2',
      '2 participants',
    ];
    const { diff, headers } = await roster.compare(list.join('\n'), { delimiter: ',' });
    expect(headers).toEqual(['Prénom', 'Nom', 'Courriel']);
    expect(diff).toMatchObject({ rows: 3, added: 3 });
    expect(diff.leftOut).toEqual([
      { line: 1, text: 'Participants 2026' },
      { line: 4, text: 'Prénom · Nom · Courriel' },
      { line: 8, text: 'Total: 2' },
      { line: 9, text: '2 participants' },
    ]);
  });

  test('a person whose name means a sum is no total', async () => {
    const { diff } = await makeRoster().compare('Code,Name\n11,Anna\n12,Suma\n');
    expect(diff).toMatchObject({ rows: 2, added: 2, leftOut: [] });
  });

  test('a name with a comma is proposed in its parts, and written once somebody accepts it', async () => {
    const roster = makeRoster();
    const list =
      'Name;E-mail\nDupont, Marie;m@example.org\nSmith, Jr.;s@example.org\nDUPONT Paul;\n';
    const { diff, write } = await roster.compare(list);
    expect(diff.findings).toEqual([
      {
        line: 2,
        field: 'printedName',
        what: ['family-first'],
        value: 'Dupont, Marie',
        mended: 'Marie Dupont',
      },
    ]);
    expect(() => write()).toThrow(/import-mending-open: 1/);
    write({ acceptMended: true });
    expect(names(roster)).toEqual(['Marie Dupont', 'Smith, Jr.', 'DUPONT Paul']);
    const [marie] = roster.people.values();
    expect(marie).toMatchObject({ givenName: 'Marie', familyName: 'Dupont' });
    expect((await roster.compare(list)).diff).toMatchObject({ added: 0, changed: 0 });
    // What was approved for the badge stays as it is.
    const badges = await makeRoster().compare('Badge name;E-mail\nDupont, Marie;m@example.org\n');
    expect(badges.diff).toMatchObject({ odd: 0, added: 1 });
  });

  test('a language that the event lacks is found with its row, and kept', async () => {
    const roster = makeRoster();
    const list = 'Name;Language\nAnna;Spanish\nBea;fr-BE\nCarla;\n王小明;zh\nEva;English\n';
    const { diff, write } = await roster.compare(list);
    expect(diff).toMatchObject({ added: 5, rejected: 0, odd: 2, mended: 0, messageLanguage: 'en' });
    expect(diff.findings).toEqual(
      [
        { line: 2, value: 'Spanish' },
        { line: 5, value: 'zh' },
      ].map((one) => ({ ...one, field: 'language', what: ['other-language'], mended: null })),
    );
    write();
    expect([...roster.people.values()].map(({ language }) => language)).toEqual([
      'es',
      'fr-BE',
      null,
      'zh',
      'en',
    ]);
  });

  test('an event with one group leaves “Country” out, and takes a column of delegations', async () => {
    const guess = async (heading: string) =>
      (await makeRoster().compare(`Name,${heading}\nAnna,BEL\n`)).guess;
    expect(await guess('Country')).toEqual({ printedName: 0 });
    expect(await guess('Delegation')).toEqual({ printedName: 0, delegation: 1 });
  });

  test('a column “Title” is the function unless it holds forms of address', async () => {
    const guess = async (titles: string[]) =>
      (
        await makeRoster().compare(
          `Name,Title\n${titles.map((title) => `A,${title}`).join('\n')}\n`,
        )
      ).guess;
    expect(await guess(['Director', 'Head of Logistics', 'Dr'])).toEqual({
      printedName: 0,
      jobTitle: 1,
    });
    expect(await guess(['H.E. Mr', 'Ambassador', 'Mme'])).toEqual({ printedName: 0, title: 1 });
  });

  test('a first row of data is not taken for headings', async () => {
    const roster = makeRoster();
    const { diff } = await roster.compare(
      'Name,Type,Role\nMember,VIP,Head\nAnna,Delegate,Member\n',
    );
    expect(diff.leftOut).toEqual([]);
    expect(diff.rows).toBe(2);
  });
});

describe('a list as another system exports it', () => {
  const people = listOfPeople();
  test.each(outsideLists(people))('$name', async ({ name, bytes, cancelled }) => {
    const roster = makeRoster();
    const options = name.startsWith('Excel') ? { encoding: 'windows-1252' as const } : {};
    const first = await roster.compare(bytes, options);
    expect(first.diff, JSON.stringify(first.diff.rejectedRows.slice(0, 3))).toMatchObject({
      rows: 300,
      rejected: 0,
      asked: 0,
      added: 300,
    });
    first.write();
    const found = [...roster.people.values()];
    expect(found.map(({ printedName }) => printedName).sort()).toEqual(
      people.map(({ given, family }) => `${given} ${family}`).sort(),
    );
    for (const [index, { given, family, email, company }] of people.entries()) {
      const same = found.filter(
        (one) => one.printedName === `${given} ${family}` && one.email === email,
      );
      expect(same, `${index}`).toHaveLength(1);
      expect(same[0]).toMatchObject({
        administration: company,
        status: cancelled.includes(index) ? 'cancelled' : 'confirmed',
      });
    }
    const again = await roster.compare(bytes, options);
    expect(again.diff).toMatchObject({ added: 0, changed: 0, absent: again.diff.asked });
    again.write({ others: 'same' });
    expect(roster.people.size).toBe(300);
  });
});
