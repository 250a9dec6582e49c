import type { SnapshotFrom } from 'xstate';
import type { kioskMachine } from './machine/machine.ts';
import type { HelpReason } from './machine/types.ts';

type Flow = SnapshotFrom<typeof kioskMachine>['value']['flow'];

/** The screens, by the states of the machine's flow. */
export type KioskScreen = Exclude<Flow, object> | 'printing' | 'held' | 'take';

export function screenOf(flow: Flow): KioskScreen {
  if (typeof flow === 'string') return flow;
  if ('making' in flow && flow.making !== undefined) return flow.making;
  return 'take';
}

type WayStep = 'scan' | 'check' | 'print';

/** The step that a screen belongs to; null before the first step and after the last. */
export function stepOf(screen: KioskScreen): WayStep | null {
  switch (screen) {
    case 'attract':
    case 'start':
    case 'code':
    case 'lookingUp':
    case 'notFound':
    case 'tooMany':
      return 'scan';
    case 'confirm':
    case 'correct':
    case 'correcting':
    case 'consents':
      return 'check';
    case 'checkingIn':
    case 'printing':
    case 'held':
    case 'take':
    case 'collect':
      return 'print';
    case 'unclear':
    case 'alreadyIn':
    case 'seeDesk':
    case 'trouble':
    case 'wiping':
      return null;
  }
}

/**
 * The colour of the whole screen. `go`: the visitor is checked in and knows where the badge is.
 * `look`: another try or a member of staff is needed. It never reveals the reason.
 */
export function toneOf(screen: KioskScreen): 'go' | 'look' | null {
  switch (screen) {
    case 'take':
    case 'collect':
      return 'go';
    case 'notFound':
    case 'tooMany':
    case 'held':
    case 'unclear':
    case 'seeDesk':
    case 'trouble':
      return 'look';
    default:
      return null;
  }
}

/** The reason of a call for help from a screen; it contains nothing about the person. */
export function helpReasonOf(screen: KioskScreen): HelpReason {
  switch (screen) {
    case 'notFound':
    case 'tooMany':
      return 'not-found';
    case 'alreadyIn':
      return 'already-in';
    case 'seeDesk':
      return 'see-desk';
    case 'printing':
    case 'held':
    case 'unclear':
      return 'printer';
    case 'trouble':
      return 'trouble';
    default:
      return 'asked';
  }
}
