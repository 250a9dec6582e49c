import type { FinalAnswer } from './flow.ts';

/** The colour of a verdict; icon and label always accompany it. */
export type VerdictTone = 'go' | 'look' | 'stop';

interface VerdictLook {
  tone: VerdictTone;
  icon: 'check' | 'again' | 'look' | 'stop';
  /** The line that the public may read: neutral, the same for every confidential reason. */
  publicWords: 'admitted' | 'returning' | 'already-in' | 'other-event' | 'code' | 'see';
}

const looks: Readonly<Record<Exclude<FinalAnswer['outcome'], 'admitted'>, VerdictLook>> = {
  'already-in': { tone: 'look', icon: 'again', publicWords: 'already-in' },
  'badge-not-valid': { tone: 'look', icon: 'look', publicWords: 'see' },
  pending: { tone: 'look', icon: 'look', publicWords: 'see' },
  'wrong-day': { tone: 'look', icon: 'look', publicWords: 'see' },
  cancelled: { tone: 'stop', icon: 'stop', publicWords: 'see' },
  revoked: { tone: 'stop', icon: 'stop', publicWords: 'see' },
  stopped: { tone: 'stop', icon: 'stop', publicWords: 'see' },
  'not-registered': { tone: 'stop', icon: 'stop', publicWords: 'code' },
  'other-event': { tone: 'stop', icon: 'stop', publicWords: 'other-event' },
  expired: { tone: 'stop', icon: 'stop', publicWords: 'code' },
  'ticket-replaced': { tone: 'stop', icon: 'stop', publicWords: 'see' },
  forged: { tone: 'stop', icon: 'stop', publicWords: 'code' },
  unreadable: { tone: 'look', icon: 'look', publicWords: 'code' },
};

/** A badge that nobody should have. */
function isGone(doubt: string): boolean {
  return doubt === 'lost' || doubt === 'destroyed';
}

/** How an answer looks: colour, icon and the public line. */
export function verdictLook(answer: FinalAnswer): VerdictLook {
  if (answer.outcome === 'badge-not-valid' && isGone(answer.doubt)) return looks.stopped;
  // Known, but without the right to this checkpoint.
  if (answer.outcome === 'not-registered' && answer.delegate !== null) return looks.cancelled;
  if (answer.outcome !== 'admitted') return looks[answer.outcome];
  return { tone: 'go', icon: 'check', publicWords: answer.returning ? 'returning' : 'admitted' };
}
