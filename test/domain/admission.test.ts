import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide, type Verdict } from '../../domain/admission.ts';
import {
  allCells,
  type Cell,
  eventDays,
  type History,
  type Paper,
  type Person,
  type Place,
  questionOf,
  type TimeName,
  today,
} from './admission-cells.ts';

/*
 * The expected answers, written out by hand. Each table is read as it stands; none is computed from
 * another, and none knows the order in which the rules ask.
 */

/** The paper's own answer; "?" where the paper only says who it is. */
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

/** Whoever has no data here, by paper, policy and place: "?" where the time decides further. */
const unknownTable: Record<string, string> = {
  'signed admit desk for all': '?',
  'signed admit session for all': '?',
  'signed admit exit for all': '?',
};

/** The person's own answer, by status and place. */
const personTable: Record<Exclude<Person, 'unknown'>, Record<Place, string>> = {
  //           desk: for all, for delegates, for press; session: for all, for press; exit for all
  confirmed: places('?', '?', 'not-registered', '?', 'not-registered', '?'),
  pending: places('pending', 'pending', 'pending', 'pending', 'pending', 'pending'),
  cancelled: places('cancelled', 'cancelled', 'cancelled', 'cancelled', 'cancelled', 'cancelled'),
  revoked: places('revoked', 'revoked', 'revoked', 'revoked', 'revoked', 'revoked'),
};

const [day1, day2, day3] = ['2018-10-02', today, '2018-10-04'];
/** Days named with "wrong day", or "?" where today is right; for a person in the roster and for an unknown one. */
const timeTable: Record<TimeName, { known: string[] | '?'; unknown: string[] | '?' }> = {
  'every day': { known: '?', unknown: '?' },
  'one of her days': { known: '?', unknown: '?' },
  'in a window': { known: '?', unknown: '?' },
  'in a window over midnight': { known: '?', unknown: '?' },
  'none of her days': { known: [day1, day3], unknown: '?' },
  'no day at all': { known: [], unknown: '?' },
  'not a day of the event': { known: [day1, day2, day3], unknown: [day1, day2, day3] },
  'her day, but not the event’s': { known: [], unknown: [day1, day2, day3] },
  'before the window': { known: [day2], unknown: [day2] },
  'after the window': { known: [day2], unknown: [day2] },
  'the hour of another day’s window': { known: [day1, day2], unknown: [day1, day2] },
  'windows on other days': { known: [day1], unknown: [day1] },
};

/** What came before, at a desk and elsewhere. */
const historyTable: Record<History, { desk: string; elsewhere: string }> = {
  nothing: { desk: 'admitted, prints', elsewhere: 'admitted' },
  'here today': { desk: 'already-in', elsewhere: 'already-in' },
  'here yesterday': { desk: 'admitted, returning', elsewhere: 'admitted' },
  'other desk today': { desk: 'admitted, returning', elsewhere: 'admitted, returning' },
  'other session today': { desk: 'admitted, prints', elsewhere: 'admitted' },
  'all of it': { desk: 'already-in', elsewhere: 'already-in' },
};

function places(
  ...answers: [string, string, string, string, string, string]
): Record<Place, string> {
  return {
    'desk for all': answers[0],
    'desk for delegates': answers[1],
    'desk for press': answers[2],
    'session for all': answers[3],
    'session for press': answers[4],
    'exit for all': answers[5],
  };
}

function expected(cell: Cell): string {
  const paper = paperTable[cell.paper];
  if (paper !== '?') return paper;
  const person =
    cell.person === 'unknown'
      ? (unknownTable[`${cell.paper} ${cell.policy} ${cell.place}`] ?? 'not-registered')
      : personTable[cell.person][cell.place];
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
    expect([...outcomes].sort()).toEqual(
      ['admitted', 'already-in', 'cancelled', 'expired', 'forged', 'not-registered'].concat([
        'other-event',
        'pending',
        'revoked',
        'unreadable',
        'wrong-day',
      ]),
    );
    expect([...seen.values()].reduce((sum, count) => sum + count)).toBe(10 * 5 * 12 * 6 * 6 * 2);
  });

  it('name the very admission that stands', () => {
    const cell: Cell = {
      paper: 'ticket',
      person: 'confirmed',
      time: 'every day',
      history: 'all of it',
      place: 'desk for all',
      policy: 'refuse',
    };
    const question = questionOf(cell);
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
      expect([...seen].sort()).toEqual(
        ['expired', 'forged', 'other-event', 'stopped', 'unreadable'].sort(),
      );
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
    const cell: Cell = {
      paper: 'badge',
      person: 'unknown',
      time: 'every day',
      history: 'nothing',
      place: 'desk for all',
      policy: 'refuse',
    };
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
        const admission = {
          eventId: 'new',
          checkpoint: question.checkpoint.id,
          localDay: question.day,
          wall: 1,
          kiosk: 'k',
          kioskName: 'Desk 1',
          operatorName: null,
        };
        const after = { ...question, earlier: [...question.earlier, admission] };
        expect(decide(after)).toEqual({ outcome: 'already-in', admission });
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
