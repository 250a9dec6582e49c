import { describe, expect, it } from 'vitest';
import { seenAs, stationMark } from '../../../domain/sync/last-seen.ts';

const now = Date.UTC(2018, 9, 2, 8);

describe('the time of a last contact', () => {
  it.each([
    [null, true, { kind: 'never' }],
    [null, false, { kind: 'never' }],
    [now - 6_000, true, { kind: 'ago', age: 6_000 }],
    // Its clock is ahead.
    [now + 3_000, true, { kind: 'ago', age: 0 }],
    [now - 6_000, false, { kind: 'as-of', at: now - 6_000 }],
  ])('%s, heard: %s', (at, isCurrent, seen) => {
    expect(seenAs(at, now, isCurrent)).toEqual(seen);
  });
});

describe('a station in the list of the hub’s', () => {
  const heard = { now, isCurrent: true, isRevoked: false };
  const offline = { now, isCurrent: false, isRevoked: false };
  const revoked = { now, isCurrent: false, isRevoked: true };
  const station = (
    state: 'enrolled' | 'revoked' | 'replaced',
    age: number | null,
    self = false,
  ) => ({
    state,
    self,
    lastSeen: age === null ? null : now - age,
  });

  it.each([
    ['is green while it is heard', station('enrolled', 6_000), heard, 'enrolled go'],
    ['is grey once away', station('enrolled', 90_000), heard, 'enrolled quiet away'],
    ['is not green if it never came', station('enrolled', null), heard, 'enrolled quiet'],
    ['is green if it is this one', station('enrolled', null, true), heard, 'enrolled go'],
    ['is not green while offline', station('enrolled', 6_000), offline, 'enrolled quiet'],
    ['nor is this one', station('enrolled', 6_000, true), offline, 'enrolled quiet'],
    ['revoked is red', station('revoked', 6_000), heard, 'revoked stop'],
    ['replaced is grey', station('replaced', 6_000), heard, 'replaced quiet'],
    [
      'this one is revoked as it was told',
      station('enrolled', 6_000, true),
      revoked,
      'revoked stop',
    ],
    ['others stay as last known', station('enrolled', 6_000), revoked, 'enrolled quiet'],
  ] as const)('%s', (_name, one, knowledge, expected) => {
    const { state, tone, isAway } = stationMark(one, knowledge);
    expect([state, tone, ...(isAway ? ['away'] : [])].join(' ')).toBe(expected);
  });
});
