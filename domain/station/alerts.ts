// clock: lateness by the event's clock; it mutes a sound and hides nothing.

import { z } from 'zod';
import type { Verdict } from '../check-in/admission.ts';
import { isHead } from '../delegations.ts';
import type { Right } from '../operators/rights.ts';

/** Why an organiser or a security officer should know of a fact at once. */
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

/** Whether the alert repeats the verdict on one scan or check-in, which its operator has read. */
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

/** The right for an alert. Arrivals are for protocol; badges and refusals for security alone. */
export function rightOfAlert(kind: AlertKind): Right {
  return kind === 'head-arrived' || kind === 'vip-arrived'
    ? 'see-arrival-alerts'
    : 'see-security-alerts';
}

/** The details of a `refused` fact besides the person and place, without personal data. */
export interface Refusal {
  outcome: Exclude<Verdict['outcome'], 'admitted'>;
  /** What the stop list named; null unless `stopped`. */
  what: 'delegate' | 'badge' | null;
  /** What is wrong with the badge; null unless `badge-not-valid`. */
  doubt: string | null;
}

/** The refusal in a verdict; null where the person is admitted. */
export function refusalOf(verdict: Verdict): Refusal | null {
  if (verdict.outcome === 'admitted') return null;
  return {
    outcome: verdict.outcome,
    what: verdict.outcome === 'stopped' ? verdict.what : null,
    doubt: verdict.outcome === 'badge-not-valid' ? verdict.doubt : null,
  };
}

/** The alert that a refusal raises, or null for the many that are routine at a desk. */
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
 * The number of serials without a known issue, shown at one station, from which security is
 * alerted. A few may mean a late sync: this station may receive their issues after it saw the
 * badges.
 */
export const manyUnknownBadges = 5;

/** A badge that was shown and whose issue the asking station does not know. */
export interface UnknownShown {
  /** Id of the fact. */
  id: string;
  station: string;
  serial: string;
}

/**
 * The scans at which the number of unknown serials of one station reached
 * {@link manyUnknownBadges}: at most one for each station.
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

/** The alert of an admission at a registration checkpoint, or null for all other people. */
export function alertOfArrival(person: {
  role: string;
  category: string;
  vip: boolean;
}): AlertKind | null {
  if (isHead(person)) return 'head-arrived';
  return person.vip ? 'vip-arrived' : null;
}

/** A fact that arrives this much later than it was written is shown as late, without a sound. */
export const lateAfterMilliseconds = 2 * 60_000;

/**
 * Whether a fact arrived long after it happened (its desk was offline). UTC milliseconds by the
 * event's clock, not by that of its desk: one that is wrong must not silence an alert.
 */
export function isLate(times: { wall: number; heard: number }): boolean {
  return times.heard - times.wall > lateAfterMilliseconds;
}

/** A call for help that no one answered stays listed, but quiet, this long after it arrived. */
export const callIsQuietAfterMilliseconds = 15 * 60_000;

/** What the order of alerts depends on. */
interface Ordered {
  id: string;
  /** Its place in the order of arrival. */
  row: number;
  seen: unknown;
}

/** Unseen alerts come first, and the last to arrive first in each half. */
export function compareAlerts(a: Ordered, b: Ordered): number {
  const half = Number(a.seen !== null) - Number(b.seen !== null);
  if (half !== 0) return half;
  if (a.row !== b.row) return b.row - a.row;
  return a.id < b.id ? 1 : -1;
}
