import type { Mutation } from '../mutation.ts';

/** Faults of migrations and of stores of other versions. */
export const schema: readonly Mutation[] = [
  {
    name: 'a start checks no table of a large store',
    caughtBy: 'test/db/open.test.ts',
    edits: [
      {
        file: 'db/station/open.ts',
        find: 'growing.has(name) ? []',
        put: 'name !== "" ? []',
      },
    ],
  },
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
        file: 'hub/store/postgres-connection.ts',
        find: 'const answers = await Promise.all(asked);',
        put: "const settled = await Promise.allSettled(asked); const answers = settled.map((one) => (one.status === 'fulfilled' ? one.value : done('COMMIT')));",
      },
    ],
  },
  {
    name: 'COMMIT goes out behind a statement that could not be sent',
    caughtBy: 'test/hub/store/together.test.ts',
    edits: [
      {
        file: 'hub/store/postgres-connection.ts',
        find: '    for (const one of statements) asked.push(send(client, one, isFixed));\n',
        put: '    for (const one of statements) {\n      try {\n        asked.push(send(client, one, isFixed));\n      } catch (error) {\n        asked.push(Promise.reject(error));\n      }\n    }\n',
      },
    ],
  },
  {
    name: 'rows that cannot all be made are copied to PostgreSQL as far as they are',
    caughtBy: 'test/hub/store/together.test.ts',
    edits: [
      {
        file: 'hub/store/postgres-connection.ts',
        find: "stream.write(messageOf('f', 'no rows\\0'));",
        put: "failure = undefined;\n        stream.write(messageOf('c', ''));",
      },
    ],
  },
  {
    name: 'signs that mean something to COPY go to PostgreSQL as they are',
    caughtBy: 'test/hub/store/together.test.ts',
    edits: [
      {
        file: 'hub/store/postgres-connection.ts',
        find: 'if (!special.test(text)) return text;',
        put: "if (text !== '') return text;",
      },
    ],
  },
];
