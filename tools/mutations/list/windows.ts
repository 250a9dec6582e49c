import type { Mutation } from '../mutation.ts';

/** Faults of raw printing through Windows' spooler. */
export const windows: readonly Mutation[] = [
  {
    name: 'a raw job that somebody removed from the queue counts as sent',
    caughtBy: 'test/printing/spooler/spooler-transport.test.ts',
    edits: [
      {
        file: 'main/printing/transport/spooler-transport.ts',
        find: 'if (last !== null && progressOf(last).isRemoved) {',
        put: 'if (last === null) {',
      },
    ],
  },
  {
    name: 'a raw job that stands stays in the queue and prints later',
    caughtBy: 'test/printing/spooler/spooler-transport.test.ts',
    edits: [
      {
        file: 'main/printing/transport/spooler-transport.ts',
        find: 'await this.#document.cancel();',
        put: 'await this.#document.job();',
      },
    ],
  },
  {
    name: 'the rest of a short write to the spooler is lost',
    caughtBy: 'test/printing/spooler/spooler-transport.test.ts',
    edits: [
      {
        file: 'main/printing/transport/spooler-transport.ts',
        find: 'offset += taken;',
        put: 'offset += Math.max(taken, bytes.length);',
      },
    ],
  },
  {
    name: 'a job that vanished while its printer was out of paper counts as sent',
    caughtBy: 'test/printing/spooler/spooler-transport.test.ts',
    edits: [
      {
        file: 'main/printing/transport/spooler-transport.ts',
        find: 'const fault = last === null ? null : faultOfJob(last);\n    if (fault !== null) {',
        put: "const fault = last === null ? null : faultOfJob(last);\n    if (fault?.reason === 'busy-elsewhere') {",
      },
    ],
  },
  {
    name: 'a spooler that died counts as a job that was printed',
    caughtBy: 'test/printing/spooler/spooler-transport.test.ts',
    edits: [
      {
        file: 'main/printing/transport/spooler-transport.ts',
        find: 'return error instanceof Error ? error : new Error(String(error));',
        put: 'return null;',
      },
    ],
  },
  {
    name: 'a badge that is larger than its roll goes through the spooler',
    caughtBy: 'test/printing/spooler/spooler-transport.test.ts',
    edits: [
      {
        file: 'main/printing/transport/open-transport.ts',
        find: 'brother === undefined ? null : brotherRolls[brother.roll]',
        put: 'brother?.roll === null ? brotherRolls[brother.roll] : null',
      },
    ],
  },
  {
    name: 'a PDF that is made on Windows has its fonts whole',
    caughtBy: 'test/platform/fonts/no-embedding.test.ts',
    edits: [
      {
        file: 'platform/fonts/font-book.ts',
        find: 'const restricted = 0x0002;',
        put: 'const restricted = 0x0008;',
      },
    ],
  },
  {
    name: 'a font that is changed for Windows has a wrong checksum',
    caughtBy: 'test/platform/fonts/no-embedding.test.ts',
    edits: [{ file: 'platform/fonts/font-book.ts', find: '-2 * difference', put: '-difference' }],
  },
  {
    name: 'a flood of lines is kept twice and fills the disk',
    caughtBy: 'test/hub/http/log.test.ts',
    edits: [{ file: 'hub/http/log.ts', find: '      truncateSync(file);\n', put: '' }],
  },
];
