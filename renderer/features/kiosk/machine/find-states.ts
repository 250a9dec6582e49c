import { assign } from 'xstate';
import { kioskSetup } from './setup.ts';

// From nobody to somebody: a scan is taken in all of these but while one is looked up.

export const attractState = kioskSetup.createStateConfig({
  entry: 'rest',
  on: {
    SCAN: { target: 'lookingUp', actions: 'aimAtScan' },
    LANGUAGE: { target: 'start', actions: 'speakChosen' },
    START: 'start',
    TYPE: 'code',
    LEAVE: {},
    TIME_OUT: {},
  },
});

export const startState = kioskSetup.createStateConfig({
  entry: 'watch',
  on: {
    SCAN: { target: 'lookingUp', actions: 'aimAtScan' },
    TYPE: 'code',
  },
});

export const codeState = kioskSetup.createStateConfig({
  entry: 'watch',
  on: {
    SCAN: { target: 'lookingUp', actions: 'aimAtScan' },
    SUBMIT: { target: 'lookingUp', actions: 'aimAtTyped' },
    BACK: { target: 'start', actions: assign({ scannedCode: '' }) },
  },
});

export const lookingUpState = kioskSetup.createStateConfig({
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
        description: 'not-found, badge-shown',
        target: 'notFound',
        actions: assign({
          notice: ({ event }) => (event.output.outcome === 'badge-shown' ? 'badge-shown' : null),
        }),
      },
    ],
    onError: 'trouble',
  },
});

export const notFoundState = kioskSetup.createStateConfig({
  entry: 'watch',
  on: {
    SCAN: { target: 'lookingUp', actions: 'aimAtScan' },
    RETRY: { target: 'start', actions: assign({ notice: null }) },
    TYPE: { target: 'code', actions: assign({ notice: null }) },
  },
});

export const tooManyState = kioskSetup.createStateConfig({
  entry: 'watch',
  on: {
    SCAN: { target: 'lookingUp', actions: 'aimAtScan' },
  },
});
