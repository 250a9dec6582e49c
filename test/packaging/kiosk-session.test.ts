import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../../tools/runtime.mjs';

const session = join(root, 'tools/package/launcher/lanyard-session');

/** A program that records each of its starts and ends as the next line of `plan` says. */
function program(work: string, plan: readonly string[]): string {
  const path = join(work, 'program');
  const cases = plan.map((deed, index) => `${index + 1}) ${deed} ;;`).join('\n');
  writeFileSync(
    path,
    `#!/bin/sh\necho "$LANYARD_SUPERVISED" >> ${work}/starts\nn=$(wc -l < ${work}/starts)\ncase $n in\n${cases}\nesac\n`,
    { mode: 0o755 },
  );
  return path;
}

const starts = (work: string): string[] =>
  readFileSync(join(work, 'starts'), 'utf8').trim().split('\n');

describe('the watch over the app on Linux', () => {
  it('starts it again after "again", after a crash and after SIGKILL, and ends upon 0', () => {
    const work = mkdtempSync(join(tmpdir(), 'lanyard-session-'));
    const app = program(work, ['exit 75', 'exit 1', 'kill -9 $$', 'exit 0']);
    const ended = spawnSync(session, [app, '--word'], {
      env: { PATH: process.env.PATH, LANYARD_RESTART_SECONDS: '0' },
      timeout: 30_000,
    });
    expect(ended.status).toBe(0);
    expect(starts(work)).toEqual(['1', '1', '1', '1']);
    expect(ended.stderr.toString().match(/ended with \d+/g)).toEqual([
      'ended with 75',
      'ended with 1',
      'ended with 137',
    ]);
    rmSync(work, { recursive: true, force: true });
  });

  it('hands SIGTERM on and waits for the orderly end', async () => {
    const work = mkdtempSync(join(tmpdir(), 'lanyard-session-'));
    const orderly = `trap 'echo done > ${work}/end; exit 0' TERM; echo ready; while :; do sleep 0.05; done`;
    const child = spawn(session, [program(work, [orderly])], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    await new Promise((resolve) => child.stdout.once('data', resolve));
    const code = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    expect(await code).toBe(0);
    expect(existsSync(join(work, 'end'))).toBe(true);
    expect(starts(work)).toHaveLength(1);
    rmSync(work, { recursive: true, force: true });
  });
});
