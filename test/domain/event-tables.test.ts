import { describe, expect, it } from 'vitest';
import {
  type EventSession,
  sessionCheckpoints,
  windowBetween,
  windowOf,
} from '../../domain/event/event-tables.ts';

const timing = {
  days: ['2026-10-24', '2026-10-25'],
  timeZone: 'Europe/Brussels',
  dayBoundary: '04:00',
};
const at = (text: string): number => Date.parse(text);

describe('the window of a session', () => {
  it.each([
    ['09:00', '10:00', { day: '2026-10-25', opens: '09:00', closes: '10:00' }],
    ['04:00', '04:00', { day: '2026-10-25', opens: '04:00', closes: '04:00' }],
    ['03:59', '04:00', { day: '2026-10-24', opens: '03:59', closes: '04:00' }],
    ['22:00', '02:00', { day: '2026-10-25', opens: '22:00', closes: '02:00' }],
    ['22:00', '04:01', 'wrong-end'],
    ['10:00', '10:00', 'wrong-end'],
  ])('from %s to %s on 25 October', (opens, closes, expected) => {
    expect(windowOf({ day: '2026-10-25', opens, closes }, timing)).toEqual(expected);
  });

  it('ends on the clock where clocks go back, or is refused', () => {
    // 02:30 in summer time, and 02:15 in winter time, three quarters of an hour later.
    const start = at('2026-10-25T00:30:00Z');
    expect(windowBetween(start, at('2026-10-25T01:15:00Z'), timing)).toBe('wrong-end');
    const later = windowBetween(start, at('2026-10-25T02:00:00Z'), timing);
    expect(later).toEqual({ day: '2026-10-24', opens: '02:30', closes: '03:00' });
    expect(windowBetween(start, start, timing)).toBe('wrong-end');
  });
});

describe('the checkpoints of sessions', () => {
  const session = (en: string): EventSession => ({
    title: { en, fr: en },
    room: null,
    categories: null,
    window: { day: '2026-10-24', opens: '09:00', closes: '10:00' },
  });

  it.each([
    [['Opening session'], ['opening-session']],
    [
      ['Plenary', 'Plenary', 'Plenary 2'],
      ['plenary', 'plenary-2', 'plenary-2-2'],
    ],
    [
      ['Exit', 'Séance n° 1 – café'],
      ['exit-2', 'seance-n-1-cafe'],
    ],
    [
      ['2nd day', '開会', '会議'],
      ['nd-day', 'session', 'session-2'],
    ],
    [[`${'word '.repeat(20)}`], ['word-word-word-word-word-word-word-w']],
  ])('have readable ids of their own: %j', (titles, ids) => {
    const made = sessionCheckpoints(titles.map(session), [{ id: 'registration' }, { id: 'exit' }]);
    expect(made.map(({ id }) => id)).toEqual(ids);
  });

  it('admit who was checked in, in their window, and count for themselves', () => {
    const [made] = sessionCheckpoints([session('A')], []);
    expect(made).toMatchObject({ kind: 'session', needsCheckIn: true, zone: null, capacity: null });
    expect(made?.windows).toEqual([session('A').window]);
  });
});
