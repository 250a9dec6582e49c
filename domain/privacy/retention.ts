import { z } from 'zod';
import type { EventFile, LocalDay } from '../event/event-file.ts';
import { localDayOf } from '../event/local-day.ts';

/** Days of warning before an automatic purge. */
export const warningDays = 7;

/** Days after the event under the General Data Protection Regulation, by default. */
export const gdprDays = 30;

/**
 * The rule by which personal data is kept. An organisation with its own rules (such as the United
 * Nations) names them and sets the days. Null days purge nothing automatically.
 */
export const retentionRuleSchema = z.strictObject({
  set: z.enum(['gdpr', 'organisation']),
  /** Name of the organisation's own rules, for certificates; empty for the GDPR. */
  name: z.string().trim().max(120),
  /** Days after the event's last day until the purge; null for no automatic purge. */
  days: z.int().min(1).max(3_650).nullable(),
});
export type RetentionRule = z.infer<typeof retentionRuleSchema>;

export const defaultRetention: RetentionRule = { set: 'gdpr', name: '', days: gdprDays };

/** The state of an event under its rule. Days are local days of the event. */
export interface RetentionState {
  /**
   * `before` or `during` the event, `kept` after it, `warning` for seven days, then `due` for the
   * purge.
   */
  phase: 'before' | 'during' | 'kept' | 'warning' | 'due';
  /** First day of the warning, and day of the purge; null where nothing is purged automatically. */
  warnOn: LocalDay | null;
  purgeOn: LocalDay | null;
}

/**
 * The state of an event. It is never due during the event, nor before the warning was shown for
 * {@link warningDays}. A station that was off for a month, or whose clock jumped, warns first.
 *
 * @param now UTC milliseconds
 * @param warnedAt when the warning was first shown here (UTC milliseconds), or null
 */
export function retentionState(
  event: Pick<EventFile, 'days' | 'timeZone' | 'dayBoundary'>,
  rule: RetentionRule,
  now: number,
  warnedAt: number | null,
): RetentionState {
  const days = event.days.toSorted();
  const first = days[0];
  const last = days.at(-1);
  if (first === undefined || last === undefined) throw new Error('an event has days');
  const purgeOn = rule.days === null ? null : addDays(last, rule.days);
  const warnOn = purgeOn === null ? null : later(addDays(purgeOn, -warningDays), addDays(last, 1));
  const today = localDayOf(now, event);
  const at = (phase: RetentionState['phase']): RetentionState => ({ phase, warnOn, purgeOn });
  if (today < first) return at('before');
  if (today <= last) return at('during');
  if (purgeOn === null || warnOn === null || today < warnOn) return at('kept');
  const stood = warnedAt !== null && now - warnedAt >= warningDays * 86_400_000;
  return at(today >= purgeOn && stood ? 'due' : 'warning');
}

/** Milliseconds. A clock that jumps ahead by this much skips half of the warning. */
const skipsWarningFrom = (warningDays / 2) * 86_400_000;

/**
 * Whether the warning must start again. The clock jumped ahead, so the seven days did not really
 * pass; or it was set back before the warning began, and the purge would wait for weeks. A wrong
 * clock must not decide when people's data is deleted.
 *
 * @param look.jump milliseconds by which the wall clock was moved since the last check, or 0
 * @param look.now UTC milliseconds, as `warnedAt`
 */
export function mustWarnAgain(look: {
  jump: number;
  warnedAt: number | null;
  now: number;
}): boolean {
  return look.jump >= skipsWarningFrom || (look.warnedAt ?? 0) > look.now;
}

/** Whether a purge may be ordered: never on a day of the event, nor between two of them. */
export function mayPurge(
  event: Pick<EventFile, 'days' | 'timeZone' | 'dayBoundary'>,
  now: number,
): boolean {
  const { phase } = retentionState(event, { set: 'organisation', name: '', days: null }, now, null);
  return phase !== 'during';
}

/**
 * Whether the event's last day is over by this clock. Before that no station carries out a purge
 * order from its hub, even with the hub's signature.
 */
export function hasEnded(
  event: Pick<EventFile, 'days' | 'timeZone' | 'dayBoundary'>,
  now: number,
): boolean {
  const today = localDayOf(now, event);
  return event.days.every((day) => day < today);
}

function addDays(day: LocalDay, count: number): LocalDay {
  return new Date(Date.parse(day) + count * 86_400_000).toISOString().slice(0, 10);
}

function later(a: LocalDay, b: LocalDay): LocalDay {
  return a > b ? a : b;
}
