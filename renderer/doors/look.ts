import type { DoorAnswer } from '../../preload/contract/doors.ts';
import type { Tone } from '../../ui/sounds.ts';
import type { DoorState } from './flow.ts';

/** The colour of the screen; icon and label always accompany it. */
export type DoorTone = 'calm' | 'go' | 'look' | 'stop';

/** The verdict that everyone at the door may read; keys of a group in the locale files. */
export type DoorWord = RefusalWord | 'in' | 'back' | 'again' | 'out' | 'ask' | 'undone' | 'failed';

/** The labels of a refusal: neutral, the same for every confidential reason. */
export type RefusalWord =
  | 'see'
  | 'code'
  | 'otherEvent'
  | 'replaced'
  | 'full'
  | 'noSeat'
  | 'notBooked'
  | 'inside'
  | 'ticket'
  | 'ticketReplaced'
  | 'notCheckedIn'
  | 'notNow';

export interface DoorLook {
  tone: DoorTone;
  icon: 'check' | 'out' | 'ask' | 'full' | 'stop' | 'undone';
  word: DoorWord;
}

/** With old lists, even a green verdict turns amber. */
export function answerLook(answer: DoorAnswer): DoorLook {
  switch (answer.outcome) {
    case 'passed':
      return {
        tone: answer.lists?.old === true ? 'look' : 'go',
        icon: answer.how === 'out' ? 'out' : 'check',
        word: answer.how,
      };
    case 'ask':
      return askLook(askWord(answer.doubts));
    case 'refused':
      return refusalLook(answer);
  }
}

/** There may be a place later. */
const fullWords: ReadonlySet<DoorWord> = new Set(['full', 'noSeat', 'notBooked']);

function askLook(word: DoorWord): DoorLook {
  return { tone: 'look', icon: fullWords.has(word) ? 'full' : 'ask', word };
}

/** Red stops a person; a full room, or a person not known yet, is amber. */
function refusalLook(answer: Extract<DoorAnswer, { outcome: 'refused' }>): DoorLook {
  const word = refusalWord(answer);
  switch (answer.reason) {
    case 'full':
    case 'delegation-full':
    case 'not-booked':
      return { tone: 'look', icon: 'full', word };
    case 'badge-unheard':
      // Nothing speaks against the person: the desk checks further.
      return { tone: 'look', icon: 'stop', word };
    default:
      return { tone: 'stop', icon: 'stop', word };
  }
}

/** Doubts about the room are shown as they are; those about a badge only the steward may see. */
function askWord(doubts: readonly string[]): DoorWord {
  const [first] = doubts;
  if (first === 'full') return 'full';
  if (first === 'delegation-full') return 'noSeat';
  if (first === 'not-booked') return 'notBooked';
  return first === 'inside' ? 'inside' : 'ask';
}

/** The public text of a refusal. */
export function refusalWord(answer: Extract<DoorAnswer, { outcome: 'refused' }>): RefusalWord {
  switch (answer.reason) {
    case 'other-event':
      return 'otherEvent';
    case 'unreadable':
    case 'expired':
    case 'forged':
      return 'code';
    case 'not-registered':
      return answer.delegate === null ? 'code' : 'see';
    case 'badge-not-valid':
      return answer.replaced ? 'replaced' : 'see';
    case 'full':
      return 'full';
    case 'delegation-full':
      return 'noSeat';
    case 'not-booked':
      return 'notBooked';
    case 'inside':
      return 'inside';
    case 'ticket':
      return 'ticket';
    case 'ticket-replaced':
      return 'ticketReplaced';
    case 'not-checked-in':
      return 'notCheckedIn';
    case 'wrong-day':
      return 'notNow';
    case 'badge-unheard':
    case 'stopped':
    case 'pending':
    case 'cancelled':
    case 'revoked':
      return 'see';
  }
}

/** How the whole screen looks; null while it waits for the next badge. */
export function stateLook(state: DoorState): DoorLook | null {
  switch (state.kind) {
    case 'ready':
      return null;
    case 'answered':
    case 'asking':
      return answerLook(state.answer);
    case 'undone':
      return { tone: 'calm', icon: 'undone', word: 'undone' };
    case 'failed':
      return { tone: 'stop', icon: 'stop', word: 'failed' };
  }
}

/** The sound of the state; null if nothing new happened. */
export function toneOf(state: DoorState): Tone | null {
  if (state.kind === 'ready' || state.kind === 'undone') return null;
  if (state.kind === 'asking') return state.deciding === null ? 'attention' : null;
  if (state.kind === 'failed') return 'refused';
  if (state.answer.outcome === 'refused') return 'refused';
  return stateLook(state)?.tone === 'look' ? 'ask' : 'welcome';
}
