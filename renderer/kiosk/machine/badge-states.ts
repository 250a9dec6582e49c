import { assign } from 'xstate';
import { kioskSetup } from './setup.ts';

// The states from a delegate to the badge. Each shows a person's data, so none accepts a scan.

export const confirmState = kioskSetup.createStateConfig({
  tags: 'personal',
  entry: 'watch',
  on: {
    YES: [
      { description: 'consents are asked', guard: 'asksConsents', target: 'consents' },
      { target: 'checkingIn' },
    ],
    CORRECT: 'correct',
  },
});

export const correctState = kioskSetup.createStateConfig({
  tags: 'personal',
  entry: 'watch',
  on: {
    SAVE: 'correcting',
    BACK: { target: 'confirm', actions: assign({ notice: null }) },
  },
});

export const correctingState = kioskSetup.createStateConfig({
  tags: 'personal',
  entry: 'watch',
  invoke: {
    src: 'correct',
    input: ({ context, event }) => ({
      token: context.visit?.token ?? '',
      spelling: event.type === 'SAVE' ? event.spelling : {},
    }),
    onDone: [
      {
        description: 'corrected',
        guard: ({ event }) => event.output.result === 'corrected',
        target: 'confirm',
        actions: assign(({ context, event }) => {
          const { output } = event;
          if (output.result !== 'corrected' || context.visit === null) return {};
          return { notice: null, visit: { ...context.visit, person: output.person } };
        }),
      },
      {
        description: 'too-different',
        target: 'correct',
        actions: assign({ notice: 'too-different' }),
      },
    ],
    onError: 'trouble',
  },
});

export const consentsState = kioskSetup.createStateConfig({
  tags: 'personal',
  entry: 'watch',
  on: {
    CONSENT: {
      actions: assign({
        consents: ({ context, event }) => ({ ...context.consents, [event.id]: event.given }),
      }),
    },
    CONTINUE: 'checkingIn',
    BACK: 'confirm',
  },
});

export const checkingInState = kioskSetup.createStateConfig({
  tags: 'personal',
  entry: 'watch',
  // Leaving now would not undo what is being written.
  on: { LEAVE: {}, TIME_OUT: {} },
  invoke: {
    src: 'checkIn',
    input: ({ context }) => ({
      token: context.visit?.token ?? '',
      consents: { ...context.consents },
    }),
    onDone: [
      {
        description: 'already-in',
        guard: ({ event }) => event.output.outcome === 'already-in',
        target: 'alreadyIn',
        actions: assign(({ event }) =>
          event.output.outcome === 'already-in'
            ? { alreadyAt: event.output.wall, code: event.output.code, visit: null }
            : {},
        ),
      },
      {
        description: 'see-desk',
        guard: ({ event }) => event.output.outcome === 'see-desk',
        target: 'seeDesk',
        actions: assign(({ event }) =>
          event.output.outcome === 'see-desk' ? { code: event.output.code, visit: null } : {},
        ),
      },
      {
        description: 'admitted, badge printing',
        guard: ({ event }) =>
          event.output.outcome === 'admitted' && event.output.badge === 'printing',
        target: 'making',
        actions: assign(({ event }) =>
          event.output.outcome === 'admitted'
            ? { admission: event.output, code: event.output.code }
            : {},
        ),
      },
      {
        guard: ({ event }) => event.output.outcome === 'admitted' && event.output.badge === 'ready',
        target: 'collect',
        actions: assign(({ event }) =>
          event.output.outcome === 'admitted'
            ? { admission: event.output, code: event.output.code }
            : {},
        ),
      },
      {
        description: 'admitted, no badge',
        target: 'take',
        actions: assign(({ event }) =>
          event.output.outcome === 'admitted' ? { admission: event.output } : {},
        ),
      },
    ],
    onError: 'trouble',
  },
});

export const makingState = kioskSetup.createStateConfig({
  tags: 'personal',
  initial: 'printing',
  invoke: {
    src: 'watchPrint',
    input: ({ context }) => ({ token: context.visit?.token ?? '' }),
    onError: 'unclear',
  },
  on: {
    PRINT: [
      {
        description: 'printed',
        guard: { type: 'isPrinted', params: ({ event }) => ({ view: event.view }) },
        target: 'take',
        actions: { type: 'keepPrint', params: ({ event }) => ({ view: event.view }) },
      },
      {
        description: 'unclear',
        guard: { type: 'isUnclear', params: ({ event }) => ({ view: event.view }) },
        target: 'unclear',
        actions: { type: 'keepPrint', params: ({ event }) => ({ view: event.view }) },
      },
      {
        description: 'held',
        guard: { type: 'isHeld', params: ({ event }) => ({ view: event.view }) },
        target: '.held',
        actions: { type: 'keepPrint', params: ({ event }) => ({ view: event.view }) },
      },
      {
        description: 'printing',
        target: '.printing',
        actions: { type: 'keepPrint', params: ({ event }) => ({ view: event.view }) },
      },
    ],
  },
  states: {
    printing: {
      entry: 'rest',
      // The badge is being printed: the visit cannot be cancelled.
      on: { LEAVE: {} },
      after: { printPatience: 'held' },
    },
    held: { entry: 'watch' },
  },
});

export const takeState = kioskSetup.createStateConfig({
  tags: 'personal',
  initial: 'short',
  entry: 'rest',
  states: {
    short: { after: { take: '#kiosk.flow.wiping' }, on: { MORE: 'long' } },
    long: {
      after: { longer: '#kiosk.flow.wiping' },
      on: { MORE: { target: 'long', reenter: true } },
    },
  },
});

export const collectState = kioskSetup.createStateConfig({
  tags: 'personal',
  entry: 'rest',
  after: { read: 'wiping' },
  on: { MORE: { target: 'collect', reenter: true } },
});
