import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { waitFor } from '../../tools/demo/wait-for.ts';
import { root } from '../../tools/runtime.mjs';
import { demoDelegates } from '../../tools/sample/delegates.ts';
import { type HubBench, hubBench } from '../hub/cli/support.ts';
import { freePort } from '../support/free-port.ts';
import type { Program } from '../support/program.ts';
import { type RunningDesk, startDesk } from '../support/running-desk.ts';
import { admit, synced, syncOf } from '../support/synced-desks.ts';

const confirmed = demoDelegates().filter(
  ({ status, days }) => status === 'confirmed' && days === null,
);
function next() {
  const delegate = confirmed.shift();
  if (delegate === undefined) throw new Error('no delegate is left');
  return delegate;
}

const bench: HubBench = hubBench();
let serving: string[];
let hub: Program;
let desk: RunningDesk;

beforeAll(async () => {
  const demo = join(root, 'out/demo');
  serving = [
    '--port',
    String(await freePort()),
    '--host',
    '127.0.0.1',
    '--data-dir',
    bench.dataDir,
    '--event',
    join(demo, 'event.json'),
    '--event-secret',
    join(demo, 'event-secret.txt'),
  ];
  hub = bench.start(serving);
  await hub.line('Running');
  const admin = bench.admin();
  const asDesk = { mode: 'desk', name: '', replaces: null, takeover: false } as const;
  const { code, fingerprint } = await admin.invite(asDesk);
  desk = await startDesk(inject('electron'), {
    config: { stationName: 'Desk 1', hub: { join: { url: admin.url, code, fingerprint } } },
  });
  await synced(desk);
});
afterAll(async () => {
  await desk?.end();
  await bench.cleanUp();
});

/** Runs a command of the hub and waits until the desk is in the wanted state. */
async function untilDesk(words: readonly string[], isThere: () => Promise<boolean>): Promise<void> {
  const { code, output } = await bench.runHere(...words);
  expect(output).not.toBe('');
  expect(code).toBe(0);
  await waitFor(`at the desk: ${words.join(' ')}`, 60, async () =>
    (await isThere()) ? true : null,
  );
}

async function delegateAt(id: string) {
  const answer = await desk.page.evaluate((input) => window.lanyard.getDelegate(input), { id });
  return answer.ok ? answer.value.delegate : null;
}

describe('a hub without the app, and a desk', () => {
  it('the first desk’s roster becomes the hub’s', async () => {
    const { output } = await bench.runHere('status');
    expect(output).toMatch(/^streams +roster 1000, events 0$/m);
  });

  it('an import at the hub reaches the desk', async () => {
    const { registrationCode, id } = next();
    const file = bench.file(
      'changes.csv',
      `Registration code,Printed name,Delegation\n${registrationCode},Changed NAME,BEL\nNEW-0001,New PERSON,BEL\n`,
    );
    await untilDesk(['import', file], async () => {
      const known = await delegateAt(id);
      return known?.printedName === 'Changed NAME';
    });
    const station = await desk.page.evaluate(() => window.lanyard.getStation());
    expect(station).toMatchObject({ ok: true, value: { rosterSize: 1001 } });
  });

  it('whom the hub cancels, the desk does not admit', async () => {
    const { registrationCode, id } = next();
    await untilDesk(
      ['cancel', registrationCode],
      async () => (await delegateAt(id))?.status === 'cancelled',
    );
    expect(await admit(desk, id)).not.toBe('admitted');
  });

  it('a hub restored from a backup gets back from the desk what the backup lacks', async () => {
    expect(await admit(desk, next().id)).toBe('admitted');
    await synced(desk);
    const file = join(bench.folder, 'backup.db');
    expect((await bench.runHere('backup', file)).code).toBe(0);
    for (let count = 0; count < 3; count += 1)
      expect(await admit(desk, next().id)).toBe('admitted');
    await synced(desk);
    const before = await factsAtHub();
    hub.kill('SIGTERM');
    expect((await hub.ended).code).toBe(0);
    // While the hub is away the desk continues.
    expect(await admit(desk, next().id)).toBe('admitted');
    const restored = await bench.run('restore', file);
    expect(restored).toMatchObject({ code: 0 });
    hub = bench.start(serving);
    await hub.line('Running');
    await waitFor('the facts that the backup lacked', 90, async () => {
      const { link } = await syncOf(desk);
      if (link?.state.online !== true || link.state.waiting > 0) return null;
      return (await factsAtHub()) > before ? true : null;
    });
    await synced(desk);
    expect(await admittedAtHub()).toBe(5);
    expect(await bench.admin().checkAll()).toEqual([]);
  });

  it('a revoked desk receives nothing more, and says so', async () => {
    const stations = await bench.admin().listStations();
    const [only] = stations;
    if (only === undefined) throw new Error('no kiosk');
    expect((await bench.runHere('revoke', only.id)).code).toBe(0);
    await waitFor('the revocation at the desk', 60, async () => {
      const { link } = await syncOf(desk);
      return link?.state.trouble === 'revoked' ? true : null;
    });
    // It still works alone, and the hub takes nothing that it writes.
    expect(await admit(desk, next().id)).toBe('admitted');
    expect(await bench.admin().quarantine()).toEqual([]);
    expect(await admittedAtHub()).toBe(5);
  });
});

async function factsAtHub(): Promise<number> {
  const { facts } = await bench.admin().overview();
  return Object.values(facts).reduce((sum, count) => sum + count, 0);
}

async function admittedAtHub(): Promise<number> {
  const { facts } = await bench.admin().overview();
  return facts.admitted ?? 0;
}
