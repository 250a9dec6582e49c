import { defineConfig } from 'vitest/config';

/** Files that only `npm run test:all` runs. */
const long = process.env.LANYARD_TESTS === 'all' ? [] : ['test/**/*.all.{test,e2e}.ts'];
/** What does not run under Wine (tools/windows/excluded.ts), as globs between spaces. */
const excluded = process.env.LANYARD_EXCLUDED?.split(' ') ?? [];

const mutation = process.env.LANYARD_MUTATION;
// The list of planted faults is read for its own command alone (tools/mutations).
const plugins = mutation
  ? [(await import('./tools/mutations/vite-plugin.ts')).plantMutation(mutation)]
  : [];

/**
 * How long anything is waited for: only a test that fails takes so long, also on a busy machine. Wine is slower; with a
 * planted fault a test is meant to fail.
 */
const timeout = process.platform === 'win32' ? 180_000 : mutation ? 15_000 : 60_000;
const waits = { expect: { poll: { timeout } }, hookTimeout: 2 * timeout };
/** What tests run in threads loses its types without WebAssembly. */
const execArgv = ['--import', new URL('tools/native-types.mjs', import.meta.url).href];
/** Pages in a browser, without Electron. */
const pages = ['renderer', 'organiser', 'kiosk-monkey'].map((name) => `test/e2e/${name}*.e2e.ts`);

export default defineConfig({
  test: {
    projects: [
      {
        plugins,
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/e2e/**', ...long, ...excluded],
          execArgv,
          ...waits,
          testTimeout: timeout,
          // A third of the work was loading the same modules for each file; no test changes what a module keeps.
          isolate: false,
          // Beside Electron (tools/test.mjs); many wait for a printer's or a hub's time-outs and need no core.
          maxWorkers: 2,
        },
      },
      {
        plugins,
        test: {
          name: 'pages',
          include: pages,
          exclude: long,
          execArgv,
          globalSetup: ['tools/e2e-setup.ts'],
          // After the unit tests if one command runs both (tools/mutations): Vitest wants that of other numbers of workers.
          sequence: { groupOrder: 1 },
          // One more than there are cores: many tests wait for a person's typing. Most of the full run's examine
          // screens, which takes a core each.
          maxWorkers: long.length > 0 ? 3 : 2,
          // Tests of one file that say that they may run beside each other.
          maxConcurrency: 2,
          ...waits,
          testTimeout: 2 * timeout,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.e2e.ts'],
          exclude: [...pages, ...long],
          execArgv,
          globalSetup: ['tools/e2e-setup.ts'],
          // One Electron at a time: each keeps more than one core busy.
          fileParallelism: false,
          // A start that hangs is told with what its processes wait for (test/support/attached-electron.ts) before.
          ...waits,
          testTimeout: 5 * timeout,
          hookTimeout: 5 * timeout,
        },
      },
    ],
  },
});
