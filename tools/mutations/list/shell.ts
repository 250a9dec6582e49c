import type { Mutation } from '../mutation.ts';

/** Faults of the shell around the stations and the hub: environment, folders, ports, codes. */
export const shell: readonly Mutation[] = [
  {
    name: 'a packed app loads the native file that its environment names',
    caughtBy: 'test/security/weakenings.test.ts',
    edits: [
      { file: 'main/app/security/weakenings.ts', find: "  'LANYARD_SQLITE_BINDING',\n", put: '' },
    ],
  },
  {
    name: 'a packed app can be driven by a debugging port',
    caughtBy: 'test/security/weakenings.test.ts',
    edits: [
      { file: 'main/app/security/weakenings.ts', find: "  'remote-debugging-port',\n", put: '' },
    ],
  },
  {
    name: 'an update made for tests is taken',
    caughtBy: 'test/main/station/update/fetch.test.ts',
    edits: [
      {
        file: 'main/station/update/update-service.ts',
        find: 'if (!takesTestBuilds && isTestBuildIn(fresh)) {',
        put: 'if (takesTestBuilds && isTestBuildIn(fresh)) {',
      },
    ],
  },
  {
    name: 'the menu of a desk has DevTools in a packed app',
    caughtBy: 'test/security/desk-menu.test.ts',
    edits: [
      {
        file: 'main/app/security/desk-menu.ts',
        find: '...(isDevelopment ? [',
        put: "...(isDevelopment || platform !== 'darwin' ? [",
      },
    ],
  },
  {
    name: 'a data directory that is open to others stays open',
    caughtBy: 'test/hub/own-folder.test.ts',
    edits: [
      {
        file: 'hub/own-folder.ts',
        find: '  chmodSync(folder, 0o700);\n',
        put: '  chmodSync(folder, mode);\n',
      },
    ],
  },
  {
    name: 'a directory that everybody writes is taken and closed',
    caughtBy: 'test/hub/own-folder.test.ts',
    edits: [{ file: 'hub/own-folder.ts', find: '(mode & everybodyWrites) !== 0 || ', put: '' }],
  },
  {
    name: 'the store of a hub is not encrypted',
    caughtBy: 'test/hub/cli/secrets.test.ts',
    edits: [
      { file: 'hub/store/sqlite.ts', find: 'if (location.key !== null) {', put: 'if (false) {' },
    ],
  },
  {
    name: 'a hub makes a new key for a store whose key is missing',
    caughtBy: 'test/hub/cli/secrets.test.ts',
    edits: [
      {
        file: 'hub/cli/places.ts',
        find: 'if (existsSync(database) && !existsSync(keyFile)) {',
        put: 'if (!existsSync(database) && existsSync(keyFile)) {',
      },
    ],
  },
  {
    name: 'every start of a hub prints a live code',
    caughtBy: 'test/hub/cli/secrets.test.ts',
    edits: [
      {
        file: 'hub/cli/serve.ts',
        find: '    greet(running, commandLine, print);\n',
        put: "    const { code } = await running.hub.createInvite({ mode: null, name: '', replaces: null, takeover: false });\n    print('  code     ' + code);\n    greet(running, commandLine, print);\n",
      },
    ],
  },
  {
    name: 'the administration of a hub answers from every machine',
    caughtBy: 'test/hub/http/admin-place.test.ts',
    edits: [
      {
        file: 'hub/http/guard.ts',
        find: 'else if (!adminFromAnywhere && ',
        put: 'else if (adminFromAnywhere && ',
      },
    ],
  },
  {
    name: 'PostgreSQL on another machine is reached without TLS',
    caughtBy: 'test/hub/store/postgres-tls.test.ts',
    edits: [
      {
        file: 'hub/store/postgres.ts',
        find: '  return { connectionString: url, ssl: true };',
        put: '  return { connectionString: url };',
      },
    ],
  },
  {
    name: 'a browser may come to the hub without TLS again',
    caughtBy: 'test/hub/http/exchange.test.ts',
    edits: [
      {
        file: 'hub/http/create-app.ts',
        find: "  'strict-transport-security': 'max-age=31536000',\n",
        put: '',
      },
    ],
  },
  {
    name: 'the rehearsal sends people to a lane that is free later',
    caughtBy: 'test/domain/rehearsal.test.ts',
    edits: [
      {
        file: 'domain/station/rehearsal.ts',
        find: '(free[right] ?? Infinity) < (free[left] ?? Infinity) ? right : left',
        put: 'left',
      },
    ],
  },
  {
    name: 'the rehearsal takes records typed in from paper for service at a desk',
    caughtBy: 'test/main/station/readiness.test.ts',
    edits: [
      {
        file: 'db/station/rehearsal.ts',
        find: `AND instr(fact.payload, '"fromPaper":true') = 0`,
        put: '',
      },
    ],
  },
  {
    name: 'a joined desk is not asked which of two registrations it is at',
    caughtBy: 'test/main/station/set-up-place.test.ts',
    edits: [
      {
        file: 'main/station/set-up.ts',
        find: 'own.retired !== true && others.length === 0',
        put: 'own.retired !== true && others.length < 9',
      },
    ],
  },
  {
    name: 'an operator has the whole rail of a supervisor',
    caughtBy: 'test/renderer/app/places.test.ts',
    edits: [
      {
        file: 'renderer/app/places.ts',
        find: '  operator: [],\n',
        put: "  operator: ['roster', ...evenings],\n",
      },
    ],
  },
  {
    name: 'the evening of the rail begins when the first session ends',
    caughtBy: 'test/domain/session-end.test.ts',
    edits: [
      { file: 'domain/event/session-end.ts', find: 'Math.max(...ends)', put: 'Math.min(...ends)' },
    ],
  },
  {
    name: 'a key answers for a badge behind an open dialog',
    caughtBy: 'test/e2e/renderer-navigation.e2e.ts',
    edits: [
      {
        file: 'renderer/badges/job-answer.tsx',
        find: 'hasKeys && !busy && dialog === null',
        put: 'hasKeys && !busy',
      },
    ],
  },
  {
    name: 'an alert repeats the verdict that its operator has just read',
    caughtBy: 'test/e2e/renderer-navigation.e2e.ts',
    edits: [
      {
        file: 'renderer/station/alerts/alerts-provider.tsx',
        find: ' && !alert.isOwnVerdict',
        put: '',
      },
    ],
  },
  {
    name: 'alerts and calls are missing in the number of problems',
    caughtBy: 'test/e2e/renderer-navigation.e2e.ts',
    edits: [{ file: 'renderer/app/use-problems.ts', find: 'open + orders', put: 'orders' }],
  },
  {
    name: 'a deduction of nothing is −0 on a stock card',
    caughtBy: 'test/e2e/renderer-plain-words.e2e.ts',
    edits: [{ file: 'ui/formats.ts', find: ", { signDisplay: 'negative' }", put: '' }],
  },
  {
    name: 'an import shows a supervisor the code points of invisible characters',
    caughtBy: 'test/e2e/renderer-plain-words.e2e.ts',
    edits: [
      {
        file: 'ui/roster/diff-tables.tsx',
        find: 'text.split(unseen)',
        put: '[text]',
      },
    ],
  },
];
