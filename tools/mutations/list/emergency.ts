import type { Mutation } from '../mutation.ts';

/** Faults of the muster at the assembly point, and of the process that reads its list and others. */
export const emergency: readonly Mutation[] = [
  {
    name: 'a badge that was replaced or given back ticks its holder',
    caughtBy: 'test/main/emergency/muster.test.ts',
    edits: [
      {
        file: 'main/emergency/evacuation.ts',
        find: "  if (isDoubtful(seen)) return { outcome: 'ask', person: musterPerson(context, id, before) };\n",
        put: '',
      },
    ],
  },
  {
    name: 'a list of thousands who are inside holds up every check-in',
    caughtBy: 'test/main/emergency/muster.test.ts',
    edits: [
      {
        file: 'main/emergency/evacuation-text.ts',
        find: '<= fewPeople',
        put: '>= 0',
      },
    ],
  },
  {
    name: 'whoever is ticked without being inside by the records is on no list',
    caughtBy: 'test/main/emergency/muster.test.ts',
    edits: [
      {
        file: 'main/emergency/evacuation.ts',
        find: '.filter(([id]) => !inside.has(id))',
        put: '.filter(([id]) => inside.has(id))',
      },
    ],
  },
  {
    name: 'a scan at the assembly point also checks in',
    caughtBy: 'test/e2e/renderer-evacuation.e2e.ts',
    edits: [
      {
        file: 'renderer/scanning/scans.ts',
        find: '        reader(scan);\n        return true;',
        put: '        reader(scan);\n        return false;',
      },
    ],
  },
  {
    name: 'scans of before the alarm tick people who are still inside',
    caughtBy: 'test/e2e/renderer-evacuation.e2e.ts',
    edits: [
      {
        file: 'renderer/scanning/scans.ts',
        find: '      clearWaiting();\n',
        put: '',
      },
    ],
  },
  {
    name: 'Enter at the muster lets pass whoever stood at the door',
    caughtBy: 'test/e2e/renderer-evacuation.e2e.ts',
    edits: [
      {
        file: 'renderer/doors/door-app.tsx',
        find: '    !isCovered,\n',
        put: '    true,\n',
      },
    ],
  },
  {
    name: 'a desk locks itself in the middle of a muster by camera',
    caughtBy: 'test/e2e/renderer-evacuation.e2e.ts',
    edits: [
      {
        file: 'renderer/emergency/use-evacuation.ts',
        find: '      window.dispatchEvent(new Event(scanTicked));\n',
        put: '',
      },
    ],
  },
  {
    name: 'a session ends in the middle of a muster by camera',
    caughtBy: 'test/e2e/renderer-evacuation.e2e.ts',
    edits: [
      {
        file: 'main/emergency/emergency-calls.ts',
        find: "        if (answer.outcome === 'ticked' && answer.before === null) desk.session.noteUse();\n",
        put: '',
      },
    ],
  },
  {
    name: 'the station waits for ever for a read whose process was killed',
    caughtBy: 'test/main/reports/reading-process.test.ts',
    edits: [
      {
        file: 'platform/threads/connect.ts',
        find: '      onEnd?.(gone);\n      caller.rejectAll(gone);\n',
        put: '      onEnd?.(gone);\n',
      },
    ],
  },
  {
    name: 'the last piece of a long text is lost',
    caughtBy: 'test/main/reports/reading-process.test.ts',
    edits: [
      {
        file: 'platform/threads/serve.ts',
        find: 'at < value.length; at += pieceLength',
        put: 'at + pieceLength < value.length; at += pieceLength',
      },
    ],
  },
];
