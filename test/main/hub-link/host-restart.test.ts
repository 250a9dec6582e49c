import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { prepareHubTls } from '../../../hub/tls/hub-tls.ts';
import { createHostService, type HostService } from '../../../main/hub-link/host-service.ts';
import { writeHostSettings } from '../../../main/hub-link/host-settings.ts';
import type { HubProcess, HubStart } from '../../../main/hub-link/hub-process.ts';
import type { LinkService } from '../../../main/hub-link/link-service.ts';
import { openSecretBox } from '../../../main/secret-box.ts';
import { type DeskContext, makeDeskContext } from '../../support/desk-context.ts';

let desk: DeskContext;
let folder: string;
let starts: HubStart[];
/** What the next starts do: fail with this, or run. */
let failures: string[];
let host: HostService;
let tls: HubProcess['tls'];

beforeEach(async () => {
  tls = await prepareHubTls(null, ['localhost'], Date.now());
  vi.useFakeTimers();
  desk = makeDeskContext();
  folder = mkdtempSync(join(tmpdir(), 'lanyard-host-'));
  starts = [];
  failures = [];
  writeHostSettings(desk.context.db, { name: 'Hall', port: 7443 });
  host = createHostService({
    context: desk.context,
    secrets: openSecretBox(desk.context.db, noKeychain),
    link: unusedLink,
    folder: join(folder, 'hub'),
    startProcess,
    onChanged: () => {},
    log: { info: () => {}, warn: () => {}, error: () => {} },
  });
});
afterEach(async () => {
  await host.stop();
  vi.useRealTimers();
  desk.close();
  rmSync(folder, { recursive: true, force: true });
});

async function startProcess(start: HubStart): Promise<HubProcess> {
  starts.push(start);
  const failure = failures.shift();
  if (failure !== undefined) throw new Error(failure);
  const url = 'https://127.0.0.1:7443';
  return { url, localUrl: url, pin: 'ab'.repeat(32), tls, stop: async () => {} };
}

function crash(): void {
  starts.at(-1)?.onExit('exit 1');
}

describe('a hub inside the app that ends by itself', () => {
  it('says so, and is started again by itself', async () => {
    await host.start();
    expect(host.view()).toMatchObject({ state: 'running' });
    crash();
    expect(host.view()).toEqual({ state: 'failed', detail: 'exit 1' });
    expect(host.admin()).toBeNull();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(starts).toHaveLength(2);
    expect(host.view()).toMatchObject({ state: 'running' });
    expect(host.admin()).not.toBeNull();
  });

  it('is tried again after growing pauses while it does not come up', async () => {
    await host.start();
    failures = ['port-taken', 'port-taken'];
    crash();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(host.view()).toMatchObject({ state: 'failed', detail: 'port-taken' });
    await vi.advanceTimersByTimeAsync(1_999);
    expect(starts).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(1);
    expect(starts).toHaveLength(3);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(starts).toHaveLength(4);
    expect(host.view()).toMatchObject({ state: 'running' });
    // The next crash begins with the shortest pause again.
    crash();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(starts).toHaveLength(5);
  });

  it('that cannot start with the app is tried again', async () => {
    failures = ['port-taken'];
    await host.start();
    expect(host.view()).toMatchObject({ state: 'failed', detail: 'port-taken' });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(host.view()).toMatchObject({ state: 'running' });
  });

  it('is left alone once hosting was stopped', async () => {
    await host.start();
    crash();
    await host.stopHosting();
    await vi.advanceTimersByTimeAsync(600_000);
    expect(starts).toHaveLength(1);
    expect(host.view()).toBeNull();
  });
});

const noKeychain = {
  isEncryptionAvailable: () => false,
  getSelectedStorageBackend: () => 'basic_text' as const,
  encryptString: () => Buffer.alloc(0),
  decryptString: () => '',
};

function unused(): never {
  throw new Error('not used here');
}
const unusedLink: LinkService = {
  start: unused,
  state: unused,
  nudge: unused,
  syncNow: unused,
  tellHealth: unused,
  whenSynced: unused,
  join: unused,
  leave: unused,
  credentials: unused,
  signingKey: unused,
  rosterHub: unused,
  resting: unused,
  stop: unused,
};
