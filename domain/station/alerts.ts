// clock: lateness by the event's clock; it mutes a sound and hides nothing.

import { z } from 'zod';
import type { Verdict } from '../check-in/admission.ts';
import { hasDelegations, isHead } from '../delegations.ts';
import type { Right } from '../operators/rights.ts';

/** Why an organiser or a security officer should learn of a fact at once. */
export const alertKinds = [
  'head-arrived',
  'vip-arrived',
  'stopped-delegate',
  'stopped-badge',
  'lost-badge',
  'destroyed-badge',
  'forged',
  'unknown-badges',
  'records-disregarded',
  'records-released',
  'unconfirmed-inside',
] as const;
export const alertKindSchema = z.enum(alertKinds);
export type AlertKind = z.infer<typeof alertKindSchema>;

/**
 * Whether the alert repeats the verdict on one scan or check-in, which its operator has already
 * read.
 */
export function isVerdict(kind: AlertKind): boolean {
  switch (kind) {
    case 'unknown-badges':
    case 'records-disregarded':
    case 'records-released':
    case 'unconfirmed-inside':
      return false;
    default:
      return true;
  }
}

/**
 * The right that an alert needs. Arrivals are for protocol, badges and refusals for security alone.
 */
export function rightOfAlert(kind: AlertKind): Right {
  return kind === 'head-arrived' || kind === 'vip-arrived'
    ? 'see-arrival-alerts'
    : 'see-security-alerts';
}

/** The details of a `refused` fact besides person and place. No personal data. */
export interface Refusal {
  outcome: Exclude<Verdict['outcome'], 'admitted'>;
  /** What the stop list named; null unless the outcome is `stopped`. */
  what: 'delegate' | 'badge' | null;
  /** What is wrong with the badge; null unless the outcome is `badge-not-valid`. */
  doubt: string | null;
}

/** The refusal in a verdict; null if the person is admitted. */
export function refusalOf(verdict: Verdict): Refusal | null {
  if (verdict.outcome === 'admitted') return null;
  return {
    outcome: verdict.outcome,
    what: verdict.outcome === 'stopped' ? verdict.what : null,
    doubt: verdict.outcome === 'badge-not-valid' ? verdict.doubt : null,
  };
}

/** The alert that a refusal raises. Null for the many refusals that are routine at a desk. */
export function alertOfRefusal(refusal: Refusal): AlertKind | null {
  switch (refusal.outcome) {
    case 'stopped':
      return refusal.what === 'badge' ? 'stopped-badge' : 'stopped-delegate';
    case 'badge-not-valid':
      if (refusal.doubt === 'lost') return 'lost-badge';
      return refusal.doubt === 'destroyed' ? 'destroyed-badge' : null;
    case 'forged':
      return 'forged';
    default:
      return null;
  }
}

/**
 * Number of serials without a known issue, shown at one station, from which security is alerted. A
 * few may only mean a late sync: the issues may reach this station after the badges were shown.
 */
export const manyUnknownBadges = 5;

/** A badge that was shown and whose issue the asking station does not know. */
export interface UnknownShown {
  id: string;
  station: string;
  serial: string;
}

/**
 * The scans at which the number of unknown serials of one station reached {@link
 * manyUnknownBadges}; at most one per station.
 *
 * @param shown oldest first
 */
export function manyUnknown<Shown extends UnknownShown>(shown: readonly Shown[]): Shown[] {
  const serials = new Map<string, Set<string>>();
  return shown.filter(({ station, serial }) => {
    const known = serials.get(station) ?? new Set();
    serials.set(station, known);
    if (known.has(serial)) return false;
    known.add(serial);
    return known.size === manyUnknownBadges;
  });
}

/** The alert for an admission at a registration checkpoint. Null for everyone who needs none. */
export function alertOfArrival(
  person: { role: string; category: string; vip: boolean },
  event: Parameters<typeof hasDelegations>[0],
): AlertKind | null {
  if (hasDelegations(event) && isHead(person)) return 'head-arrived';
  return person.vip ? 'vip-arrived' : null;
}

/** A fact that arrives this much later than it was written is shown as late, without a sound. */
export const lateAfterMilliseconds = 2 * 60_000;

/**
 * Whether a fact arrived long after it happened, because its desk was offline. UTC milliseconds by
 * the event's clock, not by that of its desk: a wrong clock must not silence an alert.
 */
export function isLate(times: { wall: number; heard: number }): boolean {
  return times.heard - times.wall > lateAfterMilliseconds;
}

/** An unanswered call for help stays listed, but makes no sound this long after it arrived. */
export const callIsQuietAfterMilliseconds = 15 * 60_000;

interface Ordered {
  id: string;
  /** Position in the order of arrival. */
  row: number;
  seen: unknown;
}

/**
 * Unseen alerts come first. Among the unseen and among the seen, the latest arrival comes first.
 */
export function compareAlerts(a: Ordered, b: Ordered): number {
  const half = Number(a.seen !== null) - Number(b.seen !== null);
  if (half !== 0) return half;
  if (a.row !== b.row) return b.row - a.row;
  return a.id < b.id ? 1 : -1;
}
