import { expect, test } from 'vitest';
import { verdictOn } from '../../../domain/day-close/station-verdict.ts';
import { life, stationOf } from './report-sample.ts';

const open = life({ close: null, unclosed: 5 });

test.each([
  ['closed, and all of it here', stationOf(1), 'proven', null],
  ['closed, and heard of by others alone', stationOf(1, { heard: false }), 'open', 'not-heard'],
  ['closed before it was revoked', stationOf(1, { state: 'revoked' }), 'proven', null],
  ['never wrote', stationOf(1, { lives: [] }), 'open', 'not-closed'],
  ['did not close', stationOf(1, { lives: [open] }), 'open', 'not-closed'],
  ['revoked', stationOf(1, { state: 'revoked', lives: [open] }), 'open', 'revoked'],
  ['replaced', stationOf(1, { state: 'replaced', lives: [open] }), 'open', 'replaced'],
  ['went on', stationOf(1, { lives: [life({ unclosed: 1 })] }), 'open', 'wrote-after-close'],
  ['holds more', stationOf(1, { lives: [life({ said: 6 })] }), 'open', 'facts-missing'],
  ['pushed while revoked', stationOf(1, { lives: [life({ beyond: 1 })] }), 'open', 'quarantined'],
  [
    'a link does not fit',
    stationOf(1, { lives: [life({ brokenAt: 3 })] }),
    'broken',
    'chain-broken',
  ],
  [
    'said something else than what is here',
    stationOf(1, {
      lives: [
        life({ close: { kseq: 5, count: 9, head: 'cd'.repeat(32), agrees: false, wall: 1 } }),
      ],
    }),
    'broken',
    'close-disagrees',
  ],
  [
    'lives on in another incarnation',
    stationOf(1, { current: 2, lives: [open, life({ incarnation: 2 })] }),
    'open',
    'earlier-life',
  ],
  [
    'two histories of its life, of which one did not end',
    stationOf(1, { current: 1, lives: [life({}), { ...open, incarnation: 1 + 4096 }] }),
    'open',
    'earlier-life',
  ],
  [
    'said more of a life that its disk has left',
    stationOf(1, { current: 2, lives: [{ ...open, said: 99 }, life({ incarnation: 2 })] }),
    'open',
    'earlier-life',
  ],
  [
    'broken outweighs open',
    stationOf(1, {
      current: 2,
      lives: [life({ brokenAt: 1 }), life({ incarnation: 2, close: null })],
    }),
    'broken',
    'chain-broken',
  ],
])('%s', (_name, station, verdict, reason) => {
  expect(verdictOn(station)).toMatchObject({ verdict, reason });
});

test('what two histories of one life begin with is counted once: no proof says more than is known', () => {
  const lives = [life({ count: 5, said: 5 }), life({ incarnation: 1 + 4096, count: 7, said: 7 })];
  expect(verdictOn(stationOf(1, { lives }))).toMatchObject({ held: 7, atLeast: 7 });
});

test('says as of which close: its number, its time, and how much came behind it', () => {
  const wall = 1_538_499_000_000;
  expect(verdictOn(stationOf(1)).asOf).toEqual({ kseq: 5, wall, since: 0 });
  // The next day's facts leave this day proven.
  const lives = [life({ count: 9, said: 9 })];
  const verdict = { verdict: 'proven', asOf: { kseq: 5, wall, since: 4 } };
  expect(verdictOn(stationOf(1, { lives }))).toMatchObject(verdict);
  expect(verdictOn(stationOf(1, { lives: [open] })).asOf).toBe(null);
});

test('at least: what is here, what it said, and what lies in quarantine behind', () => {
  const lives = [
    life({ count: 2, said: 9 }),
    life({ incarnation: 2, count: 3, said: 3, beyond: 4 }),
  ];
  expect(verdictOn(stationOf(1, { current: 2, lives }))).toMatchObject({ held: 5, atLeast: 16 });
});
