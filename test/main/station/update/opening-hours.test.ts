import { describe, expect, it } from 'vitest';
import { isNight, isOpeningTime } from '../../../../main/station/update/update-service.ts';
import { sampleEvent } from '../../../support/sample-event.ts';

const hours = {
  timeZone: 'Europe/Brussels',
  dayBoundary: '04:00',
  days: ['2018-10-02', '2018-10-03'],
  checkpoints: [{ ...sampleEvent.checkpoints[0], windows: [] }],
} as unknown as Parameters<typeof isOpeningTime>[1];

function withWindows(...windows: [opens: string, closes: string][]) {
  return {
    ...hours,
    checkpoints: windows.map(([opens, closes]) => ({
      windows: [{ day: '2018-10-02', opens, closes }],
    })),
  } as unknown as Parameters<typeof isOpeningTime>[1];
}

/** Brussels was two hours ahead of UTC then. */
const at = (local: string): number => Date.parse(`${local}+02:00`);

describe('opening hours', () => {
  it('are from an hour and a half before the first window to as long after the last', () => {
    const event = withWindows(['08:00', '12:00'], ['13:00', '18:30']);
    expect(isOpeningTime(at('2018-10-02T06:29'), event)).toBe(false);
    expect(isOpeningTime(at('2018-10-02T06:30'), event)).toBe(true);
    expect(isOpeningTime(at('2018-10-02T12:30'), event)).toBe(true);
    expect(isOpeningTime(at('2018-10-02T20:00'), event)).toBe(true);
    expect(isOpeningTime(at('2018-10-02T20:01'), event)).toBe(false);
  });

  it('go on after midnight with a reception that does', () => {
    const event = withWindows(['20:00', '01:30']);
    expect(isOpeningTime(at('2018-10-03T02:59'), event)).toBe(true);
    expect(isOpeningTime(at('2018-10-03T03:01'), event)).toBe(false);
    expect(isOpeningTime(at('2018-10-02T18:29'), event)).toBe(false);
  });

  it('are the usual ones on a day without windows, and none on other days', () => {
    expect(isOpeningTime(at('2018-10-02T09:00'), hours)).toBe(true);
    expect(isOpeningTime(at('2018-10-03T04:05'), hours)).toBe(false);
    expect(isOpeningTime(at('2018-10-02T02:00'), hours)).toBe(false);
    expect(isOpeningTime(at('2018-10-05T09:00'), hours)).toBe(false);
  });

  it('know the night of the event’s place', () => {
    expect(isNight(at('2018-10-02T00:59'), hours)).toBe(false);
    expect(isNight(at('2018-10-02T01:00'), hours)).toBe(true);
    expect(isNight(at('2018-10-02T05:00'), hours)).toBe(false);
  });
});
