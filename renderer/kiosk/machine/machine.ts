import { assign, raise } from 'xstate';
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
import { kioskSetup } from './setup.ts';
import { emptyContext } from './types.ts';

// The states from the welcome to a person. All of them accept a scan, except during a look-up.

const attractState = kioskSetup.createStateConfig({
  entry: 'rest',
  on: {
    SCAN: { target: 'lookingUp', actions: 'aimAtScan' },
    LANGUAGE: { target: 'start', actions: 'speakChosen' },
    START: 'start',
    TYPE: { target: 'code', actions: 'speakRead' },
    LEAVE: {},
    TIME_OUT: {},
  },
});

const startState = kioskSetup.createStateConfig({
  entry: 'watch',
  on: {
    SCAN: { target: 'lookingUp', actions: 'aimAtScan' },
    TYPE: 'code',
  },
});

const codeState = kioskSetup.createStateConfig({
  entry: 'watch',
  on: {
    SCAN: { target: 'lookingUp', actions: 'aimAtScan' },
    SUBMIT: { target: 'lookingUp', actions: 'aimAtTyped' },
    BACK: { target: 'start', actions: assign({ scannedCode: '' }) },
  },
});

const lookingUpState = kioskSetup.createStateConfig({
  entry: 'watch',
  exit: 'forgetTarget',
  invoke: {
    src: 'lookUp',
    input: ({ context }) => {
      if (context.target === null) throw new Error('lookingUp: nothing to look up');
      return context.target;
    },
    onDone: [
      {
        description: 'found',
        guard: ({ event }) => event.output.outcome === 'found',
        target: 'confirm',
        actions: [
          assign(({ event }) => {
            const { output } = event;
            if (output.outcome !== 'found') return {};
            const { token, person, returning } = output;
            return { visit: { token, person, returning } };
          }),
          {
            type: 'speakRecord',
            params: ({ event }) => ({
              language: event.output.outcome === 'found' ? event.output.language : null,
            }),
          },
        ],
      },
      {
        description: 'name-needed',
        guard: ({ event }) => event.output.outcome === 'name-needed',
        target: 'code',
        actions: assign({
          scannedCode: ({ event }) =>
            event.output.outcome === 'name-needed' ? event.output.code : '',
        }),
      },
      {
        description: 'already-in',
        guard: ({ event }) => event.output.outcome === 'already-in',
        target: 'alreadyIn',
        actions: [
          assign(({ event }) =>
            event.output.outcome === 'already-in'
              ? { alreadyAt: event.output.wall, code: event.output.code }
              : {},
          ),
          {
            type: 'speakRecord',
            params: ({ event }) => ({
              language: event.output.outcome === 'already-in' ? event.output.language : null,
            }),
          },
        ],
      },
      {
        description: 'see-desk',
        guard: ({ event }) => event.output.outcome === 'see-desk',
        target: 'seeDesk',
        actions: assign({
          code: ({ event }) => (event.output.outcome === 'see-desk' ? event.output.code : null),
        }),
      },
      {
        description: 'wait',
        guard: ({ event }) => event.output.outcome === 'wait',
        target: 'tooMany',
      },
      {
        description: 'not-found, badge-shown, other-event',
        target: 'notFound',
        actions: assign(({ event: { output } }) => {
          const { outcome } = output;
          return {
            notice: outcome === 'badge-shown' || outcome === 'other-event' ? outcome : null,
            host: outcome === 'other-event' ? output.host : null,
          };
        }),
      },
    ],
    onError: 'trouble',
  },
});

const notFoundState = kioskSetup.createStateConfig({
  entry: 'watch',
  on: {
    SCAN: { target: 'lookingUp', actions: 'aimAtScan' },
    RETRY: { target: 'start', actions: assign({ notice: null }) },
    TYPE: { target: 'code', actions: assign({ notice: null }) },
  },
});

const tooManyState = kioskSetup.createStateConfig({
  entry: 'watch',
  on: {
    SCAN: { target: 'lookingUp', actions: 'aimAtScan' },
  },
});

/** The call for a member of staff, from every screen; it outlives the visit. */
const helpRegion = kioskSetup.createStateConfig({
  initial: 'off',
  states: {
    off: { on: { HELP: 'calling' } },
    calling: {
      entry: assign(({ event }) =>
        event.type === 'HELP' ? { helpRequest: { reason: event.reason, code: event.code } } : {},
      ),
      invoke: {
        src: 'callHelp',
        input: ({ context }) => context.helpRequest,
        onDone: {
          target: 'called',
          actions: assign(({ event }) => ({
            help: { callId: event.output.callId, code: event.output.code },
          })),
        },
        onError: 'local',
      },
    },
    called: {
      invoke: {
        src: 'watchHelp',
        input: ({ context }) => ({ callId: context.help?.callId ?? '' }),
      },
      on: { HELP_ANSWERED: 'coming', HELP_CLOSE: 'off' },
      after: { helpStands: 'off' },
    },
    /** The call could not be recorded: only the sign and the sound call. */
    local: { on: { HELP_CLOSE: 'off' }, after: { helpStands: 'off' } },
    coming: { on: { HELP_CLOSE: 'off' }, after: { helpComing: 'off' } },
  },
  on: {},
});

/** Counts idle time: one touch ends the countdown, as often as needed; otherwise the visit ends. */
const idleRegion = kioskSetup.createStateConfig({
  initial: 'resting',
  on: { REST: '.resting', WATCH: '.watching' },
  states: {
    resting: {},
    watching: {
      after: { idle: 'counting' },
      on: {
        ACTIVE: { target: 'watching', reenter: true },
        WATCH: { target: 'watching', reenter: true },
      },
    },
    counting: {
      after: { countdown: { target: 'resting', actions: raise({ type: 'TIME_OUT' }) } },
      on: { ACTIVE: 'watching' },
    },
  },
});

/**
 * The self-service kiosk as one explicit machine: `flow` is what the screen shows, `idle` checks
 * that a person is present, `help` is the call for staff. It is pure: the calls to the main process
 * are passed in as actors.
 *
 * A scan is accepted only if nobody's data is on the screen; during a visit it is counted and
 * otherwise ignored. Every end of a visit goes through `wiping`, which empties the context.
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
