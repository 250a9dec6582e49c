import { raise } from 'xstate';
import { kioskSetup } from './setup.ts';

/** Watches that somebody is there: a countdown that one touch ends, as often as wanted, then the visit ends. */
export const idleRegion = kioskSetup.createStateConfig({
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
