import type { Mutation } from '../mutation.ts';

/** Faults of fonts on badges, papers and screens, and of names that no font has. */
export const fonts: readonly Mutation[] = [
  {
    name: 'a corrected name stays held for the letters of the old one',
    caughtBy: 'test/printing/faults-words.test.ts',
    only: 'is put right while its badge is held',
    edits: [
      {
        file: 'main/printing/dispatch.ts',
        find: 'this.#worded.get(job.id) !== wordsOf(content) && ',
        put: 'this.#worded.has(wordsOf(content)) && ',
      },
    ],
  },
  {
    name: 'a name without any letter of a font is said not to be drawable',
    caughtBy: 'test/printing/faults-words.test.ts',
    only: 'without any letter that a font has',
    edits: [
      {
        file: 'main/printing/prepare.ts',
        find: 'if (missing.length > 0)',
        put: 'if (missing.length > 99)',
      },
    ],
  },
  {
    name: 'the Latin name is offered although it has the same letter',
    caughtBy: 'test/main/printing/print-job-views.test.ts',
    edits: [
      {
        file: 'main/printing/print-job-views.ts',
        find: 'lackedByLatin(delegate, job).length === 0',
        put: 'lackedByLatin(delegate, job).length >= 0',
      },
    ],
  },
  {
    name: 'papers and screens look for Korean in a Chinese font',
    caughtBy: 'test/platform/fonts/page-fonts.test.ts',
    edits: [
      {
        file: 'tools/fonts/style.ts',
        find: "const order = ['Sans', 'Scripts', 'Sans Whole', ...han];",
        put: "const order = ['Sans', 'Scripts', 'Sans Whole', 'SC'];",
      },
    ],
  },
  {
    name: 'Sinhala letters and what joins them come from two fonts',
    caughtBy: 'test/platform/fonts/page-fonts.test.ts',
    edits: [
      {
        file: 'tools/fonts/style.ts',
        find: 'return joinedByFont.includes(typeface);',
        put: 'return false;',
      },
    ],
  },
  {
    name: 'reports and tickets are set in a font of the system',
    caughtBy: 'test/e2e/renderer-papers.e2e.ts',
    edits: [
      {
        file: 'reports/write/pdf/type-setter.ts',
        find: "families === '' ? 'sans-serif' : families",
        put: "families === '' ? families : 'sans-serif'",
      },
    ],
  },
];
