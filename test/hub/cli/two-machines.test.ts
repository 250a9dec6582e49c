import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { hasPostgres, startPostgres } from '../../support/postgres.ts';
import { cleanUp } from '../http/support.ts';
import { hubBench } from './support.ts';

const machines = [hubBench(), hubBench()] as const;
afterEach(async () => {
  await cleanUp();
  for (const machine of machines) await machine.cleanUp();
});

test.runIf(hasPostgres)(
  'a second machine on one database serves with the first one’s authority alone',
  async () => {
    const [first, second] = machines;
    const postgres = await startPostgres({ fsync: false });
    try {
      const url = await postgres.createDatabase();
      const onDatabase = ['--database-url', url, '--address', 'localhost'];
      await first.serveHere(onDatabase);
      const stranger = await second.startHere([...second.serving, ...onDatabase]).ended;
      expect(stranger.code).toBe(1);
      expect(stranger.output).toContain('The hub of this database has another authority');
      // Nor can it replace a running one.
      const usurper = [...second.serving, ...onDatabase, '--new-authority'];
      expect((await second.startHere(usurper).ended).output).toContain('A hub runs');
      for (const name of ['authority.crt', 'authority.key']) {
        cpSync(join(first.dataDir, 'tls', name), join(second.dataDir, 'tls', name));
      }
      await second.serveHere(onDatabase);
      // Commands at either machine apply to both.
      const invited = await first.runHere('invite', '--mode', 'desk');
      expect(invited.output).toMatch(/address +https:\/\/localhost:\d+/);
      expect((await second.runHere('check')).output).toContain('All is well.');
      expect(await second.admin().overview()).toMatchObject(await first.admin().overview());
    } finally {
      for (const machine of machines) await machine.cleanUp();
      await postgres.dispose();
    }
  },
  60_000,
);
