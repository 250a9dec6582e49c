import { expect, it } from 'vitest';
import { makeCheckpoint } from '../../domain/event/event-file.ts';
import { areSessionsOver } from '../../domain/event/session-end.ts';

const named = { en: 'Plenary', fr: 'Plénière' };
const day = '2018-10-02';
const session = (id: string, closes: string, more: object = {}) =>
  makeCheckpoint({
    id,
    name: named,
    kind: 'session',
    categories: null,
    windows: [{ day, opens: '09:00', closes }],
    ...more,
  });
const event = (...checkpoints: ReturnType<typeof session>[]) => ({
  checkpoints,
  timeZone: 'Europe/Brussels',
  dayBoundary: '04:00',
});
const at = (time: string, on = day): number => Date.parse(`${on}T${time}:00+02:00`);

it.each([
  ['a minute before the last one closes', '17:59', false],
  ['when it closes', '18:00', true],
  ['in the night that belongs to the day', '23:30', true],
])('%s', (_when, time, isOver) => {
  const one = event(session('morning', '12:30'), session('afternoon', '18:00'));
  expect(areSessionsOver(one, at(time))).toBe(isOver);
});

it('follows a session past midnight, up to the day boundary', () => {
  const gala = event(session('gala', '01:30'));
  expect(areSessionsOver(gala, at('23:59'))).toBe(false);
  expect(areSessionsOver(gala, at('01:29', '2018-10-03'))).toBe(false);
  expect(areSessionsOver(gala, at('01:30', '2018-10-03'))).toBe(true);
  const whole = event(session('whole', '04:00'));
  expect(areSessionsOver(whole, at('03:59', '2018-10-03'))).toBe(false);
});

it('says nothing on a day without sessions that are held', () => {
  expect(areSessionsOver(event(), at('20:00'))).toBe(false);
  expect(areSessionsOver(event(session('one', '12:00')), at('20:00', '2018-10-03'))).toBe(false);
  const cancelled = event(session('one', '12:00', { retired: true }));
  expect(areSessionsOver(cancelled, at('20:00'))).toBe(false);
  const registration = event(session('one', '12:00', { kind: 'registration' }));
  expect(areSessionsOver(registration, at('20:00'))).toBe(false);
});
