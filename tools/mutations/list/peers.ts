import type { Mutation } from '../mutation.ts';

/** Faults between several processes of one hub. */
export const peers: readonly Mutation[] = [
  {
    name: 'a process answers a pull by an earlier version of the event',
    caughtBy: 'test/hub/app/two-processes.test.ts',
    only: 'goes by the present event',
    edits: [
      {
        file: 'hub/sync/pull.ts',
        find: '  await refreshEvent(context, { id: read.eventVersionId });\n',
        put: '',
      },
    ],
  },
  {
    name: 'a process tells the others of no change',
    caughtBy: 'test/hub/app/two-processes.test.ts',
    only: 'hear of each other',
    edits: [{ file: 'hub/app/hub.ts', find: '      peers.tellPeers(change);\n', put: '' }],
  },
  {
    name: 'what was told while the line was down is never looked for',
    caughtBy: 'test/hub/app/two-processes.test.ts',
    only: 'missed what was told',
    edits: [
      {
        file: 'hub/store/peer-line.ts',
        find: '    if (current !== null) ends.back();\n',
        put: '',
      },
    ],
  },
  {
    name: 'two processes run a connector at once',
    caughtBy: 'test/hub/app/two-processes.test.ts',
    only: 'run a connector one at a time',
    edits: [
      {
        file: 'hub/base/peers.ts',
        find: 'const release = await line.lock(name);',
        put: 'const release: null | (() => Promise<void>) = async () => undefined;',
      },
    ],
  },
  {
    name: 'a process with another authority serves the same database',
    caughtBy: 'test/hub/app/two-processes.test.ts',
    only: 'with another authority',
    edits: [
      {
        file: 'hub/store/authority.ts',
        find: "      if (!replaces) throw new HubStoreError('other-authority');\n",
        put: '',
      },
    ],
  },
  {
    name: 'the place of an authority is taken while its hub runs',
    caughtBy: 'test/hub/app/two-processes.test.ts',
    only: 'with another authority',
    edits: [{ file: 'hub/store/authority.ts', find: '      await assertNoHub(tx);\n', put: '' }],
  },
  {
    name: 'what one process shows of refused pushes stays there',
    caughtBy: 'test/hub/app/two-processes.test.ts',
    only: 'show the same refused pushes',
    edits: [
      {
        file: 'hub/app/hub.ts',
        find: '    for (const one of refused) noteRefusedElsewhere(context, one);\n',
        put: "    for (const one of refused) if (one.station === '') noteRefusedElsewhere(context, one);\n",
      },
    ],
  },
];
