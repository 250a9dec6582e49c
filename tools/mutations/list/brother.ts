import type { Mutation } from '../mutation.ts';

/** Faults of Brother QL printers, and of what a printer is asked before a badge. */
export const brother: readonly Mutation[] = [
  {
    name: 'a Brother badge begins in the middle of a page that broke off',
    caughtBy: 'test/printing/brother.test.ts',
    only: 'broke off at any byte',
    edits: [
      {
        file: 'main/printing/languages/brother.ts',
        find: '    ...brotherBytes.restart,\n    // ESC i a',
        put: '    // ESC i a',
      },
    ],
  },
  {
    name: 'a Brother badge counts as printed while its paper still moves',
    caughtBy: 'test/printing/brother.test.ts',
    only: 'before the paper has stopped',
    edits: [
      {
        file: 'main/printing/transport/brother-evidence.ts',
        find: 'this.#printingSince + this.#rows / this.#rowsPerMs,',
        put: '0,',
      },
      {
        file: 'main/printing/transport/brother-evidence.ts',
        find: 'this.#completedAt + rowsToCutter / this.#rowsPerMs,',
        put: '0,',
      },
    ],
  },
  {
    name: 'reports about an earlier program’s badge confirm a Brother badge',
    caughtBy: 'test/printing/brother.test.ts',
    only: 'earlier program',
    edits: [
      {
        file: 'main/printing/transport/brother-transport.ts',
        find: 'if ((await this.#askOnce(Uint8Array.from(restart))) === null) return null;\n      this.#fresh = false;',
        put: 'this.#fresh = false;\n      return await this.#askOnce(Uint8Array.from(restart));',
      },
    ],
  },
  {
    name: 'a badge goes to a Brother with another roll',
    caughtBy: 'test/printing/brother.test.ts',
    only: 'other than the one set up',
    edits: [
      {
        file: 'main/printing/languages/brother-answers.ts',
        find: 'if (isRoll(expected, status.roll)) return',
        put: 'if (status.roll.width > 0) return',
      },
    ],
  },
  {
    name: 'a badge goes to another Brother model than was set up',
    caughtBy: 'test/printing/brother.test.ts',
    only: 'another model',
    edits: [
      {
        file: 'main/printing/languages/brother-answers.ts',
        find: '(modelCode !== null && status.model !== modelCode)',
        put: 'modelCode === status.series',
      },
    ],
  },
  {
    name: 'a Brother is asked, and so disturbed, while it still prints',
    caughtBy: 'test/printing/faults-after.test.ts',
    only: 'comes too late',
    edits: [
      {
        file: 'main/printing/transport/brother-transport.ts',
        find: 'if (this.#isPrinting()) return this.#stillPrinting();\n    this.#last',
        put: 'this.#last',
      },
    ],
  },
  {
    name: 'a Brother on the network is not asked by SNMP',
    caughtBy: 'test/printing/brother-network.test.ts',
    edits: [
      {
        file: 'main/printing/transport/brother-transport.ts',
        find: '(await readNetworkStatus?.(this.timings.answer)) ?? null;',
        put: 'readNetworkStatus === null ? new Uint8Array() : null;',
      },
    ],
  },
  {
    name: 'the strip of a two-colour badge prints in black as well',
    caughtBy: 'test/printing/render.test.ts',
    only: 'two colours',
    edits: [
      {
        file: 'main/printing/render/bitmap.ts',
        find: 'bits[at] = (bits[at] ?? 0) ^ dot;',
        put: '',
      },
    ],
  },
  {
    name: 'a badge is sent on an answer from before the printer told of its cover',
    caughtBy: 'test/printing/ask-ahead.test.ts',
    edits: [
      {
        file: 'main/printing/transport/session.ts',
        find: 'memory.late = null;\n  memory.ahead = null;',
        put: 'memory.late = null;',
      },
    ],
  },
];
