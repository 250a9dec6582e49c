import { defineConfig } from 'vitest/config';

// For Stryker alone (stryker.config.json), which copies this repository and runs its tests in one
// worker: the unit tests of the folders that it changes, without the projects with browsers.
export default defineConfig({
  test: {
    include: [
      'test/domain/**/*.test.ts',
      'test/platform/crypto/**/*.test.ts',
      'test/hub/sync/{judging,rights}.test.ts',
    ],
    exclude: ['test/**/*.all.test.ts'],
    execArgv: ['--import', new URL('../native-types.mjs', import.meta.url).href],
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
