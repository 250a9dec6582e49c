import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openSecretBox } from '../../../main/base/secret-box.ts';
import { createHostService, type HostService } from '../../../main/hub-hosting/host-service.ts';
import { writeHostSettings } from '../../../main/hub-hosting/host-settings.ts';
import type { HubProcess, HubStart } from '../../../main/hub-hosting/hub-process.ts';
import type { LinkService } from '../../../main/sync/link/link-service.ts';
import { testTls } from '../../hub/http/support.ts';
import { makeDeskContext } from '../../support/desk-context.ts';
import { noKeychain } from '../../support/no-keychain.ts';

/** A desk that hosts a hub whose process is simulated. */
interface HostRig {
  host: HostService;
  folder: string;
  starts: HubStart[];
  /** Starts that succeeded and were not stopped. */
  alive: () => number;
  /** The outcomes of the next starts: fail with this, or run. */
  failures: string[];
  /** The next starts wait for this. */
  gate: Promise<void>;
  /** Makes the last started process end unasked. */
  crash(): void;
  close(): Promise<void>;
}

/** Makes a desk that hosted a hub before. */
async function hostRig(): Promise<HostRig> {
  const tls = await testTls();
  const desk = makeDeskContext();
  const folder = mkdtempSync(join(tmpdir(), 'lanyard-host-'));
  writeHostSettings(desk.context.db, { name: 'Hall', port: 7443 });
  let alive = 0;
  let isClosed = false;
  const startProcess = async (start: HubStart): Promise<HubProcess> => {
    rig.starts.push(start);
    await rig.gate;
    const failure = rig.failures.shift();
    if (failure !== undefined) throw new Error(failure);
    alive += 1;
    const url = 'https://127.0.0.1:7443';
    const stop = async (): Promise<void> => {
      alive -= 1;
    };
    return { url, localUrl: url, fingerprint: 'ab'.repeat(32), tls, stop };
  };
  const rig: HostRig = {
    host: createHostService({
      context: desk.context,
      secrets: openSecretBox(desk.context.db, noKeychain),
      link: unusedLink,
      folder: join(folder, 'hub'),
      startProcess,
      onChanged: () => {},
      log: { info: () => {}, warn: () => {}, error: () => {} },
    }),
    folder,
    starts: [],
    alive: () => alive,
    failures: [],
    gate: Promise.resolve(),
    crash: () => {
      alive -= 1;
      rig.starts.at(-1)?.onExit('exit 1');
    },
    close: async () => {
      if (isClosed) return;
      isClosed = true;
      await rig.host.stop();
      desk.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return rig;
}

/** Hosting does not use the link to another hub. */
const unusedLink = new Proxy({} as LinkService, {
  get: (_link, name) => {
    throw new Error(`${String(name)} is not used here`);
  },
});

let rig: HostRig;
beforeEach(async () => {
  rig = await hostRig();
});
afterEach(() => rig.close());

describe('a hub inside the app that ends by itself', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('says so, and is started again by itself', async () => {
    await rig.host.start();
    expect(rig.host.view()).toMatchObject({ state: 'running' });
    rig.crash();
    expect(rig.host.view()).toEqual({ state: 'failed', detail: 'exit 1' });
    expect(rig.host.admin()).toBeNull();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(rig.starts).toHaveLength(2);
    expect(rig.host.view()).toMatchObject({ state: 'running' });
    expect(rig.host.admin()).not.toBeNull();
  });

  it('is tried again after growing pauses while it does not come up', async () => {
    await rig.host.start();
    rig.failures = ['port-taken', 'port-taken'];
    rig.crash();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(rig.host.view()).toMatchObject({ state: 'failed', detail: 'port-taken' });
    await vi.advanceTimersByTimeAsync(1_999);
    expect(rig.starts).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(1);
    expect(rig.starts).toHaveLength(3);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(rig.starts).toHaveLength(4);
    expect(rig.host.view()).toMatchObject({ state: 'running' });
    // The next crash begins with the shortest pause again.
    rig.crash();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(rig.starts).toHaveLength(5);
  });

  it('that cannot start with the app is tried again', async () => {
    rig.failures = ['port-taken'];
    await rig.host.start();
    expect(rig.host.view()).toMatchObject({ state: 'failed', detail: 'port-taken' });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(rig.host.view()).toMatchObject({ state: 'running' });
  });

  it('is left alone once hosting was stopped', async () => {
    await rig.host.start();
    rig.crash();
    await rig.host.stopHosting();
    await vi.advanceTimersByTimeAsync(600_000);
    expect(rig.starts).toHaveLength(1);
    expect(rig.host.view()).toBeNull();
  });
});

const settings = { name: 'Other hall', port: 7444 };
const hasBegun = () => vi.waitFor(() => expect(rig.starts).toHaveLength(1), 60_000);

describe('a hub inside the app that is still coming up', () => {
  let open: () => void;
  beforeEach(() => {
    rig.gate = new Promise((resolve) => {
      open = resolve;
    });
  });

  it('does not stay behind where hosting is stopped meanwhile: the desk follows another hub by then', async () => {
    const starting = rig.host.start();
    await hasBegun();
    const stopping = rig.host.stopHosting();
    open();
    await Promise.all([starting, stopping]);
    expect(rig.alive()).toBe(0);
    expect(rig.host.view()).toBeNull();
    await rig.host.start();
    expect(rig.starts).toHaveLength(1);
  });

  it('is not the one that a second founding would trip over', async () => {
    const starting = rig.host.start();
    await hasBegun();
    const founding = rig.host.host(settings, 'somebody');
    open();
    await expect(founding).rejects.toMatchObject({ code: 'already-done' });
    await starting;
    expect(rig.starts).toHaveLength(1);
    expect(rig.host.view()).toMatchObject({ state: 'running' });
  });

  it('has its store put aside by a take-over only once it has ended', async () => {
    const starting = rig.host.start();
    await hasBegun();
    const taking = rig.host.takeOver(settings, 'somebody', ({ step }) => {
      // The lost hub's process and its folder are gone before the new one begins.
      if (step === 'starting-hub')
        expect([rig.alive(), existsSync(`${rig.folder}/hub`)]).toEqual([0, false]);
      rig.failures = ['port-taken'];
    });
    open();
    await starting;
    await expect(taking).rejects.toMatchObject({ code: 'hub-will-not-start' });
    expect(rig.starts.map(({ name }) => name)).toEqual(['Hall', 'Other hall']);
    // Nor does the next start of the app start the lost hub again with an empty store.
    await rig.host.start();
    expect(rig.starts).toHaveLength(2);
  });

  it('is not started a second time', async () => {
    const starting = [rig.host.start(), rig.host.start()];
    open();
    await Promise.all(starting);
    expect(rig.starts).toHaveLength(1);
  });

  it('ends itself where the app has ended meanwhile', async () => {
    const starting = rig.host.start();
    await hasBegun();
    await rig.close();
    open();
    await starting;
    expect(rig.alive()).toBe(0);
  });
});
