import { describe, expect, it } from 'vitest';
import { createLifetimes } from '../../../hub/base/lifetimes.ts';
import { jumps, minute } from '../../clocks/jumps.ts';
import { createTestTime } from '../support/test-hub.ts';

const start = Date.parse('2018-10-02T07:00:00Z');
const lasts = 10 * minute;

/** Two processes of a hub on one machine: the one that issued something, and another. */
function twoProcesses() {
  const time = createTestTime(start);
  const make = () =>
    createLifetimes(
      () => time.now,
      () => time.steady,
    );
  const [giver, other] = [make(), make()];
  giver.begin('one', lasts);
  return { time, giver, other };
}

describe('how long something is valid', () => {
  it.each(jumps)('its own process measures by the steady clock, after a jump of %d ms', (jump) => {
    const { time, giver } = twoProcesses();
    time.jump(jump);
    expect(giver.isOver('one', start, lasts)).toBe(false);
    time.now += lasts - 1;
    expect(giver.isOver('one', start, lasts)).toBe(false);
    time.now += 1;
    expect(giver.isOver('one', start, lasts)).toBe(true);
  });

  it.each(jumps)('another process never takes it for longer, after a jump of %d ms', (jump) => {
    const { time, other } = twoProcesses();
    time.jump(jump);
    time.now += lasts;
    expect(other.isOver('one', start, lasts)).toBe(true);
  });

  it('another process takes it for as long while no clock is moved', () => {
    const { time, other } = twoProcesses();
    expect(other.isOver('one', start, lasts)).toBe(false);
    time.now += lasts - 1;
    expect(other.isOver('one', start, lasts)).toBe(false);
  });

  it('the clocks of two machines may differ by half a minute', () => {
    const { time, other } = twoProcesses();
    time.jump(-minute / 2);
    expect(other.isOver('one', start, lasts)).toBe(false);
    time.jump(-1);
    expect(other.isOver('one', start, lasts)).toBe(true);
  });

  it('what ended is forgotten, and what is valid never, however much there is', () => {
    const { time, giver } = twoProcesses();
    for (let number = 0; number < 1_500; number += 1) giver.begin(`other ${number}`, 1);
    time.now += 1;
    giver.begin('last', lasts);
    expect(giver.isOver('one', 0, lasts)).toBe(false);
  });
});
