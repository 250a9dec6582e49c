import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type HostRig, hostRig } from './host-rig.ts';

let rig: HostRig;

beforeEach(async () => {
  rig = await hostRig();
  vi.useFakeTimers();
});
afterEach(async () => {
  await rig.close();
  vi.useRealTimers();
});

describe('a hub inside the app that ends by itself', () => {
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
