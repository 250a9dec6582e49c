import { describe, expect, it } from 'vitest';
import { badgeDoubts } from '../../domain/badges/badge-verdict.ts';
import {
  type AlertKind,
  alertKinds,
  alertOfArrival,
  alertOfRefusal,
  compareAlerts,
  isLate,
  type Refusal,
  refusalOf,
  rightOfAlert,
} from '../../domain/station/alerts.ts';
import { sampleEvent } from '../support/sample-event.ts';

const refusal = (change: Partial<Refusal>): Refusal => ({
  outcome: 'not-registered',
  what: null,
  doubt: null,
  ...change,
});

describe('which refusals raise an alert', () => {
  it.each([
    [refusal({ outcome: 'stopped', what: 'delegate' }), 'stopped-delegate'],
    [refusal({ outcome: 'stopped', what: 'badge' }), 'stopped-badge'],
    [refusal({ outcome: 'forged' }), 'forged'],
  ] as const)('%o: %s', (given, kind) => {
    expect(alertOfRefusal(given)).toBe(kind);
  });

  it('is, of doubtful badges, lost and destroyed ones alone', () => {
    const raised = badgeDoubts.map((doubt) => [
      doubt,
      alertOfRefusal(refusal({ outcome: 'badge-not-valid', doubt })),
    ]);
    expect(Object.fromEntries(raised)).toEqual({
      stale: null,
      lost: 'lost-badge',
      destroyed: 'destroyed-badge',
      returned: null,
      unheard: null,
    });
  });

  it.each([
    'already-in',
    'not-registered',
    'pending',
    'cancelled',
    'revoked',
    'wrong-day',
    'other-event',
    'expired',
    'unreadable',
  ] as const)('is not %s', (outcome) => {
    expect(alertOfRefusal(refusal({ outcome }))).toBeNull();
  });

  it('reads the verdict of the rules', () => {
    expect(refusalOf({ outcome: 'stopped', what: 'badge' })).toMatchObject({ what: 'badge' });
    expect(refusalOf({ outcome: 'badge-not-valid', doubt: 'lost' })?.doubt).toBe('lost');
    const admitted = { printBadge: true, returning: false, inRoster: true };
    expect(refusalOf({ outcome: 'admitted', ...admitted })).toBeNull();
  });
});

describe('whose arrival raises an alert', () => {
  it.each([
    [{ role: 'head', category: 'delegate', vip: false }, 'head-arrived'],
    [{ role: 'member', category: 'head-of-delegation', vip: false }, 'head-arrived'],
    [{ role: 'member', category: 'head', vip: false }, 'head-arrived'],
    [{ role: 'head', category: 'delegate', vip: true }, 'head-arrived'],
    [{ role: 'member', category: 'delegate', vip: true }, 'vip-arrived'],
    [{ role: 'alternate', category: 'delegate', vip: false }, null],
  ] as const)('%o: %s', (person, kind) => {
    expect(alertOfArrival(person, sampleEvent)).toBe(kind);
  });

  it('is nobody as a head where the event has no delegations', () => {
    const head = { role: 'head', category: 'delegate', vip: false };
    expect(alertOfArrival(head, { ...sampleEvent, groupWord: 'company' })).toBeNull();
    const without = { ...sampleEvent, delegations: [] };
    expect(alertOfArrival(head, without)).toBeNull();
    expect(alertOfArrival({ ...head, vip: true }, without)).toBe('vip-arrived');
  });
});

describe('for whom an alert is', () => {
  it('is protocol for arrivals and security for everything else', () => {
    const arrivals: AlertKind[] = ['head-arrived', 'vip-arrived'];
    for (const kind of alertKinds) {
      const right = arrivals.includes(kind) ? 'see-arrival-alerts' : 'see-security-alerts';
      expect(rightOfAlert(kind), kind).toBe(right);
    }
  });
});

describe('order and age', () => {
  it('puts what nobody has seen first, and the last to arrive first in each half', () => {
    const one = (id: string, row: number, seen: unknown = null) => ({ id, row, seen });
    const sorted = [one('a', 3, {}), one('b', 1), one('c', 2), one('d', 4, {})].sort(compareAlerts);
    expect(sorted.map(({ id }) => id)).toEqual(['c', 'b', 'd', 'a']);
  });

  it('calls late what was heard more than two minutes after it happened', () => {
    expect(isLate({ wall: 0, heard: 120_000 })).toBe(false);
    expect(isLate({ wall: 0, heard: 120_001 })).toBe(true);
    expect(isLate({ wall: 1_000, heard: 0 })).toBe(false);
  });
});
