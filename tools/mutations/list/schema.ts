import type { Mutation } from '../mutation.ts';

/** Faults of migrations and of stores of other versions. */
export const schema: readonly Mutation[] = [
  {
    name: 'a development version’s store of as many migrations is opened as today’s',
    caughtBy: 'test/db/migrate.test.ts',
    edits: [
      {
        file: 'db/base/migrate.ts',
        find: "  if (form !== formOf(steps, applied)) throw new StoreError('pre-release', path);\n",
        put: '',
      },
    ],
  },
  {
    name: 'a development version’s store is taken for a newer version’s',
    caughtBy: 'test/db/migrate.test.ts',
    edits: [
      {
        file: 'db/base/migrate.ts',
        find: "  if (form === 0) throw new StoreError('pre-release', path);\n",
        put: '',
      },
    ],
  },
  {
    name: 'a development version’s database of the hub is opened as today’s',
    caughtBy: 'test/hub/store/migrations.test.ts',
    edits: [
      {
        file: 'hub/store/postgres.ts',
        find: 'name !== names[at]',
        put: "name === ''",
      },
    ],
  },
  {
    name: 'a development version’s file of the hub is opened as today’s',
    caughtBy: 'test/hub/store/migrations.test.ts',
    edits: [
      {
        file: 'hub/store/sqlite.ts',
        find: "form !== formOf(steps, applied, 'sqlite')",
        put: 'form === 1',
      },
    ],
  },
  {
    name: 'one of the statements sent together to PostgreSQL may fail',
    caughtBy: 'test/hub/store/together.test.ts',
    edits: [
      {
        file: 'hub/store/postgres.ts',
        find: 'const answers = await Promise.all(asked);',
        put: "const all = await Promise.allSettled(asked); const answers = all.flatMap((one) => (one.status === 'fulfilled' ? one.value : []));",
      },
    ],
  },
];
