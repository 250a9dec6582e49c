import { findHubLink } from '../../db/hub-link.ts';
import type { ReadableDatabase } from '../../db/types.ts';
import { clockWarningFrom } from '../../domain/sync-status.ts';
import { CallFailure } from '../call-failure.ts';
import type { Clock } from '../clock.ts';

/** What of a context tells the time. */
export interface ClockParts {
  db: ReadableDatabase;
  /** The station's own clock; what day and time it is at the event: `rightNow`. */
  clock: Clock;
  /** The clock was set on purpose (demo, training, configuration): no other clock corrects it. */
  readonly clockIsSet: boolean;
  /** The offset by which a supervisor let this station judge since it started (hub minus station, milliseconds). */
  readonly confirmedOffset?: number;
}

/**
 * How far this station's clock is from the hub's (hub minus station, milliseconds) where that is so far
 * that the desk must know, else null. Where most stations doubt the hub's clock, it is theirs that counts.
 */
export function wrongClock(context: Omit<ClockParts, 'clock'>): number | null {
  if (context.clockIsSet) return null;
  const link = findHubLink(context.db);
  if (link === null || link.clockOffset === null) return null;
  const fromMost = link.clockOffset - (link.hubClockOff ?? 0);
  // Whoever agrees with the hub or with most stations is left alone while these two differ.
  return isFar(link.clockOffset) && isFar(fromMost) ? fromMost : null;
}

function isFar(offset: number): boolean {
  return Math.abs(offset) > clockWarningFrom;
}

/** A clock further off than this (milliseconds) asks a supervisor before the station admits. */
const askFrom = 60 * 60_000;

/**
 * The offset (`wrongClock`) that a supervisor must confirm before this station admits; null where there is none, and
 * for everybody while the hub's clock is in doubt.
 */
export function offsetToConfirm(context: Omit<ClockParts, 'clock'>): number | null {
  const offset = wrongClock(context);
  if (offset === null || Math.abs(offset) <= askFrom) return null;
  if (findHubLink(context.db)?.hubClockOff !== null) return null;
  const { confirmedOffset: confirmed } = context;
  const isKnown = confirmed !== undefined && !isFar(offset - confirmed);
  return isKnown ? null : offset;
}

/** Call it before anybody is admitted. Throws CallFailure `clock-not-confirmed`. */
export function assertClockConfirmed(context: Omit<ClockParts, 'clock'>): void {
  if (offsetToConfirm(context) !== null) throw new CallFailure('clock-not-confirmed');
}

/**
 * UTC milliseconds by which days, windows and expiry are judged: the station's clock, corrected by what is known to
 * be wrong with it. Facts keep the station's own time and say the offset beside it.
 */
export function rightNow(context: ClockParts): number {
  return context.clock() + (wrongClock(context) ?? 0);
}
