import { afterEach, beforeEach, expect, it } from 'vitest';
import { continueClock } from '../../../main/base/clock.ts';
import { type DeskContext, makeDeskContext } from '../../support/desk-context.ts';

let desk: DeskContext;
beforeEach(() => {
  desk = makeDeskContext();
});
afterEach(() => desk.close());

it('a configured clock goes on while the station is off, until another one is configured', () => {
  let now = 1_700_000_000_000;
  const at = (start: string): number => continueClock(desk.context.db, start, () => now)();
  const start = '2018-10-02T09:00:00+02:00';
  expect(at(start)).toBe(Date.parse(start));
  now += 3_600_000;
  expect(at(start)).toBe(Date.parse(start) + 3_600_000);
  expect(at('2018-10-03T09:00:00+02:00')).toBe(Date.parse('2018-10-03T09:00:00+02:00'));
});
