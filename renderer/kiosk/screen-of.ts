import type { SnapshotFrom } from 'xstate';
import type { kioskMachine } from './machine/machine.ts';
import type { HelpReason } from './machine/types.ts';

type Flow = SnapshotFrom<typeof kioskMachine>['value']['flow'];

/** The screens, by the states of the machine's flow. */
export type KioskScreen = Exclude<Flow, object> | 'printing' | 'held' | 'take';

/** Which screen a state of the flow shows. */
export function screenOf(flow: Flow): KioskScreen {
  if (typeof flow === 'string') return flow;
  if ('making' in flow && flow.making !== undefined) return flow.making;
  return 'take';
}

/** The reason of a call for help from a screen; nothing about the person. */
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
