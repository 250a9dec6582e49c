import { existsSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type HostRig, hostRig } from './host-rig.ts';

let rig: HostRig;
/** Lets the hub come up. */
let open: () => void;

beforeEach(async () => {
  rig = await hostRig();
  rig.gate = new Promise((resolve) => {
    open = resolve;
  });
});
afterEach(() => rig.close());

const settings = { name: 'Other hall', port: 7444 };
const hasBegun = () => vi.waitFor(() => expect(rig.starts).toHaveLength(1), 60_000);

describe('a hub inside the app that is still coming up', () => {
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
      // The lost hub's process is gone, and its folder with it, before the new one begins.
      if (step === 'starting-hub')
        expect([rig.alive(), existsSync(`${rig.folder}/hub`)]).toEqual([0, false]);
      rig.failures = ['port-taken'];
    });
    open();
    await starting;
    await expect(taking).rejects.toMatchObject({ code: 'hub-will-not-start' });
    expect(rig.starts.map(({ name }) => name)).toEqual(['Hall', 'Other hall']);
    // Nor does the next start of the app begin the lost hub anew, with an empty store.
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
