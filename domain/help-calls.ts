import { z } from 'zod';
import { callIsQuietAfterMilliseconds } from './alerts.ts';

/** Why somebody at a kiosk or a door asks for a member of staff. */
export const helpReasons = [
  /** The Help button. */
  'asked',
  'not-found',
  'already-in',
  /** "Please see the desk", with a short code to quote. */
  'see-desk',
  'printer',
  'trouble',
  /** What a newer version wrote. */
  'other',
] as const;
export const helpReasonSchema = z.enum(helpReasons);
export type HelpReason = z.infer<typeof helpReasonSchema>;

/** A call as its fact says. */
export interface HelpCall {
  /** Id of the fact. */
  id: string;
  kiosk: string;
  reason: string;
  code: string | null;
  /** UTC milliseconds. */
  wall: number;
}

/** Somebody goes: as its fact says. */
export interface HelpAnswer {
  targetId: string;
  kiosk: string;
  operatorId: string | null;
  wall: number;
}

/** The call of one station that matters now. */
export interface StandingCall extends HelpCall {
  /** When the first of its calls was made that nobody has answered, UTC milliseconds. */
  since: number;
  answer: HelpAnswer | null;
}

/**
 * What all calls and answers amount to: for each station its latest call, newest first. An answer also stands for
 * the earlier calls of that station: whoever goes there goes once.
 */
export function standingCalls(
  calls: readonly HelpCall[],
  answers: readonly HelpAnswer[],
): StandingCall[] {
  const answerOf = new Map<string, HelpAnswer>();
  for (const answer of answers) {
    const known = answerOf.get(answer.targetId);
    if (known === undefined || answer.wall < known.wall) answerOf.set(answer.targetId, answer);
  }
  const byKiosk = new Map<string, StandingCall>();
  for (const call of calls.toSorted((a, b) => a.wall - b.wall || (a.id < b.id ? -1 : 1))) {
    const before = byKiosk.get(call.kiosk);
    const goesOn = before !== undefined && before.answer === null;
    byKiosk.set(call.kiosk, {
      ...call,
      since: goesOn ? before.since : call.wall,
      answer: answerOf.get(call.id) ?? null,
    });
  }
  return [...byKiosk.values()].sort((a, b) => b.wall - a.wall || (a.id < b.id ? 1 : -1));
}

/** Whether an unanswered call is so old that it makes no sound and no banner any more. UTC milliseconds. */
export function isQuietCall(call: Pick<StandingCall, 'wall'>, now: number): boolean {
  return now - call.wall > callIsQuietAfterMilliseconds;
}

/** A reason as the screens know it; what a newer version wrote is "other". */
export function knownReason(reason: string): HelpReason {
  return helpReasonSchema.catch('other').parse(reason);
}
