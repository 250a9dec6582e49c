import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { certificateFingerprint } from '../../../platform/crypto/certificate-fingerprint.ts';
import { startPostgres } from '../../support/postgres.ts';
import { beginPush } from '../http/begun-push.ts';
import { addFacts, cleanUp, enrolStation, pushOf, type TestStation } from '../http/support.ts';
import { type HubBench, hubBench } from './support.ts';

let bench: HubBench;
beforeEach(() => {
  bench = hubBench();
});
afterEach(async () => {
  await cleanUp();
  await bench.cleanUp();
});

// Several processes start one after the other, on a machine that may be busy.
describe('a hub in a process of its own', { timeout: 300_000 }, () => {
  test('SIGTERM: finishes the request under way, takes no other, ends with 0', async () => {
    const hub = await bench.serve();
    const desk = await joinedDesk();
    addFacts(desk, [desk.id, desk.id]);
    const upload = await beginPush(desk.url, desk);
    hub.kill('SIGTERM');
    await hub.line('Stopping');
    // Refused on a connection that is still open, or a new connection is refused.
    await expect(desk.http.directory()).rejects.toMatchObject({
      code: expect.stringMatching(/^(busy|unreachable)$/),
    });
    expect(await upload.finish()).toEqual({ status: 200, connection: 'close' });
    expect(await hub.ended).toMatchObject({ code: 0 });
    expect(bench.log()).toContain('"msg":"stopped"');

    await bench.serve();
    const { facts } = await bench.admin().overview();
    expect(facts).toEqual({ admitted: 2 });
  });

  test('a second one on the same data directory refuses; the first goes on', async () => {
    const hub = await bench.serve();
    const second = await bench.start(bench.serving).ended;
    expect(second.code).toBe(1);
    expect(second.output).toContain('A hub runs with this data directory already');
    expect(await bench.run('status')).toMatchObject({ code: 0 });
    hub.kill('SIGKILL');
    await hub.ended;
    // No clean-up is needed after a crash.
    await bench.serve();
  });

  test('started again it is the same hub: kiosks come back with token and fingerprint', async () => {
    const first = await bench.serve();
    const desk = await joinedDesk();
    const { port } = new URL(desk.url);
    first.kill('SIGINT');
    expect(await first.ended).toMatchObject({ code: 0 });
    await bench.serve(['--port', port]);
    expect((await desk.http.directory()).stations).toMatchObject([{ id: desk.id }]);
  });

  test('on PostgreSQL: the password is printed and logged nowhere', async () => {
    const postgres = await startPostgres({ fsync: false });
    try {
      const url = await postgres.createDatabase();
      const hub = await bench.serve(['--database-url', url]);
      const desk = await joinedDesk();
      addFacts(desk, [desk.id]);
      expect(await desk.http.push(pushOf(desk, 1))).toMatchObject({ stored: 1 });
      expect((await bench.run('check')).output).toContain('All is well.');
      hub.kill('SIGTERM');
      expect(await hub.ended).toMatchObject({ code: 0 });

      const wrong = new URL(url);
      wrong.password = 'not-the-password';
      const refused = await bench.start([...bench.serving, '--database-url', wrong.href]).ended;
      expect(refused.code).toBe(1);
      expect(refused.output).toContain('PostgreSQL does not answer, or does not let this user in');
      const said = [...hub.lines, refused.output, bench.log()].join('\n');
      expect(said).not.toContain(new URL(url).password);
      expect(said).not.toContain('not-the-password');
    } finally {
      await postgres.dispose();
    }
  });
});

async function joinedDesk(): Promise<TestStation & { url: string }> {
  const admin = bench.admin();
  const fingerprint = certificateFingerprint(admin.authority);
  const { url } = admin;
  return { ...(await enrolStation({ admin, url, fingerprint }, 'desk')), url };
}
