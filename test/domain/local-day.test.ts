import { describe, expect, it } from 'vitest';
import { localDayOf, minuteOfDay } from '../../domain/event/local-day.ts';

const day = (utc: string, timeZone: string, dayBoundary: string) =>
  localDayOf(Date.parse(utc), { timeZone, dayBoundary });

describe('the local day', () => {
  it.each([
    // Brussels is two hours ahead of UTC in October 2018.
    ['2018-10-01T21:59:59.999Z', 'Europe/Brussels', '00:00', '2018-10-01'],
    ['2018-10-01T22:00:00.000Z', 'Europe/Brussels', '00:00', '2018-10-02'],
    ['2018-10-03T01:59:59.999Z', 'Europe/Brussels', '04:00', '2018-10-02'],
    ['2018-10-03T02:00:00.000Z', 'Europe/Brussels', '04:00', '2018-10-03'],
    // The night in which clocks go back has 02:30 twice, both before the boundary.
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
    // The night in which they go forward has no 02:30; a boundary in the gap begins with the jump.
    ['2018-03-25T00:59:59Z', 'Europe/Brussels', '02:30', '2018-03-24'],
    ['2018-03-25T01:00:00Z', 'Europe/Brussels', '02:30', '2018-03-25'],
    // Over the ends of months and years, on both sides of the date line.
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
    // 02:30 by the clock on the wall, twice.
    ['2018-10-28T00:30:00Z', 'Europe/Brussels', 150],
    ['2018-10-28T01:30:00Z', 'Europe/Brussels', 150],
  ])('%s in %s is %i', (utc, timeZone, expected) => {
    expect(minuteOfDay(Date.parse(utc), timeZone)).toBe(expected);
  });
});
