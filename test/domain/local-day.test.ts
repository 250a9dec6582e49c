import { describe, expect, it } from 'vitest';
import { isWithinWindows } from '../../domain/check-in/admission.ts';
import { makeCheckpoint } from '../../domain/event/event-file.ts';
import { instantOf, localDayOf, minuteOfDay } from '../../domain/event/local-day.ts';
import { areSessionsOver } from '../../domain/event/session-end.ts';

const day = (utc: string, timeZone: string, dayBoundary: string) =>
  localDayOf(Date.parse(utc), { timeZone, dayBoundary });

describe('the instant of a time of the event’s day', () => {
  it.each([
    ['2018-10-02', 0, '00:00', '2018-10-01T22:00:00Z'],
    ['2018-10-02', 10 * 60, '00:00', '2018-10-02T08:00:00Z'],
    // The day begins at its boundary, and ends at the next one.
    ['2018-10-02', 0, '04:00', '2018-10-02T02:00:00Z'],
    ['2018-10-02', 1440, '04:00', '2018-10-03T02:00:00Z'],
    // 02:30 comes twice in the night of the 27th: the first counts; 03:30 comes once.
    ['2018-10-27', 22.5 * 60, '04:00', '2018-10-28T00:30:00Z'],
    ['2018-10-27', 23.5 * 60, '04:00', '2018-10-28T02:30:00Z'],
    // 02:30 is skipped in the night of 24 March; 03:30 is not.
    ['2018-03-24', 22.5 * 60, '04:00', '2018-03-25T01:30:00Z'],
    ['2018-03-24', 23.5 * 60, '04:00', '2018-03-25T01:30:00Z'],
  ])('%s, %i minutes after %s', (localDay, minutes, dayBoundary, instant) => {
    const event = { timeZone: 'Europe/Brussels', dayBoundary };
    expect(new Date(instantOf(localDay, minutes, event)).toISOString()).toBe(
      new Date(instant).toISOString(),
    );
  });
});

describe('the local day', () => {
  it.each([
    // Brussels is two hours ahead of UTC in October 2018.
    ['2018-10-01T21:59:59.999Z', 'Europe/Brussels', '00:00', '2018-10-01'],
    ['2018-10-01T22:00:00.000Z', 'Europe/Brussels', '00:00', '2018-10-02'],
    ['2018-10-03T01:59:59.999Z', 'Europe/Brussels', '04:00', '2018-10-02'],
    ['2018-10-03T02:00:00.000Z', 'Europe/Brussels', '04:00', '2018-10-03'],
    // In the night in which clocks go back, 02:30 comes twice, both times before the boundary.
    ['2018-10-28T00:30:00Z', 'Europe/Brussels', '04:00', '2018-10-27'],
    ['2018-10-28T01:30:00Z', 'Europe/Brussels', '04:00', '2018-10-27'],
    ['2018-10-28T02:59:59Z', 'Europe/Brussels', '04:00', '2018-10-27'],
    ['2018-10-28T03:00:00Z', 'Europe/Brussels', '04:00', '2018-10-28'],
    // A boundary in the hour that comes twice begins the day once.
    ['2018-10-28T00:29:59Z', 'Europe/Brussels', '02:30', '2018-10-27'],
    ['2018-10-28T00:30:00Z', 'Europe/Brussels', '02:30', '2018-10-28'],
    ['2018-10-28T00:59:59Z', 'Europe/Brussels', '02:30', '2018-10-28'],
    ['2018-10-28T01:00:00Z', 'Europe/Brussels', '02:30', '2018-10-28'],
    ['2018-10-28T01:15:00Z', 'Europe/Brussels', '02:30', '2018-10-28'],
    ['2018-10-28T01:45:00Z', 'Europe/Brussels', '02:30', '2018-10-28'],
    ['2018-10-28T00:59:59Z', 'Europe/Brussels', '03:00', '2018-10-27'],
    ['2018-10-28T01:59:59Z', 'Europe/Brussels', '03:00', '2018-10-27'],
    ['2018-10-28T02:00:00Z', 'Europe/Brussels', '03:00', '2018-10-28'],
    // In the night in which clocks go forward there is no 02:30; a boundary in the gap begins with
    // the jump.
    ['2018-03-25T00:59:59Z', 'Europe/Brussels', '02:30', '2018-03-24'],
    ['2018-03-25T01:00:00Z', 'Europe/Brussels', '02:30', '2018-03-25'],
    // At the ends of months and years, on both sides of the date line.
    ['2019-01-01T02:00:00Z', 'Europe/Brussels', '04:00', '2018-12-31'],
    ['2018-10-01T10:30:00Z', 'Pacific/Kiritimati', '00:00', '2018-10-02'],
    ['2018-10-02T09:30:00Z', 'Pacific/Pago_Pago', '00:00', '2018-10-01'],
    ['2018-10-01T18:20:00Z', 'Asia/Kathmandu', '00:00', '2018-10-02'],
  ])('%s in %s with boundary %s is %s', (utc, timeZone, boundary, expected) => {
    expect(day(utc, timeZone, boundary)).toBe(expected);
  });

  it('throws for a time zone that does not exist', () => {
    expect(() => day('2018-10-02T00:00:00Z', 'Europe/Brüssel', '00:00')).toThrow(RangeError);
  });
});

it('never goes back: the autumn in steps of twenty minutes, in zones that change their clocks', () => {
  for (const timeZone of ['Europe/Brussels', 'America/Havana', 'America/Caracas']) {
    for (const dayBoundary of ['00:00', '00:30', '01:45', '02:30', '04:00']) {
      let before = '';
      const end = Date.parse('2018-11-07T00:00:00Z');
      for (let at = Date.parse('2018-10-25T00:00:00Z'); at < end; at += 20 * 60_000) {
        const now = localDayOf(at, { timeZone, dayBoundary });
        if (now < before) expect.fail(`${timeZone} ${dayBoundary} ${new Date(at).toISOString()}`);
        before = now;
      }
    }
  }
});

describe('the minute of the day', () => {
  it.each([
    ['2018-10-01T22:00:00Z', 'Europe/Brussels', 0],
    ['2018-10-02T21:59:59.999Z', 'Europe/Brussels', 1439],
    ['2018-10-02T06:15:00Z', 'Asia/Kathmandu', 12 * 60],
    // 02:30 on the wall clock, twice: the timetable has it once, then 02:59 until 03:00.
    ['2018-10-28T00:30:00Z', 'Europe/Brussels', 150],
    ['2018-10-28T01:30:00Z', 'Europe/Brussels', 179],
    ['2018-10-28T02:00:00Z', 'Europe/Brussels', 180],
    // In Havana midnight comes again an hour later.
    ['2018-11-04T05:10:00Z', 'America/Havana', 59],
    // Clocks go forward by an hour: 02:30 comes with 03:00.
    ['2018-03-25T01:00:00Z', 'Europe/Brussels', 180],
  ])('%s in %s is %i', (utc, timeZone, expected) => {
    expect(minuteOfDay(Date.parse(utc), timeZone)).toBe(expected);
  });
});

describe('opening hours through the nights in which clocks change', () => {
  const minute = 60_000;
  const nights = [
    ['Europe/Brussels', '2018-10-27T18:00Z', '2018-10-28T06:00Z'],
    ['Europe/Brussels', '2018-03-24T18:00Z', '2018-03-25T06:00Z'],
    ['America/Havana', '2018-11-03T22:00Z', '2018-11-04T10:00Z'],
    ['Australia/Lord_Howe', '2018-04-06T10:00Z', '2018-04-06T22:00Z'],
  ] as const;
  const boundaries = ['00:00', '01:45', '02:30', '05:00'];

  it.each(nights)('every window opens and closes at most once: %s, %s', (timeZone, from, to) => {
    for (const dayBoundary of boundaries) {
      const event = { timeZone, dayBoundary };
      const changes = new Map<string, string[]>();
      for (let at = Date.parse(from); at < Date.parse(to); at += 10 * minute) {
        const now = { day: localDayOf(at, event), minuteOfDay: minuteOfDay(at, timeZone) };
        for (const [opens, closes] of hours) {
          const window = { day: now.day, opens, closes };
          const key = `${now.day} ${opens}–${closes} by ${dayBoundary}`;
          const state = isWithinWindows({ windows: [window] }, now) ? 'open' : 'shut';
          const known = changes.get(key) ?? [];
          if (known.at(-1) !== state) changes.set(key, [...known, state]);
        }
      }
      for (const [key, states] of changes)
        expect(states.filter((state) => state === 'open').length, key).toBeLessThanOrEqual(1);
    }
  });

  it('ends the sessions of a day once, though the day begins in the hour that comes twice', () => {
    const window = { day: '2018-10-28', opens: '09:00', closes: '17:00' };
    const talk = makeCheckpoint({
      id: 'talk',
      name: { en: 'Talk', fr: 'Conférence' },
      kind: 'session',
      categories: null,
      windows: [window],
    });
    const event = { timeZone: 'Europe/Brussels', dayBoundary: '02:30', checkpoints: [talk] };
    // 02:10 for the second time: the day began at the first 02:30.
    expect(areSessionsOver(event, Date.parse('2018-10-28T01:10:00Z'))).toBe(false);
  });
});

/** Windows that end in, begin in or contain the hours that come twice or never. */
const hours = [
  ['22:00', '00:30'],
  ['20:00', '02:30'],
  ['01:50', '02:10'],
  ['02:45', '04:30'],
  ['02:00', '03:00'],
] as const;
