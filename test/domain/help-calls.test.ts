import { describe, expect, it } from 'vitest';
import {
  compareCalls,
  type HelpAnswer,
  type HelpCall,
  standingCalls,
} from '../../domain/station/help-calls.ts';

const call = (id: string, station: string, wall: number): HelpCall => ({
  id,
  station,
  operatorId: null,
  wall,
  row: wall,
  reason: 'asked',
  code: null,
});
const answer = (targetId: string, wall: number, station = 'desk'): HelpAnswer => ({
  targetId,
  station,
  operatorId: 'anna',
  by: null,
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
    const both = standingCalls(calls, [answer('3', 33, 'early'), answer('3', 31, 'late')]);
    expect(both).toMatchObject([{ id: '3', answer: { station: 'early' } }]);
  });

  it('follow the order in which they came, whatever the clocks of their stations showed', () => {
    const behind = { ...call('2', 'a', 20), wall: -1_000 };
    expect(standingCalls([behind, call('1', 'a', 10)], [])).toMatchObject([{ id: '2', since: 10 }]);
  });

  it('are listed with the longest wait first, and the answered ones last', () => {
    const calls = [call('1', 'waits', 10), call('2', 'gone', 20), call('3', 'new', 30)];
    // A waiting station's second call does not put it behind those that came meanwhile.
    const all = [...calls, call('4', 'waits', 40), call('5', 'seen', 50)];
    const answers = [answer('2', 25), answer('5', 55)];
    const listed = standingCalls(all, answers).sort(compareCalls);
    expect(listed.map(({ station }) => station)).toEqual(['waits', 'new', 'seen', 'gone']);
  });
});
