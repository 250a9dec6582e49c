import { assign } from 'xstate';
import { kioskSetup } from './setup.ts';

/** The call for a member of staff, from every screen; it stands when the visit ends. */
export const helpRegion = kioskSetup.createStateConfig({
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
    /** The fact could not be written: sign and sound call alone. */
    local: { on: { HELP_CLOSE: 'off' }, after: { helpStands: 'off' } },
    coming: { on: { HELP_CLOSE: 'off' }, after: { helpComing: 'off' } },
  },
  on: {},
});
