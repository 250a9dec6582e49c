import { findHubLink } from '../../db/hub-link.ts';
import type { ReadableDatabase } from '../../db/types.ts';
import { clockWarningFrom } from '../../domain/sync-status.ts';
import type { Clock } from '../clock.ts';

/** What of a context tells the time. */
export interface ClockParts {
  db: ReadableDatabase;
  /** The station's own clock; what day and time it is at the event: `rightNow`. */
  clock: Clock;
  /** The clock was set on purpose (demo, training, configuration): no other clock corrects it. */
  readonly clockIsSet: boolean;
}

/**
 * How far this station's clock is from the hub's (hub minus station, milliseconds) where that is so far
 * that the desk must know, else null.
 */
export function wrongClock(context: Omit<ClockParts, 'clock'>): number | null {
  if (context.clockIsSet) return null;
  const offset = findHubLink(context.db)?.clockOffset ?? null;
  return offset !== null && Math.abs(offset) > clockWarningFrom ? offset : null;
}

/**
 * UTC milliseconds by which days, windows and expiry are judged: the station's clock, corrected by what is known to
 * be wrong with it. Facts keep the station's own time and say the offset beside it.
 */
export function rightNow(context: ClockParts): number {
  return context.clock() + (wrongClock(context) ?? 0);
}
