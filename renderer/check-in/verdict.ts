import type { Tone } from '../../ui/sounds.ts';
import type { DeskState, FinalAnswer } from './flow.ts';

/** Colour and shape of a verdict; a headline always accompanies them. */
export type VerdictTone = 'go' | 'look' | 'stop';

/** Keys of `verdict` in the locale files. */
export type Headline =
  | Exclude<FinalAnswer['outcome'], 'revoked' | 'stopped'>
  | 'returning'
  /** The badge itself was scanned and is now with its holder. */
  | 'handed-over'
  /** A genuine ticket whose holder is not in this desk's list yet. */
  | 'unknown-holder'
  | 'no-right'
  /** For every confidential reason, because the delegate can read the headline. */
  | 'moment';

interface VerdictLook {
  tone: VerdictTone;
  headline: Headline;
}

export function verdictLook(answer: FinalAnswer): VerdictLook {
  switch (answer.outcome) {
    case 'admitted':
      if (answer.delegate === null) return { tone: 'look', headline: 'unknown-holder' };
      return { tone: 'go', headline: answer.returning ? 'returning' : 'admitted' };
    case 'already-in':
      if (answer.handedOver !== undefined) return { tone: 'go', headline: 'handed-over' };
      return { tone: 'look', headline: 'already-in' };
    case 'pending':
    case 'wrong-day':
    case 'unreadable':
      return { tone: 'look', headline: answer.outcome };
    case 'badge-not-valid':
      // No holder should still have a badge that was reported lost or destroyed.
      if (answer.doubt === 'lost' || answer.doubt === 'destroyed')
        return { tone: 'stop', headline: 'moment' };
      return { tone: 'look', headline: 'badge-not-valid' };
    case 'not-registered':
      return {
        tone: 'stop',
        headline: answer.delegate === null ? 'not-registered' : 'no-right',
      };
    case 'revoked':
    case 'stopped':
      return { tone: 'stop', headline: 'moment' };
    case 'cancelled':
    case 'other-event':
    case 'expired':
    case 'ticket-replaced':
    case 'forged':
      return { tone: 'stop', headline: answer.outcome };
  }
}

/** The sound for the desk's state, in agreement with its colour; null if nothing new happened. */
export function soundOf(state: DeskState): Tone | null {
  switch (state.kind) {
    case 'idle':
    case 'asking':
      return null;
    case 'identity':
      return state.confirming === null ? 'ask' : null;
    case 'failed':
      return 'fault';
    case 'answered': {
      const sounds = { go: 'welcome', look: 'attention', stop: 'refused' } as const;
      return sounds[verdictLook(state.answer).tone];
    }
  }
}
