import { defineConfig } from 'vitest/config';

/** Files that only `npm run test:all` runs. */
const long = process.env.LANYARD_TESTS === 'all' ? [] : ['test/**/*.all.{test,e2e}.ts'];

const mutation = process.env.LANYARD_MUTATION;
// The list of planted faults is read for its own command alone (tools/mutations).
const plugins = mutation
  ? [(await import('./tools/mutations/vite-plugin.ts')).plantMutation(mutation)]
  : [];

export default defineConfig({
  test: {
    projects: [
      {
        plugins,
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/e2e/**', ...long],
          // Only a test that hangs takes so long, also on a machine that is busy with other things.
          testTimeout: 60_000,
          hookTimeout: 60_000,
          // Vitest leaves one core free; many tests wait for a printer's or a hub's time-outs and need none.
          maxWorkers: 2,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.e2e.ts'],
          exclude: long,
          globalSetup: ['tools/e2e-setup.ts'],
          // One Electron at a time: on two cores several would measure each other, not the app.
          fileParallelism: false,
          // Tests of one file that say that they may run beside each other: pages in one browser.
          maxConcurrency: 3,
          // A start that hangs is told with what its processes wait for (test/support/attached-electron.ts) before.
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
