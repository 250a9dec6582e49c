import { describe, expect, test } from 'vitest';
import { defaultQuorum, reportIds } from '../../domain/reports.ts';
import type { Delegate } from '../../domain/roster/delegate.ts';
import { buildReport } from '../../reports/build-report.ts';
import { countQuorum } from '../../reports/kinds/quorum.ts';
import type { Cell, Report } from '../../reports/report.ts';
import { uuid } from '../domain/attendance-sample.ts';
import { sampleDelegate, sampleEvent } from '../support/sample-event.ts';
import { at, demoInput, FactWriter, inputOf } from './sample-input.ts';

const [day1 = '', day2 = ''] = sampleEvent.days;

function person(n: number, change: Partial<Delegate> = {}): Delegate {
  return sampleDelegate({
    id: uuid(1000 + n),
    registrationCode: `T18-${n}`,
    printedName: `Person ${n}`,
    title: '',
    ...change,
  });
}

function rowsOf(report: Report): (readonly Cell[])[] {
  return report.sections.flatMap(({ rows }) => rows);
}

describe('the list of participants', () => {
  const delegates = [
    person(1, { delegation: 'JPN', letterOrder: 2 }),
    person(2, { delegation: 'JPN', role: 'head', letterOrder: 9, grammaticalGender: 'feminine' }),
    person(3, { delegation: 'BEL' }),
    person(4, { delegation: 'BEL', listed: false }),
    person(5, { delegation: 'BEL', status: 'pending' }),
    person(6, { delegation: 'JPN', role: 'alternate', letterOrder: 1 }),
  ];

  test('provisional: the confirmed, delegations in list order, heads first, without the unlisted', () => {
    const report = buildReport(
      'participants-provisional',
      inputOf({ event: sampleEvent, delegates }),
      'fr',
    );
    expect(report.sections.map(({ title }) => title)).toEqual(['Belgique', 'Japon']);
    expect(rowsOf(report).map(([, name, , , role]) => [name, role])).toEqual([
      ['Person 3', ''],
      ['Person 2', 'Cheffe de délégation'],
      ['Person 6', 'Suppléante'],
      ['Person 1', ''],
    ]);
  });

  test('on paper: what each person is, and once the category of most', () => {
    const guest = person(7, { category: 'press', jobTitle: '', administration: 'Guests' });
    const input = inputOf({ event: sampleEvent, delegates: [...delegates, guest] });
    const { directory } = buildReport('participants-provisional', input, 'fr');
    const entries = directory?.sections.flatMap((section) => section.entries) ?? [];
    const detailsOf = (name: string) => entries.find((one) => one.name === name)?.details;
    expect(directory?.sections.map(({ title }) => title)).toEqual(['Belgique', 'Japon']);
    expect(directory?.sections.map(({ subtitle }) => subtitle)).toEqual(['', 'Customs']);
    expect(detailsOf('Person 2')).toMatch(/^Cheffe de délégation, /);
    // The two of Belgium have different administrations, so neither is the most common.
    expect(detailsOf('Person 3')).toMatch(/, Customs$/);
    expect(detailsOf('Person 7')).toBe('Guests, Presse');
    expect(directory?.note).toBe('Catégorie, sauf indication contraire\u202F: Délégué.');
    // In neither form: a woman’s differs in French.
    for (const { details } of entries) expect(details).not.toContain('Délégué');
  });

  test('the fields of the event that reports show, in words, after the usual columns', () => {
    const extra = { companions: '1.5', diet: 'Fish', shuttle: 'yes' };
    const input = inputOf({ event: sampleEvent, delegates: [person(1, { extra }), person(3)] });
    const report = buildReport('participants-provisional', input, 'fr');
    expect(report.columns.slice(6, 8).map(({ title }) => title)).toEqual([
      'Repas',
      'Accompagnants',
    ]);
    expect(rowsOf(report).map((row) => row.slice(6, 8))).toEqual([
      ['Poisson', '1,5'],
      ['', ''],
    ]);
    expect(report.totals).toHaveLength(report.columns.length);
  });

  test('final: whoever came, whatever the registration says, without the unlisted', () => {
    const book = new FactWriter();
    for (const n of [1, 4, 5]) book.admit(day1, at(day1, 9), uuid(1000 + n));
    const input = inputOf({ event: sampleEvent, delegates, facts: book.facts });
    const report = buildReport('participants-final', input, 'en');
    expect(rowsOf(report).map(([, name]) => name)).toEqual(['Person 5', 'Person 1']);
  });
});

describe('attendance and arrivals', () => {
  const book = new FactWriter();
  book.admit(day1, at(day1, 9, 14), uuid(1001));
  book.admit(day1, at(day1, 9, 15), uuid(1002));
  book.admit(day1, at(day1, 9, 50), uuid(1001), { checkpoint: 'stce' });
  const taken = book.admit(day1, at(day1, 9, 51), uuid(1003));
  book.write(at(day1, 9, 52), {
    type: 'admission-undone',
    targetId: taken,
    delegateId: uuid(1003),
    localDay: day1,
  });
  book.admit(day1, at(day1, 10, 1), uuid(1099));
  book.admit(day2, at(day2, 8), uuid(1001));
  const delegates = [1, 2, 3].map((n) => person(n));
  const input = inputOf({ event: sampleEvent, delegates, facts: book.facts });

  test('person × day: the first time of each day; who was taken back did not come; the unknown are named', () => {
    const report = buildReport('attendance', input, 'en');
    expect(rowsOf(report).map((row) => row.slice(0, 7))).toEqual([
      ['Belgium', 'Person 1', 'Customs', '09:14', '08:00', '', 2],
      ['Belgium', 'Person 2', 'Customs', '09:15', '', '', 1],
      ['Belgium', 'Person 3', 'Customs', '', '', '', 0],
      ['Not in the roster', 'Not in the roster', '', '10:01', '', '', 1],
    ]);
    expect(report.totals?.slice(0, 7)).toEqual(['', 'Persons present', null, 3, 1, 0, 3]);
  });

  test('quarters of an hour of the event’s zone, the empty ones between them too', () => {
    const report = buildReport('arrivals', { ...input, day: day1 }, 'en');
    expect(rowsOf(report)).toEqual([
      [day1, '09:00', '09:15', 1, 1],
      [day1, '09:15', '09:30', 1, 2],
      [day1, '09:30', '09:45', 0, 2],
      [day1, '09:45', '10:00', 0, 2],
      [day1, '10:00', '10:15', 1, 3],
    ]);
    expect(report.totals?.[3]).toBe(3);
  });

  test('session × administration counts persons, each once', () => {
    const report = buildReport('sessions', input, 'en');
    expect(report.columns.map(({ title }) => title).at(-1)).toBe('STCE');
    expect(rowsOf(report)).toEqual([
      ['Belgium', 'Customs', 3, 1],
      ['Not in the roster', '', 0, 0],
    ]);
  });

  test('not arrived: on the day, and in all', () => {
    const names = (day: string | null) =>
      rowsOf(buildReport('no-shows', { ...input, day }, 'en')).map(([, name]) => name);
    expect(names(day1)).toEqual(['Person 3']);
    expect(names(day2)).toEqual(['Person 2', 'Person 3']);
    expect(names(null)).toEqual(['Person 3']);
  });

  test('certificates by days and by sessions', () => {
    const earned = (certificates: (typeof input)['certificates']) =>
      buildReport('certificates', { ...input, certificates }, 'en').certificates?.map(
        ({ name, attended }) => [name, attended],
      );
    expect(earned({ kind: 'days', atLeast: 2 })).toEqual([
      ['Person 1', 'attended on 2–3 October 2018.'],
    ]);
    expect(earned({ kind: 'days', atLeast: 1 })).toHaveLength(2);
    expect(earned({ kind: 'sessions', checkpoints: ['stce'] })).toHaveLength(1);
    expect(earned({ kind: 'sessions', checkpoints: ['stce', 'other'] })).toEqual([]);
  });
});

describe('names', () => {
  const people = [
    person(1, { givenName: 'Zoé', familyName: 'Martin', printedName: 'Zoé Martin' }),
    person(2, { givenName: 'Chloé', familyName: 'Éluard', printedName: 'Chloé Éluard' }),
    person(3, { givenName: 'Anne', familyName: 'Zola', printedName: 'Anne Zola' }),
  ].map((one) => ({ ...one, role: 'member' as const, letterOrder: 0, title: '' }));

  test.each(['participants-provisional', 'no-shows', 'attendance'] as const)(
    'of %s are sorted by family name, which has a column of its own beside the given name',
    (id) => {
      const report = buildReport(id, inputOf({ delegates: people }), 'fr');
      expect(report.columns.slice(-2).map(({ title }) => title)).toEqual([
        'Nom de famille',
        'Prénom',
      ]);
      expect(rowsOf(report).map((row) => [row[1], ...row.slice(-2)])).toEqual([
        ['Chloé Éluard', 'Éluard', 'Chloé'],
        ['Zoé Martin', 'Martin', 'Zoé'],
        ['Anne Zola', 'Zola', 'Anne'],
      ]);
      for (const row of [...rowsOf(report), report.totals ?? []])
        expect(row).toHaveLength(report.columns.length);
    },
  );

  test('a certificate has no plural of everybody under a name where the event has one group', () => {
    const everyone = inputOf().event.delegations[0];
    if (everyone === undefined) throw new Error('no delegation');
    const name = { en: 'Participants', fr: 'Participants' };
    const event = { ...inputOf().event, delegations: [{ ...everyone, code: 'ALL', name }] };
    const one = person(1, { delegation: 'ALL', administration: 'Université de Liège' });
    const book = new FactWriter();
    book.admit(day1, at(day1, 9), one.id);
    const affiliation = (administration: string) =>
      buildReport(
        'certificates',
        inputOf({ event, delegates: [{ ...one, administration }], facts: book.facts }),
        'fr',
      ).certificates?.map((page) => page.affiliation);
    expect(affiliation('Université de Liège')).toEqual(['Université de Liège']);
    expect(affiliation('')).toEqual(['']);
  });
});

describe('the quorum', () => {
  test('press never counts, and a settable rule decides', () => {
    const delegates = [
      person(1, { delegation: 'BEL' }),
      person(2, { delegation: 'JPN' }),
      person(3, { delegation: 'JPN', category: 'press' }),
    ];
    const book = new FactWriter();
    book.admit(day1, at(day1, 9), uuid(1001));
    book.admit(day1, at(day1, 9), uuid(1003));
    const input = inputOf({ event: sampleEvent, delegates, facts: book.facts, day: day1 });
    const report = buildReport('quorum', input, 'en');
    expect(rowsOf(report)).toEqual([
      ['Belgium', 1, 1, 'yes'],
      ['Japan', 1, 0, 'no'],
    ]);
    const detail = '1 of 2 administrations present, 2 needed';
    const no = { isYes: false, part: 1, whole: 2 };
    expect(report.answer).toEqual({ text: 'There is no quorum', detail, ...no });
    const half = { ...input, quorum: { ...defaultQuorum, comparison: 'at-least' as const } };
    const { answer } = buildReport('quorum', half, 'en');
    expect(answer).toMatchObject({ text: 'There is a quorum', isYes: true, whole: 1 });
  });

  test.each([
    [10, 'more-than', 1, 2, 6],
    [11, 'more-than', 1, 2, 6],
    [10, 'at-least', 1, 2, 5],
    [9, 'at-least', 1, 3, 3],
    [10, 'at-least', 2, 3, 7],
  ] as const)('of %i, %s %i/%i is %i', (accredited, comparison, numerator, denominator, needed) => {
    const rule = { comparison, numerator, denominator };
    expect(countQuorum({ accredited, present: needed }, rule)).toMatchObject({
      needed,
      isMet: true,
    });
    expect(countQuorum({ accredited, present: needed - 1 }, rule).isMet).toBe(false);
  });

  test('without any accredited administration there is none', () => {
    expect(
      countQuorum({ accredited: 0, present: 0 }, { ...defaultQuorum, comparison: 'at-least' })
        .isMet,
    ).toBe(false);
  });
});

describe('who and why', () => {
  const input = demoInput();

  test('overrides name both people, the refusal, the reason and the note', () => {
    const [row] = rowsOf(buildReport('overrides', input, 'en'));
    expect(row?.slice(4)).toEqual([
      'The registration was cancelled',
      'A letter was shown',
      'Letter NV/18/77 of "the ministry"',
      'Ana Operator',
      'Sam Supervisor',
    ]);
  });

  test('reprints and walk-ins', () => {
    const [reprint] = rowsOf(buildReport('reprints', input, 'fr'));
    expect(reprint?.slice(3)).toEqual([
      'Perdu',
      'A7F30C12-00002',
      'A7F30C12-00001',
      'Ana Operator',
      'Desk 1',
    ]);
    const [walkIn] = rowsOf(buildReport('walk-ins', input, 'en'));
    expect(walkIn?.slice(4, 8)).toEqual([
      'Passport',
      'Ms Protocol',
      'Ana Operator · Desk 1',
      'Confirmed',
    ]);
  });

  test('a duplicate is open until somebody settles it, also on a later day', () => {
    const book = new FactWriter();
    book.admit(day1, at(day1, 9), uuid(1001));
    const second = book.admit(day1, at(day1, 9, 5), uuid(1001));
    const delegates = [person(1)];
    const open = inputOf({ event: sampleEvent, delegates, facts: [...book.facts], day: day1 });
    expect(rowsOf(buildReport('duplicates', open, 'en'))[0]?.slice(6)).toEqual(['open', '']);
    book.write(
      at(day2, 9),
      { type: 'duplicate-resolved', targetId: second, localDay: day2 },
      { note: 'Badge destroyed' },
    );
    const settled = { ...open, facts: book.facts, personal: book.personal };
    expect(rowsOf(buildReport('duplicates', settled, 'en'))[0]?.slice(6)).toEqual([
      '2018-10-03 09:00 · Ana Operator',
      'Badge destroyed',
    ]);
  });

  test('the balance explains its gap by name, and adds up', () => {
    const report = buildReport('registration-balance', input, 'en');
    const gaps = rowsOf(report).filter((row) => row[9] !== 0);
    expect(gaps).toHaveLength(1);
    expect(gaps[0]?.[10]).toMatch(/^present though cancelled: /);
    for (const row of [...rowsOf(report), report.totals ?? []]) {
      const [, registered, , ...figures] = row.map(Number);
      const sum = figures.slice(0, 6).reduce((all, one) => all + one, 0);
      expect(sum - (registered ?? 0)).toBe(row[9]);
    }
    expect(report.totals?.[1]).toBe(input.delegates.length);
  });
});

describe('every report', () => {
  const inputs = [inputOf(), demoInput(), demoInput({ day: '2018-10-02' })];
  test.each(reportIds)(
    '%s has its header and cells for its columns, in both languages, with nothing and with much',
    (id) => {
      for (const input of inputs) {
        for (const language of ['en', 'fr'] as const) {
          const report = buildReport(id, input, language);
          expect(report.asOf).toContain(
            language === 'en' ? 'Complete as of 18:04' : 'Complet à 18',
          );
          for (const row of [
            ...rowsOf(report),
            ...(report.totals === null ? [] : [report.totals]),
          ]) {
            expect(row).toHaveLength(report.columns.length);
          }
        }
      }
    },
  );

  test('the header says day, state and proof', () => {
    const closed = buildReport('stations', demoInput({ day: '2018-10-02' }), 'en');
    expect(closed.period).toBe('2 October 2018');
    expect(closed.asOf).toBe('Complete as of 18:04, 1 of 2 stations proven');
    const open = buildReport('stations', demoInput({ day: '2018-10-02', isClosed: false }), 'fr');
    expect(open.asOf).toBe('Provisoire, état à 18\u00A0h\u00A004, 1 poste prouvé sur 2');
  });
});
