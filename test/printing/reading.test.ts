import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readRandomBadges } from './reading/random-reading.ts';

test.runIf(existsSync('/usr/bin/zbarimg'))(
  'random badges are read from a noisy picture of 2.5 pixels a module',
  async () => {
    const badges = 30;
    const all = { badges, versionTwo: badges, app: badges, later: 0, zbar: badges };
    await expect(readRandomBadges(badges, 1)).resolves.toEqual(all);
  },
);
