import { operations } from './operations.ts';
import type { Schedule, Step } from './schedule.ts';

/**
 * A schedule that is kept.
 *
 * @param name what was wrong, or what it reaches
 * @param steps separated by commas; each is the operation, then `who`, `a` and `b` without trailing
 * zeros
 */
function kept(
  name: string,
  stations: number,
  seed: number,
  steps: string,
): { name: string; schedule: Schedule } {
  return { name, schedule: { stations, seed, steps: steps.split(',').map(readStep) } };
}

function readStep(text: string): Step {
  const [word, ...numbers] = text.trim().split(' ');
  const op = operations.find((one) => one === word);
  if (op === undefined) throw new Error(`no such operation: ${text}`);
  const [who = 0, a = 0, b = 0] = numbers.map(Number);
  return { op, who, a, b };
}

/** A schedule's steps as `regression` reads them. */
export function stepsText(steps: readonly Step[]): string {
  const words = steps.map(({ op, who, a, b }) => `${op} ${who} ${a} ${b}`);
  return words.map((step) => step.replace(/( 0)+$/, '')).join(', ');
}

/** Every schedule that once broke an invariant, as fast-check shrank it, newest last. */
export const regressions = [
  kept(
    'A clone took the next badge number, and its twin could print no badge any more',
    2,
    147068156,
    'sync, clone, check-in 2, sync 2, check-in 0 2, check-in 0 4, sync, sync 2, check-in 2 6',
  ),
  kept(
    'A self-service kiosk relayed a walk-in without its payload, and its desk never gave it',
    3,
    1577480361,
    'clone, walk-in, sync, sync-hub-crash 11614 3284, take-over, sync-hub-crash 434',
  ),
  kept(
    'A clone found its own chain taken where a fact had its place in another one',
    2,
    1907679872,
    'clone 46749, check-in 35519, check-in 48895, clone 22520, judge 181 14080',
  ),
  kept(
    'A push that comes late is taken while it is the next, and refused behind newer ones',
    2,
    1,
    `sync, check-in, sync-late 0 1, deliver-late, check-in 0 2, sync-late 0 1, check-in 0 4,
     sync, deliver-late`,
  ),
  kept(
    'A correction that came too late stayed on its own desk',
    2,
    741521967,
    'sync, sync 1, clock-minutes 0 25, correct 0 0 10, sync, sync 1, correct 1 0 12, sync 1',
  ),
  kept(
    'Two clones and a restore: a chain was told by the way that does not lead to its head',
    2,
    290544120,
    `clone, sync-twice, sync 25358, check-in 32672, clone, check-in 39147, sync 12603, check-in,
     sync-late 7017 5472, sync 5650, restore`,
  ),
  kept(
    'A door alone gives a new hub what a lost desk wrote: nothing was wrong',
    3,
    4,
    'check-in, sync, sync 2, wipe, take-over 1, sync 2',
  ),
  kept(
    'The hub lost its power while a revoked kiosk asked to come in',
    2,
    685991842,
    'sync, take-over, revoke, sync-together',
  ),
  kept(
    'A desk kept the head of a chain that a new hub had given to another fact',
    2,
    231226724,
    `clone, check-in 44459, sync-late 56291 2141, sync-between 2761, check-in, clone, sync,
     take-over, sync 38255`,
  ),
  kept(
    'A badge was lost after a clock that ran ahead had handed it over',
    2,
    562630563,
    `clock-minutes 17199 40529 1395, check-in 12171 13067, check-in 43941, hand-over 4591 9879,
     sync, sync-together 0 0 51392, reprint 0 6242`,
  ),
  kept(
    'A badge was replaced whose serial a clone had given to somebody else',
    2,
    220774769,
    `clone 30345, sync-late 53489 6946, sync 5359, check-in 42115, check-in 40976 57866,
     sync-between 1024 0 32408, hand-over 13783`,
  ),
  kept(
    'Twins corrected a name at the same moment of the clock: the check was wrong',
    3,
    160291497,
    `sync 30901, check-in 39946, clone 20770, clock-minutes 17363, clone 52223,
     correct 45714 6506, correct 40858 2954 1`,
  ),
  kept(
    'The key of a hub was forgotten with it, and nobody believed its changes',
    3,
    1819603443,
    'take-over, edit, sync-between, take-over 10981',
  ),
  kept(
    'A hub went on in its old epoch, and its second change of somebody stood at the same place',
    3,
    61220576,
    'delete, sync-twice, restore 0 0 11563, delete',
  ),
  kept(
    'A wiped desk took over without a word of the hub before it, and nobody believed what that hub had said of stations',
    3,
    1041415540,
    'walk-in, sync, wipe, sync 6650, take-over',
  ),
  kept(
    'A desk that waited with a later hub’s order kept a fact at the place of its own clock',
    2,
    1705522923,
    'sync 17127, take-over 52461, judge 0 13966, hostile 0 10539',
  ),
  kept(
    'A desk got no payload with a fact that came back while the order to let it count waited',
    2,
    2107181510,
    'sync-between 339 0 23252, take-over, sync, judge 0 9896',
  ),
  kept(
    'A desk took the copy of another’s fact for one, as the orders that hid it were taken back',
    4,
    435584377,
    'hostile, sync-hub-full, take-over, sync-answer-lost 0 34, hostile 0 24231 15283',
  ),
  kept(
    'Once an order was taken back, a payload that a hostile station had forged accused the author',
    2,
    797344512,
    'sync 583, check-in 26455, sync-busy 5019 821, hostile 0 34184, judge 33867 7552',
  ),
  kept(
    'A second history of a hub’s chain had less than what both begin with',
    2,
    17025437,
    'edit, backup, delete, sync, restore 0 0 19567, edit 0 0 1',
  ),
  kept(
    'A hub that took over never got a payload that its author had put aside when the fact came off an order',
    2,
    288822607,
    `judge 783 23008, check-in 18019, resolve 3369, sync-hub-crash 34747 1 16341, sync,
     sync 6279, take-over`,
  ),
  kept(
    'A kiosk’s consent stayed off the figures when the admission that it names came back with it',
    4,
    370707401,
    'sync-together 0 0 7348, sync-together 0 61346 16472, judge 29014 30272 58934',
  ),
  kept(
    'A station that a hub had only heard of counted as revoked after the next take-over (the simulation’s own fault)',
    2,
    1308904641,
    'hostile, sync-truncated 0 20701, take-over 4363, sync-between, take-over, hostile',
  ),
  kept(
    'A restored hub’s list, later by its number, took people off that a desk’s list had stopped',
    4,
    91,
    'stop-list 400 15650 33561, sync-between 46412 30371 14394, restore 13415 13552 9022',
  ),
  kept(
    'A desk that took over from behind left out a cancellation that another desk brought it',
    2,
    179,
    'cancel 23787 44910 20830, sync-twice 42958 17370 13764, take-over-behind 14017 45624 51138',
  ),
  kept(
    'A kiosk’s printer spoke in an operator’s name, and the hub kept it apart (the simulation’s own fault)',
    3,
    1793032853,
    'sync-between 55904, check-in 12074, print-outcome 9677',
  ),
  kept(
    'A later hub was to know a stop of a hub that it cannot prove (the simulation’s own fault)',
    2,
    908621138,
    'take-over-behind, stop-list 0 0 1597, sync, take-over-behind',
  ),
  kept(
    'A version that a station brought back changed the day boundary, which records had fixed meanwhile',
    3,
    125123877,
    'change-event, change-event 0 30598, sync-twice, restore-old, check-in, change-event',
  ),
  kept(
    'A place that a desk gave up went to nobody: the hub took the push together with others',
    2,
    1024258772,
    'hub-book, sync, hub-book 0 40778, give-up',
  ),
];

/** What random schedules reach too seldom for a short run to count on it. */
export const meetings = [
  kept(
    'Two editors of the event change its place, each to another one',
    2,
    1,
    'change-event, change-event 0 5 1, change-event 1 5 2',
  ),
  kept(
    'A desk tells a pair apart, and another that has not heard of it says the opposite',
    2,
    1,
    'sync, sync 1, tell-apart 0 0 10, tell-apart 1 0 34, sync 1, sync',
  ),
  kept(
    'A desk gives up a place, which another that has not heard of it books again',
    2,
    1,
    'sync, sync 1, book, sync, sync 1, give-up, give-up 1, book 1, sync, sync 1',
  ),
  kept(
    'A stolen station claims forty lives of its own, and then others',
    2,
    1,
    'hostile 1 5, hostile 1 5',
  ),
];
