import { type ChildProcess, spawn } from 'node:child_process';
import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openInstallation } from '../../main/station/update/installation.ts';
import { waitFor } from '../../tools/demo/wait-for.ts';
import { root as repository } from '../../tools/runtime.mjs';
import { installationFolder, writeProgram } from '../main/station/update/support.ts';

/** Records that it ran; `ready` does what the app does once its window is painted. */
const ran = (version: string): string => `echo ${version} >> "$LANYARD_UPDATE_ROOT/ran"`;
const ready = (version: string): string => `printf ${version} > "$LANYARD_UPDATE_ROOT/ready"`;

const started: ChildProcess[] = [];
afterAll(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
});

/** An installation of 1.0.0 with 1.1.0 beside it, by default switched to 1.1.0. */
function installation(programs: { old?: string; fresh?: string; onTrial?: boolean }): string {
  const root = installationFolder(programs.old ?? `${ran('1.0.0')}; exit 0`);
  const launcher = join(repository, 'tools/package/launcher/lanyard-start');
  copyFileSync(launcher, join(root, 'lanyard-start'));
  writeProgram(join(root, 'versions/1.1.0'), programs.fresh ?? 'exit 0');
  if (programs.onTrial !== false) openInstallation(root).switchTo('1.1.0', '1.0.0');
  return root;
}

/** Starts the launcher. By default a version on trial has longer than a busy machine needs. */
function start(root: string, { words = [] as string[], trialSeconds = 120 } = {}) {
  const child = spawn('/bin/sh', [join(root, 'lanyard-start'), ...words], {
    env: { PATH: process.env.PATH ?? '', LANYARD_TRIAL_SECONDS: String(trialSeconds) },
    stdio: 'ignore',
  });
  started.push(child);
  return { child, ended: new Promise<number | null>((resolve) => child.once('exit', resolve)) };
}

const runs = (root: string): string[] => {
  const file = join(root, 'ran');
  return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
};

describe.concurrent('the launcher', () => {
  it('starts the current version with its words and gives its exit code', async () => {
    const root = installation({ old: `${ran('1.0.0-$1')}; exit 3`, onTrial: false });
    expect(await start(root, { words: ['--mode=kiosk'] }).ended).toBe(3);
    expect(runs(root)).toEqual(['1.0.0---mode=kiosk']);
  });

  it('starts it again when it asks for that, and then by the pointer as it is by then', async () => {
    const root = installation({
      old: `${ran('1.0.0')}; printf 'current=1.1.0\\nprevious=1.0.0\\ntrial=1.1.0\\nstarts=0\\n' > "$LANYARD_UPDATE_ROOT/pointer"; exit 75`,
      fresh: `${ran('1.1.0')}; ${ready('1.1.0')}; exit 0`,
      onTrial: false,
    });
    expect(await start(root).ended).toBe(0);
    expect(runs(root)).toEqual(['1.0.0', '1.1.0']);
    expect(openInstallation(root).pointer()).toMatchObject({ current: '1.1.0', trial: '' });
  });

  it('keeps a new version that says that it is ready, while it runs', async () => {
    const root = installation({ fresh: `trap 'exit 0' TERM; ${ready('1.1.0')}; sleep 60 & wait` });
    const { child, ended } = start(root);
    const kept = await waitFor('the end of the trial', 20, () =>
      openInstallation(root).pointer().trial === '' ? openInstallation(root).pointer() : null,
    );
    expect(kept).toEqual({ current: '1.1.0', previous: '1.0.0', trial: '', starts: 0 });
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
  });

  it('goes back from a version that crashes at once, and never tries it again', async () => {
    const root = installation({ fresh: `${ran('1.1.0')}; exit 1` });
    expect(await start(root).ended).toBe(0);
    expect(runs(root)).toEqual(['1.1.0', '1.1.0', '1.0.0']);
    const after = openInstallation(root);
    expect(after.pointer()).toMatchObject({ current: '1.0.0', trial: '' });
    expect(after.hasFailed('1.1.0')).toBe(true);
    expect(after.lastFailed()).toBe('1.1.0');
  });

  it('goes back from a version that hangs without ever being ready', async () => {
    const root = installation({ fresh: `${ran('1.1.0')}; exec sleep 60` });
    expect(await start(root, { trialSeconds: 3 }).ended).toBe(0);
    expect(runs(root)).toEqual(['1.1.0', '1.1.0', '1.0.0']);
    expect(openInstallation(root).hasFailed('1.1.0')).toBe(true);
  });

  it('does not take an old "ready" for the trial’s, nor that of another version', async () => {
    const root = installation({ fresh: `${ready('1.0.0')}; exit 1` });
    writeFileSync(join(root, 'ready'), '1.1.0');
    expect(await start(root).ended).toBe(0);
    expect(openInstallation(root).pointer().current).toBe('1.0.0');
  });

  it('counts no start that somebody ended, and passes the signal on', async () => {
    const root = installation({
      fresh: `trap '${ran('ended')}; exit 0' TERM; ${ran('1.1.0')}; sleep 60 & wait`,
    });
    const { child, ended } = start(root);
    await waitFor('the start', 20, () => (runs(root).length > 0 ? true : null));
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
    expect(runs(root)).toEqual(['1.1.0', 'ended']);
    expect(openInstallation(root).pointer()).toMatchObject({ trial: '1.1.0', starts: 0 });
  });

  it('leaves a version that somebody ended the time to end, beyond its trial’s', async () => {
    const root = installation({
      fresh: `trap '${ran('ending')}; sleep 8; ${ran('ended')}; exit 0' TERM; ${ran('1.1.0')}; sleep 60 & wait`,
    });
    // Five seconds after the trial's two, a late version would be killed.
    const { child, ended } = start(root, { trialSeconds: 2 });
    await waitFor('the start', 20, () => (runs(root).length > 0 ? true : null));
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
    expect(runs(root)).toEqual(['1.1.0', 'ending', 'ended']);
  });

  it('goes back after a version that took the computer with it twice', async () => {
    const root = installation({ fresh: `${ran('1.1.0')}; exit 1` });
    writeFileSync(join(root, 'pointer'), 'current=1.1.0\nprevious=1.0.0\ntrial=1.1.0\nstarts=2\n');
    expect(await start(root).ended).toBe(0);
    expect(runs(root)).toEqual(['1.0.0']);
  });

  it('starts nothing by a pointer that leads out of its folder', async () => {
    const root = installation({});
    writeFileSync(join(root, 'pointer'), 'current=../../bin\n');
    expect(await start(root).ended).toBe(1);
  });
});
