import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AdmissionQuestion, decide, type Verdict } from '../../domain/check-in/admission.ts';
import { type Checkpoint, makeCheckpoint } from '../../domain/event/event-file.ts';
import type { StandingAdmission } from '../../domain/ledger/attendance.ts';
import { sampleDelegate } from '../support/sample-event.ts';

// The values that each part of the question can take; the tests try their whole product.

const [day1, today, day3] = ['2018-10-02', '2018-10-03', '2018-10-04'] as const;
const eventDays = [day1, today, day3];

const anyDay = { lastDay: null, weekdays: 0x7f };
const papers = {
  'chosen-delegate': { kind: 'chosen-delegate' },
  ticket: { kind: 'ticket', code: 'LT' },
  'registration-code': { kind: 'registration-code', code: 'GSC18-00417' },
  signed: { kind: 'signed', registrationCode: 'GSC18-00417', mark: '', days: anyDay },
  'other-text': { kind: 'other-text', texts: ['x'] },
  badge: { kind: 'badge', code: 'LB', station: 'A7F30C12', serial: 1, token: new Uint8Array(6) },
  unreadable: { kind: 'unreadable', reason: 'check-letters' },
  forged: { kind: 'forged' },
  'other-event': { kind: 'other-event', host: null },
  expired: { kind: 'expired', registrationCode: 'GSC18-00417', lastDay: '2018-10-01' },
} satisfies Record<string, AdmissionQuestion['scan']>;
type Paper = keyof typeof papers;

const delegate = sampleDelegate({ id: 'p', registrationCode: 'GSC18-00417' });

const persons = ['unknown', 'confirmed', 'pending', 'cancelled', 'revoked'] as const;
type Person = (typeof persons)[number];

/** When and where: the day, the person's days, the checkpoint's windows, the minute. */
const open = { day: today, days: null, windows: [], minuteOfDay: 12 * 60 };
const window = (opens: string, closes: string, day: string = today) => ({ day, opens, closes });
const yesterdays = window('07:30', '18:00', day1);

const times = {
  'every day': open,
  'one of her days': { ...open, days: [day1, today] },
  'in a window': { ...open, windows: [window('12:00', '12:01'), yesterdays] },
  'in a window over midnight': { ...open, minuteOfDay: 30, windows: [window('19:00', '01:00')] },
  'none of her days': { ...open, days: [day1, day3] },
  'no day at all': { ...open, days: [] },
  'not a day of the event': { ...open, day: '2018-10-05' },
  'her day, but not the event’s': { ...open, day: '2018-10-05', days: ['2018-10-05'] },
  'before the window': { ...open, windows: [window('12:01', '18:00')] },
  'after the window': { ...open, windows: [window('07:30', '12:00')] },
  'the hour of another day’s window': { ...open, windows: [yesterdays, window('18:00', '19:00')] },
  'windows on other days': { ...open, windows: [yesterdays] },
};
type TimeName = keyof typeof times;

const admission = (checkpoint: string, localDay: string): StandingAdmission => ({
  eventId: `${checkpoint} ${localDay}`,
  checkpoint,
  localDay,
  wall: 0,
  station: 'k',
  stationName: 'Desk 1',
  operatorName: 'Operator',
});

/** `here` is the checkpoint that asks. */
const histories = {
  nothing: () => [],
  'here today': (here: string, day: string) => [admission(here, day)],
  'here yesterday': (here: string) => [admission(here, day1)],
  'other desk today': (_: string, day: string) => [admission('other-desk', day)],
  'other session today': (_: string, day: string) => [admission('other-session', day)],
  'all of it': (here: string, day: string) => [
    admission('other-session', day1),
    admission('other-desk', day1),
    admission(here, day1),
    admission('other-desk', day),
    admission(here, day),
  ],
} satisfies Record<string, (here: string, day: string) => StandingAdmission[]>;
type History = keyof typeof histories;

/**
 * Whether the asking checkpoint is a desk, a session or an exit, and whether it is open to the
 * delegate's category.
 */
const places = {
  'desk for all': { kind: 'registration', categories: null },
  'desk for delegates': { kind: 'registration', categories: ['press', 'delegate'] },
  'desk for press': { kind: 'registration', categories: ['press'] },
  'session for all': { kind: 'session', categories: null },
  'session for press': { kind: 'session', categories: ['press'] },
  'exit for all': { kind: 'exit', categories: null },
} satisfies Record<string, Pick<Checkpoint, 'kind' | 'categories'>>;
type Place = keyof typeof places;

const policies = ['admit', 'refuse'] as const;

interface Cell {
  paper: Paper;
  person: Person;
  time: TimeName;
  history: History;
  place: Place;
  policy: (typeof policies)[number];
}

function questionOf(cell: Cell): AdmissionQuestion {
  const { day, days, windows, minuteOfDay } = times[cell.time];
  const place = places[cell.place];
  const here = place.kind === 'registration' ? 'desk' : 'hall';
  return {
    scan: papers[cell.paper],
    delegate: cell.person === 'unknown' ? null : { ...delegate, status: cell.person, days },
    earlier: histories[cell.history](here, day),
    checkpoint: makeCheckpoint({ ...place, id: here, name: { en: here, fr: here }, windows }),
    registrationCheckpoints: ['desk', 'other-desk'],
    day,
    eventDays,
    minuteOfDay,
    policies: { unknownSignedTicket: cell.policy },
    badge: null,
    stopped: null,
  };
}

function* allCells(): Generator<Cell> {
  for (const paper of Object.keys(papers) as Paper[])
    for (const person of persons)
      for (const time of Object.keys(times) as TimeName[])
        for (const history of Object.keys(histories) as History[])
          for (const place of Object.keys(places) as Place[])
            for (const policy of policies) yield { paper, person, time, history, place, policy };
}

const plain: Cell = {
  paper: 'ticket',
  person: 'confirmed',
  time: 'every day',
  history: 'nothing',
  place: 'desk for all',
  policy: 'refuse',
};

/*
 * The expected answers, written out by hand. No table is computed from another, and none depends on
 * the order in which the rules are applied.
 */

/** The answer by the paper alone; "?" if the paper only identifies the person. */
const paperTable: Record<Paper, string> = {
  'chosen-delegate': '?',
  ticket: '?',
  'registration-code': '?',
  signed: '?',
  'other-text': '?',
  badge: '?',
  unreadable: 'unreadable',
  forged: 'forged',
  'other-event': 'other-event',
  expired: 'expired',
};

/**
 * Answers for a person without data here, by paper, policy and place; "?" if the time decides
 * further.
 */
const unknownTable: Record<string, string> = {
  'signed admit desk for all': '?',
  'signed admit session for all': '?',
  'signed admit exit for all': '?',
};

/** The answer by the person's status and the place, in the order of `places`. */
const personTable: Record<Exclude<Person, 'unknown'>, string[]> = {
  // desk: for all, for delegates, for press; session: for all, for press; exit for all
  confirmed: ['?', '?', 'not-registered', '?', 'not-registered', '?'],
  pending: ['pending', 'pending', 'pending', 'pending', 'pending', 'pending'],
  cancelled: ['cancelled', 'cancelled', 'cancelled', 'cancelled', 'cancelled', 'cancelled'],
  revoked: ['revoked', 'revoked', 'revoked', 'revoked', 'revoked', 'revoked'],
};

/**
 * Days named with "wrong day", or "?" if today is right; for a person in the roster and for an
 * unknown one.
 */
const timeTable: Record<TimeName, { known: string[] | '?'; unknown: string[] | '?' }> = {
  'every day': { known: '?', unknown: '?' },
  'one of her days': { known: '?', unknown: '?' },
  'in a window': { known: '?', unknown: '?' },
  'in a window over midnight': { known: '?', unknown: '?' },
  'none of her days': { known: [day1, day3], unknown: '?' },
  'no day at all': { known: [], unknown: '?' },
  'not a day of the event': { known: [day1, today, day3], unknown: [day1, today, day3] },
  'her day, but not the event’s': { known: [], unknown: [day1, today, day3] },
  'before the window': { known: [today], unknown: [today] },
  'after the window': { known: [today], unknown: [today] },
  'the hour of another day’s window': { known: [day1, today], unknown: [day1, today] },
  'windows on other days': { known: [day1], unknown: [day1] },
};

/** The answer by what came before, at a desk and elsewhere. */
const historyTable: Record<History, { desk: string; elsewhere: string }> = {
  nothing: { desk: 'admitted, prints', elsewhere: 'admitted' },
  'here today': { desk: 'already-in', elsewhere: 'already-in' },
  'here yesterday': { desk: 'admitted, returning', elsewhere: 'admitted' },
  'other desk today': { desk: 'admitted, returning', elsewhere: 'admitted, returning' },
  'other session today': { desk: 'admitted, prints', elsewhere: 'admitted' },
  'all of it': { desk: 'already-in', elsewhere: 'already-in' },
};

function expected(cell: Cell): string {
  const paper = paperTable[cell.paper];
  if (paper !== '?') return paper;
  const person =
    cell.person === 'unknown'
      ? (unknownTable[`${cell.paper} ${cell.policy} ${cell.place}`] ?? 'not-registered')
      : (personTable[cell.person][Object.keys(places).indexOf(cell.place)] ?? 'no such place');
  if (person !== '?') return person;
  const days = timeTable[cell.time][cell.person === 'unknown' ? 'unknown' : 'known'];
  if (days !== '?') return `wrong-day ${days.join(' ')}`;
  const history = historyTable[cell.history][cell.place.startsWith('desk') ? 'desk' : 'elsewhere'];
  const lacksData = cell.person === 'unknown' && history.startsWith('admitted');
  return lacksData ? `${history}, without data` : history;
}

function words(verdict: Verdict): string {
  if (verdict.outcome === 'wrong-day') return `wrong-day ${verdict.validDays.join(' ')}`;
  if (verdict.outcome !== 'admitted') return verdict.outcome;
  const { printBadge, returning, inRoster } = verdict;
  return `admitted${printBadge ? ', prints' : ''}${returning ? ', returning' : ''}${inRoster ? '' : ', without data'}`;
}

describe('the rules of admission', () => {
  it('answer every cell of the table', () => {
    const seen = new Map<string, number>();
    for (const cell of allCells()) {
      const answer = words(decide(questionOf(cell)));
      if (answer !== expected(cell))
        expect({ cell, answer }).toEqual({ cell, answer: expected(cell) });
      seen.set(answer, (seen.get(answer) ?? 0) + 1);
    }
    const outcomes = new Set([...seen.keys()].map((answer) => answer.split(/[, ]/)[0]));
    expect([...outcomes].sort().join(' ')).toBe(
      'admitted already-in cancelled expired forged not-registered other-event pending revoked unreadable wrong-day',
    );
    expect([...seen.values()].reduce((sum, count) => sum + count)).toBe(10 * 5 * 12 * 6 * 6 * 2);
  });

  it('name the very admission that stands', () => {
    const question = questionOf({ ...plain, history: 'all of it' });
    expect(decide(question)).toEqual({ outcome: 'already-in', admission: question.earlier.at(-1) });
  });
});

describe('the stop list', () => {
  it.each(['delegate', 'badge'] as const)(
    'overrides everything but a wrong paper: %s',
    (stopped) => {
      const seen = new Set<string>();
      for (const cell of allCells()) {
        const verdict = decide({ ...questionOf(cell), stopped });
        const paper = paperTable[cell.paper];
        const wanted = paper === '?' ? { outcome: 'stopped', what: stopped } : { outcome: paper };
        if (verdict.outcome !== wanted.outcome) expect({ cell, verdict }).toEqual({ cell, wanted });
        seen.add(verdict.outcome);
      }
      expect([...seen].sort().join(' ')).toBe('expired forged other-event stopped unreadable');
    },
  );
});

it('a forged badge is forged, whatever else is known', () => {
  const forged = { badge: { outcome: 'forged' }, stopped: 'delegate' } as const;
  for (const cell of allCells()) {
    if (cell.paper !== 'badge') continue;
    expect(decide({ ...questionOf(cell), ...forged })).toEqual({ outcome: 'forged' });
  }
});

describe('a badge that its policy refuses', () => {
  const refused = { outcome: 'refuse', doubt: 'stale' } as const;

  it('is refused where nothing is wrong with paper and person, and before anything is admitted', () => {
    const seen = new Set<string>();
    for (const cell of allCells()) {
      const verdict = decide({ ...questionOf(cell), badge: refused });
      const person = words(decide({ ...questionOf(cell), badge: null }));
      const isElsewhere = /^(admitted|already-in|wrong-day)/.test(person);
      const wanted = isElsewhere ? 'badge-not-valid' : person;
      if (verdict.outcome !== wanted) expect({ cell, verdict }).toEqual({ cell, wanted });
      seen.add(verdict.outcome);
    }
    expect(seen.has('badge-not-valid')).toBe(true);
    expect(seen.has('revoked')).toBe(true);
    expect(seen.has('admitted')).toBe(false);
  });

  it('changes nothing where the policy asks instead', () => {
    const ask = { outcome: 'ask', doubt: 'stale' } as const;
    for (const cell of allCells()) {
      const question = questionOf(cell);
      expect(decide({ ...question, badge: ask })).toEqual(decide(question));
    }
  });

  it('of which nothing is known is told apart from a delegate who is not registered', () => {
    const cell: Cell = { ...plain, paper: 'badge', person: 'unknown' };
    const unheard = { outcome: 'refuse', doubt: 'unheard' } as const;
    expect(decide({ ...questionOf(cell), badge: unheard })).toEqual({
      outcome: 'badge-not-valid',
      doubt: 'unheard',
    });
    expect(decide(questionOf(cell))).toEqual({ outcome: 'not-registered' });
  });
});

describe('whatever is asked', () => {
  const cell = fc.constantFrom(...allCells());

  it('only a confirmed delegate or a valid signed ticket is ever admitted, on a day of the event', () => {
    fc.assert(
      fc.property(cell, (c) => {
        const question = questionOf(c);
        const verdict = decide(question);
        fc.pre(verdict.outcome === 'admitted');
        expect(question.delegate?.status ?? 'confirmed').toBe('confirmed');
        expect(question.delegate !== null || question.scan.kind === 'signed').toBe(true);
        expect(eventDays).toContain(question.day);
      }),
    );
  });

  it('once admitted, the same question is answered with "already in"', () => {
    fc.assert(
      fc.property(cell, (c) => {
        const question = questionOf(c);
        const verdict = decide(question);
        fc.pre(verdict.outcome === 'admitted');
        const newest = { ...admission(question.checkpoint.id, question.day), wall: 1 };
        const after = { ...question, earlier: [...question.earlier, newest] };
        expect(decide(after)).toEqual({ outcome: 'already-in', admission: newest });
      }),
    );
  });

  it('the order of earlier admissions elsewhere changes nothing, and the question stays as it was', () => {
    fc.assert(
      fc.property(cell, (c) => {
        const question = questionOf(c);
        const copy = structuredClone(question);
        const reversed = { ...question, earlier: question.earlier.toReversed() };
        expect(decide(reversed)).toEqual(decide(question));
        expect(question).toEqual(copy);
      }),
    );
  });
});
