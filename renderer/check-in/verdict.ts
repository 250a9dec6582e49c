import type { Tone } from '../kit/sounds.ts';
import type { DeskState, FinalAnswer } from './flow.ts';

/** The colour and shape of a verdict; a headline always accompanies them. */
export type VerdictTone = 'go' | 'look' | 'stop';

/** The headline of a verdict; keys of `verdict` in the locale files. */
export type Headline =
  | Exclude<FinalAnswer['outcome'], 'revoked' | 'stopped'>
  | 'returning'
  /** The scan of the badge itself, which is now with its holder. */
  | 'handed-over'
  /** A genuine ticket whose holder this desk's list does not have yet. */
  | 'unknown-holder'
  | 'no-right'
  /** For every confidential reason: the delegate may read it. */
  | 'moment';

interface VerdictLook {
  tone: VerdictTone;
  headline: Headline;
}

/** How an answer looks: colour and headline. */
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
      // Nobody should have a badge that was lost or destroyed.
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

/** The sound of the desk's state, which agrees with its colour; null for nothing new to hear. */
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
