import {
  checkingInState,
  collectState,
  confirmState,
  consentsState,
  correctingState,
  correctState,
  makingState,
  takeState,
} from './badge-states.ts';
import {
  attractState,
  codeState,
  lookingUpState,
  notFoundState,
  startState,
  tooManyState,
} from './find-states.ts';
import { helpRegion } from './help-region.ts';
import { idleRegion } from './idle-region.ts';
import { kioskSetup } from './setup.ts';
import { emptyContext } from './types.ts';

/**
 * The self-service kiosk as one explicit machine: `flow` is what the screen shows, `idle` watches that somebody is
 * there, `help` is the call for a member of staff. Pure: what it asks of the main process is handed in as actors.
 *
 * A scan is taken only where nobody's data is on the screen; amid a visit it is counted and otherwise ignored.
 * Everything that ends goes through `wiping`, which empties the context.
 */
export const kioskMachine = kioskSetup.createMachine({
  id: 'kiosk',
  type: 'parallel',
  context: ({ input }) => emptyContext(input),
  states: {
    flow: {
      initial: 'attract',
      on: {
        LANGUAGE: { actions: 'speakChosen' },
        SCAN: { actions: 'ignoreScan' },
        LEAVE: '.wiping',
        TIME_OUT: '.wiping',
      },
      states: {
        attract: attractState,
        start: startState,
        code: codeState,
        lookingUp: lookingUpState,
        notFound: notFoundState,
        tooMany: tooManyState,
        confirm: confirmState,
        correct: correctState,
        correcting: correctingState,
        consents: consentsState,
        checkingIn: checkingInState,
        making: makingState,
        take: takeState,
        collect: collectState,
        unclear: { entry: 'watch', tags: 'personal' },
        alreadyIn: { entry: 'watch', tags: 'personal' },
        seeDesk: { entry: 'watch', tags: 'personal' },
        trouble: { entry: 'watch', tags: 'personal' },
        wiping: {
          entry: ['wipe', 'rest'],
          invoke: { src: 'wipe', onDone: 'attract', onError: 'attract' },
          after: { wipe: 'attract' },
          on: { LEAVE: {}, TIME_OUT: {}, LANGUAGE: {} },
        },
      },
    },
    idle: idleRegion,
    help: helpRegion,
  },
});
