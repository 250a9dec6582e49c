import type { Mutation } from '../mutation.ts';

/** Faults of files that others open, of pictures and of updates. */
export const files: readonly Mutation[] = [
  {
    name: 'a spreadsheet takes a name for a formula',
    caughtBy: 'test/intake/rejected-csv.test.ts',
    edits: [{ file: 'domain/csv.ts', find: '*[=+\\-@＝', put: '*[+\\-@＝' }],
  },
  {
    name: 'a formula in full-width letters stays active',
    caughtBy: 'test/domain/csv.test.ts',
    edits: [{ file: 'domain/csv.ts', find: '@＝＋－＠]`', put: '@]`' }],
  },
  {
    name: 'a cell of a semicolon file is a formula to who reads commas',
    caughtBy: 'test/domain/csv.test.ts',
    edits: [{ file: 'domain/csv.ts', find: '^|[,;|\\t\\r\\n]`', put: '^`' }],
  },
];
