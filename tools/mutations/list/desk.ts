import type { Mutation } from '../mutation.ts';

const page = 'test/e2e/renderer-desk-keys.e2e.ts';

/** Faults of what an operator sees and presses at the desk. */
export const desk: readonly Mutation[] = [
  {
    name: 'a second scan of the same ticket hands the badge over',
    caughtBy: page,
    edits: [
      {
        file: 'renderer/check-in/desk-provider.tsx',
        find: ' || next === badge.delegateId) return;',
        put: ') return;',
      },
    ],
  },
  {
    name: 'the next delegate hands a badge over at every station',
    caughtBy: page,
    edits: [
      {
        file: 'renderer/check-in/desk-provider.tsx',
        find: "state.kind === 'idle' || !isOn",
        put: "state.kind === 'idle'",
      },
    ],
  },
  {
    name: 'the badge of a check-in that was undone is handed over to the next delegate',
    caughtBy: page,
    edits: [
      {
        file: 'renderer/check-in/desk-provider.tsx',
        find: "state.kind === 'idle' || !isOn",
        put: '!isOn',
      },
    ],
  },
  {
    name: 'every scan of a badge hands it over',
    caughtBy: 'test/main/check-in/check-in.test.ts',
    edits: [
      {
        file: 'main/check-in/check-in.ts',
        find: "asks?.outcome === 'already-in' && input.badgeHandsOver === true",
        put: "asks?.outcome === 'already-in'",
      },
    ],
  },
  {
    name: 'a scan at the idle desk keeps its first letter in the search',
    caughtBy: page,
    edits: [
      {
        file: 'renderer/check-in/desk-screen.tsx',
        find: '    if (isSearchEmpty()) leaveSearch();\n',
        put: '',
      },
    ],
  },
  {
    name: 'a fault of the desk refuses the delegate',
    caughtBy: page,
    edits: [
      {
        file: 'renderer/check-in/hero.tsx',
        find: "      return 'fault';",
        put: "      return 'stop';",
      },
    ],
  },
  {
    name: 'more people are expected than have not come',
    caughtBy: 'test/domain/lane-forecast.test.ts',
    edits: [
      {
        file: 'domain/printing/lane-forecast.ts',
        find: 'Math.min(rush, notArrived)',
        put: 'rush',
      },
    ],
  },
];
