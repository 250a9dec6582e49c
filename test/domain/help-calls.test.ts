import { describe, expect, it } from 'vitest';
import {
  type HelpAnswer,
  type HelpCall,
  isQuietCall,
  standingCalls,
} from '../../domain/station/help-calls.ts';

const call = (id: string, station: string, wall: number): HelpCall => ({
  id,
  station,
  wall,
  reason: 'asked',
  code: null,
});
const answer = (targetId: string, wall: number, station = 'desk'): HelpAnswer => ({
  targetId,
  station,
  operatorId: 'anna',
  wall,
});

describe('standing calls', () => {
  it('are one a station, with the time since which nobody came', () => {
    const calls = [call('3', 'a', 30), call('1', 'a', 10), call('2', 'b', 20)];
    expect(standingCalls(calls, [])).toMatchObject([
      { id: '3', since: 10, answer: null },
      { id: '2', since: 20, answer: null },
    ]);
  });

  it('begin anew after an answer; of two answers the first counts', () => {
    const calls = [call('1', 'a', 10), call('3', 'a', 30)];
    expect(standingCalls(calls, [answer('1', 12)])).toMatchObject([{ id: '3', since: 30 }]);
    const both = standingCalls(calls, [answer('3', 33, 'late'), answer('3', 31, 'early')]);
    expect(both).toMatchObject([{ id: '3', answer: { station: 'early' } }]);
  });

  it('are quiet once nobody has answered for a quarter of an hour', () => {
    expect(isQuietCall({ wall: 0 }, 15 * 60_000)).toBe(false);
    expect(isQuietCall({ wall: 0 }, 15 * 60_000 + 1)).toBe(true);
  });

  it('do not depend on the order in which facts came', () => {
    const calls = [call('1', 'a', 10), call('2', 'a', 20), call('3', 'b', 20)];
    const answers = [answer('1', 11), answer('3', 40)];
    expect(standingCalls(calls.toReversed(), answers.toReversed())).toEqual(
      standingCalls(calls, answers),
    );
  });
});
