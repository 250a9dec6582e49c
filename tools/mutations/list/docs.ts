import type { Mutation } from '../mutation.ts';

const named = 'test/docs/named.test.ts';
const made = 'test/docs/made-pages.test.ts';

/** Faults of the docs' checks, of what their generated pages say, and of the labels. */
export const docs: readonly Mutation[] = [
  {
    name: 'a page may link to what is not there',
    caughtBy: named,
    edits: [
      {
        file: 'test/docs/named.ts',
        find: 'if (!existsSync(join(root, place))) return true;',
        put: 'if (!existsSync(join(root, place))) return false;',
      },
    ],
  },
  {
    name: 'a page may name any key',
    caughtBy: named,
    edits: [
      {
        file: 'test/docs/named.ts',
        find: '.filter((span) => !handled.has(span));',
        put: '.filter((span) => handled.size === 0 || span === "");',
      },
    ],
  },
  {
    name: 'a page may name any command of the hub',
    caughtBy: named,
    edits: [
      {
        file: 'test/docs/named.ts',
        find: 'name !== undefined && !subcommands.has(name)',
        put: 'name !== undefined && subcommands.size === 0',
      },
    ],
  },
  {
    name: 'protocol changes the stop list',
    caughtBy: made,
    edits: [
      {
        file: 'domain/operators/rights.ts',
        find: "'change-stop-list': ['security-officer'],",
        put: "'change-stop-list': ['security-officer', 'protocol'],",
      },
    ],
  },
  {
    name: 'a printer model claims to confirm each badge',
    caughtBy: made,
    edits: [
      {
        file: 'tools/docs/reference-printers.ts',
        find: "status: 'status only'",
        put: "status: 'each badge'",
      },
    ],
  },
  {
    name: 'a built-in template keeps a part of its English name on French screens',
    caughtBy: 'test/domain/template-names.test.ts',
    edits: [
      {
        file: 'domain/templates/template-names.ts',
        find: "[/, folded/, ', plié'],",
        put: "[/, folded/, ', folded'],",
      },
    ],
  },
  {
    name: 'a template that somebody named is renamed on French screens',
    caughtBy: 'test/domain/template-names.test.ts',
    edits: [
      {
        file: 'domain/templates/template-names.ts',
        find: "if (language !== 'fr' || !builtIn.test(name)) return name;",
        put: "if (language !== 'fr') return name;",
      },
    ],
  },
  {
    name: 'a hint has more than twelve words',
    caughtBy: 'test/ui/locales.test.ts',
    edits: [
      {
        file: 'ui/words/en.json',
        find: '"Each result has its own tone."',
        put: '"Each result has its own tone, so that nobody needs to look up from the document."',
      },
    ],
  },
];
