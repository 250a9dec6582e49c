import { expect, test } from 'vitest';
import { explore } from './schedules/explore.ts';

/**
 * The same schedules in every ordinary run, so that a failure belongs to the change that was made;
 * their timing is still random. For a long search: npm run test:print -- --schedules 1000.
 */
const defaultSeed = 20_181_002;
const numberOfSchedules = 48;

test(`${numberOfSchedules} random schedules for printers of four languages: no silent loss, no second badge without a word`, async () => {
  const { coverage, failures } = await explore({ seed: defaultSeed, schedules: numberOfSchedules });
  console.log(coverage.lines().join('\n'));
  expect(failures.map(({ text }) => text)).toEqual([]);
}, 300_000);
