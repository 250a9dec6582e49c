import { describe, expect, it } from 'vitest';
import { possibleFates } from '../../domain/badges/badge-fates.ts';
import { badgeVerdict } from '../../domain/badges/badge-verdict.ts';
import { badgePolicySchema } from '../../domain/event/event-file.ts';

describe('the fates that may be recorded', () => {
  it.each([
    ['printed', true, 'confirmed', false, ['returned', 'handed-over', 'lost', 'destroyed']],
    ['handed-over', true, 'confirmed', false, ['returned', 'lost', 'destroyed']],
    ['handed-over', true, 'confirmed', true, ['returned', 'destroyed']],
    ['returned', true, 'confirmed', false, ['handed-over', 'lost', 'destroyed']],
    ['lost', true, null, true, ['returned', 'handed-over', 'destroyed']],
    // A badge that was replaced is taken in, never given out.
    ['lost', false, null, true, ['returned', 'destroyed']],
    ['handed-over', false, 'confirmed', false, ['returned', 'lost', 'destroyed']],
    // A badge that never came out has no fate, unless a person holds it or nobody knows.
    ['issued', true, 'queued', false, []],
    ['not-printed', true, 'cancelled', false, []],
    ['issued', true, 'unknown', false, ['returned', 'handed-over', 'lost', 'destroyed']],
    ['not-printed', true, 'did-not-come-out', true, ['returned', 'handed-over', 'destroyed']],
  ] as const)('%s, valid %s, job %s, in the hand %s', (thing, valid, jobState, inHand, fates) => {
    expect(possibleFates({ badge: { thing, valid }, jobState, inHand })).toEqual(fates);
  });
});

describe('the verdict on a badge that somebody shows', () => {
  const policy = badgePolicySchema.parse({});
  const lenient = badgePolicySchema.parse({ stale: 'ask', returned: 'refuse', unheard: 'refuse' });

  it.each([
    ['printed', true, { outcome: 'good' }, { outcome: 'good' }],
    ['handed-over', true, { outcome: 'good' }, { outcome: 'good' }],
    ['issued', true, { outcome: 'good' }, { outcome: 'good' }],
    ['not-printed', true, { outcome: 'good' }, { outcome: 'good' }],
    [
      'handed-over',
      false,
      { outcome: 'refuse', doubt: 'stale' },
      { outcome: 'ask', doubt: 'stale' },
    ],
    ['returned', false, { outcome: 'refuse', doubt: 'stale' }, { outcome: 'ask', doubt: 'stale' }],
    [
      'returned',
      true,
      { outcome: 'ask', doubt: 'returned' },
      { outcome: 'refuse', doubt: 'returned' },
    ],
    // No policy lets a lost or destroyed badge in.
    ['lost', true, { outcome: 'refuse', doubt: 'lost' }, { outcome: 'refuse', doubt: 'lost' }],
    ['lost', false, { outcome: 'refuse', doubt: 'lost' }, { outcome: 'refuse', doubt: 'lost' }],
    [
      'destroyed',
      true,
      { outcome: 'refuse', doubt: 'destroyed' },
      { outcome: 'refuse', doubt: 'destroyed' },
    ],
  ] as const)('%s, valid %s', (thing, valid, usual, other) => {
    const badge = { authentic: true, folded: { thing, valid } };
    expect(badgeVerdict(badge, policy)).toEqual(usual);
    expect(badgeVerdict(badge, lenient)).toEqual(other);
  });

  it('believes nothing of a code that is not ours, and tells a badge that it has not heard of', () => {
    const folded = { thing: 'handed-over', valid: true } as const;
    expect(badgeVerdict({ authentic: false, folded }, policy)).toEqual({ outcome: 'forged' });
    // Nothing proves a code whose issue is unknown: never green, and never called forged.
    for (const authentic of [true, false]) {
      const badge = { authentic, folded: null };
      expect(badgeVerdict(badge, policy)).toEqual({ outcome: 'ask', doubt: 'unheard' });
      expect(badgeVerdict(badge, lenient)).toEqual({ outcome: 'refuse', doubt: 'unheard' });
    }
  });
});
