import type { Operation, Schedule } from './schedule.ts';

/** A schedule that once broke an invariant, as fast-check shrank it. It runs in every test. */
export interface Regression {
  /** What was wrong then. */
  name: string;
  schedule: Schedule;
}

/** Steps in short: operation, who, a, b. */
type ShortStep = readonly [op: Operation, who: number, a: number, b: number];

function regression(
  name: string,
  kiosks: number,
  seed: number,
  steps: readonly ShortStep[],
): Regression {
  const whole = steps.map(([op, who, a, b]) => ({ op, who, a, b }));
  return { name, schedule: { kiosks, seed, steps: whole } };
}

/** Every one that was found, newest last. */
export const regressions: readonly Regression[] = [
  regression('A quiet morning: nothing was wrong', 2, 1, [
    ['check-in', 0, 0, 0],
    ['sync', 0, 0, 0],
    ['sync', 1, 0, 0],
    ['undo', 1, 0, 0],
  ]),
  regression(
    'A clone took the next badge number, and its twin could print no badge any more',
    2,
    147068156,
    [
      ['sync', 0, 0, 0],
      ['clone', 0, 0, 0],
      ['check-in', 2, 0, 0],
      ['sync', 2, 0, 0],
      ['check-in', 0, 2, 0],
      ['check-in', 0, 4, 0],
      ['sync', 0, 0, 0],
      ['sync', 2, 0, 0],
      ['check-in', 2, 6, 0],
    ],
  ),
  regression(
    'A self-service kiosk relayed a walk-in without its payload, and its desk never gave it',
    3,
    1577480361,
    [
      ['clone', 0, 0, 0],
      ['walk-in', 0, 0, 0],
      ['sync', 0, 0, 0],
      ['sync-hub-crash', 11614, 3284, 0],
      ['take-over', 0, 0, 0],
      ['sync-hub-crash', 434, 0, 0],
    ],
  ),
  regression(
    'A clone found its own chain taken where a fact had its place in another one',
    2,
    1907679872,
    [
      ['clone', 46749, 0, 0],
      ['check-in', 35519, 0, 0],
      ['check-in', 48895, 0, 0],
      ['clone', 22520, 0, 0],
      ['judge', 181, 14080, 0],
    ],
  ),
  regression(
    'A push that comes late is taken while it is the next, and refused behind newer ones',
    2,
    1,
    [
      ['sync', 0, 0, 0],
      ['check-in', 0, 0, 0],
      ['sync-late', 0, 1, 0],
      ['deliver-late', 0, 0, 0],
      ['check-in', 0, 2, 0],
      ['sync-late', 0, 1, 0],
      ['check-in', 0, 4, 0],
      ['sync', 0, 0, 0],
      ['deliver-late', 0, 0, 0],
    ],
  ),
  regression('A correction that came too late stayed on its own desk', 2, 741521967, [
    ['sync', 0, 0, 0],
    ['sync', 1, 0, 0],
    ['clock-minutes', 0, 25, 0],
    ['correct', 0, 0, 10],
    ['sync', 0, 0, 0],
    ['sync', 1, 0, 0],
    ['correct', 1, 0, 12],
    ['sync', 1, 0, 0],
  ]),
  regression(
    'Two clones and a restore: a chain was told by the way that does not lead to its head',
    2,
    290544120,
    [
      ['clone', 0, 0, 0],
      ['sync-twice', 0, 0, 0],
      ['sync', 25358, 0, 0],
      ['check-in', 32672, 0, 0],
      ['clone', 0, 0, 0],
      ['check-in', 39147, 0, 0],
      ['sync', 12603, 0, 0],
      ['check-in', 0, 0, 0],
      ['sync-late', 7017, 5472, 0],
      ['sync', 5650, 0, 0],
      ['restore', 0, 0, 0],
    ],
  ),
  regression('A door alone gives a new hub what a lost desk wrote: nothing was wrong', 3, 4, [
    ['check-in', 0, 0, 0],
    ['sync', 0, 0, 0],
    ['sync', 2, 0, 0],
    ['wipe', 0, 0, 0],
    ['take-over', 1, 0, 0],
    ['sync', 2, 0, 0],
  ]),
  regression('The hub lost its power while a revoked kiosk asked to come in', 2, 685991842, [
    ['sync', 0, 0, 0],
    ['take-over', 0, 0, 0],
    ['revoke', 0, 0, 0],
    ['sync-together', 0, 0, 0],
  ]),
  regression(
    'A desk kept the head of a chain that a new hub had given to another fact',
    2,
    231226724,
    [
      ['clone', 0, 0, 0],
      ['check-in', 44459, 0, 0],
      ['sync-late', 56291, 2141, 0],
      ['sync-between', 2761, 0, 0],
      ['check-in', 0, 0, 0],
      ['clone', 0, 0, 0],
      ['sync', 0, 0, 0],
      ['take-over', 0, 0, 0],
      ['sync', 38255, 0, 0],
    ],
  ),
  regression('A badge was lost after a clock that ran ahead had handed it over', 2, 562630563, [
    ['clock-minutes', 17199, 40529, 1395],
    ['check-in', 12171, 13067, 0],
    ['check-in', 43941, 0, 0],
    ['hand-over', 4591, 9879, 0],
    ['sync', 0, 0, 0],
    ['sync-together', 0, 0, 51392],
    ['reprint', 0, 6242, 0],
  ]),
  regression('A badge was replaced whose serial a clone had given to somebody else', 2, 220774769, [
    ['clone', 30345, 0, 0],
    ['sync-late', 53489, 6946, 0],
    ['sync', 5359, 0, 0],
    ['check-in', 42115, 0, 0],
    ['check-in', 40976, 57866, 0],
    ['sync-between', 1024, 0, 32408],
    ['hand-over', 13783, 0, 0],
  ]),
  regression(
    'Twins corrected a name at the same moment of the clock: the check was wrong',
    3,
    160291497,
    [
      ['sync', 30901, 0, 0],
      ['check-in', 39946, 0, 0],
      ['clone', 20770, 0, 0],
      ['clock-minutes', 17363, 0, 0],
      ['clone', 52223, 0, 0],
      ['correct', 45714, 6506, 0],
      ['correct', 40858, 2954, 1],
    ],
  ),
  regression(
    'The key of a hub was forgotten with it, and nobody believed its changes',
    3,
    1819603443,
    [
      ['take-over', 0, 0, 0],
      ['edit', 0, 0, 0],
      ['sync-between', 0, 0, 0],
      ['take-over', 10981, 0, 0],
    ],
  ),
  regression(
    'A hub went on in its old epoch, and its second change of somebody stood at the same place',
    3,
    61220576,
    [
      ['delete', 0, 0, 0],
      ['sync-twice', 0, 0, 0],
      ['restore', 0, 0, 11563],
      ['delete', 0, 0, 0],
    ],
  ),
  regression(
    'A wiped desk took over without a word of the hub before it, and nobody believed what that hub had said of stations',
    3,
    1041415540,
    [
      ['walk-in', 0, 0, 0],
      ['sync', 0, 0, 0],
      ['wipe', 0, 0, 0],
      ['sync', 6650, 0, 0],
      ['take-over', 0, 0, 0],
    ],
  ),
  regression(
    'A desk that waited with a later hub’s order kept a fact at the place of its own clock',
    2,
    1705522923,
    [
      ['sync', 17127, 0, 0],
      ['take-over', 52461, 0, 0],
      ['judge', 0, 13966, 0],
      ['hostile', 0, 10539, 0],
    ],
  ),
  regression(
    'A desk got no payload with a fact that came back while the order to let it count waited',
    2,
    2107181510,
    [
      ['sync-between', 339, 0, 23252],
      ['take-over', 0, 0, 0],
      ['sync', 0, 0, 0],
      ['judge', 0, 9896, 0],
    ],
  ),
  regression(
    'A desk took the copy of another’s fact for one, as the orders that hid it were taken back',
    4,
    435584377,
    [
      ['hostile', 0, 0, 0],
      ['sync-hub-full', 0, 0, 0],
      ['take-over', 0, 0, 0],
      ['sync-answer-lost', 0, 34, 0],
      ['hostile', 0, 24231, 15283],
    ],
  ),
  regression(
    'Once an order was taken back, a payload that a hostile station had forged accused the author',
    2,
    797344512,
    [
      ['sync', 583, 0, 0],
      ['check-in', 26455, 0, 0],
      ['sync-busy', 5019, 821, 0],
      ['hostile', 0, 34184, 0],
      ['judge', 33867, 7552, 0],
    ],
  ),
  regression('A second history of a hub’s chain had less than what both begin with', 2, 17025437, [
    ['edit', 0, 0, 0],
    ['backup', 0, 0, 0],
    ['delete', 0, 0, 0],
    ['sync', 0, 0, 0],
    ['restore', 0, 0, 19567],
    ['edit', 0, 0, 1],
  ]),
  regression(
    'A hub that took over never got a payload that its author had put aside when the fact came off an order',
    2,
    288822607,
    [
      ['judge', 783, 23008, 0],
      ['check-in', 18019, 0, 0],
      ['resolve', 3369, 0, 0],
      ['sync-hub-crash', 34747, 1, 16341],
      ['sync', 0, 0, 0],
      ['sync', 6279, 0, 0],
      ['take-over', 0, 0, 0],
    ],
  ),
];
