import { chownSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, inject, it } from 'vitest';
import { waitFor } from '../../tools/demo/wait-for.ts';
import { launchOverCdp } from '../support/launch-over-cdp.ts';

/** Debian's "nobody" and "nogroup". */
const nobody = 65_534;

it('runs for an unprivileged user with Chromium’s real sandbox on', async ({ skip }) => {
  if (process.getuid?.() !== 0) return skip('needs root to become somebody else');
  const runtime = inject('electron');
  const dataDir = mkdtempSync(join(tmpdir(), 'lanyard-nobody-'));
  chownSync(dataDir, nobody, nobody);
  const app = await launchOverCdp(runtime, {
    command: ['setpriv', `--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups'],
    chromiumArguments: runtime.args.filter((argument) => argument !== '--no-sandbox'),
    words: ['--demo', `--data-dir=${dataDir}`],
    env: { HOME: dataDir },
  });
  try {
    await waitFor('the roster', 60, async () => {
      const answer = await app.page.evaluate(() => window.lanyard.getStation());
      return answer.ok && answer.value.rosterSize === 1000 ? true : null;
    });
    const renderers = rendererProcesses(app.process.pid ?? 0);
    expect(renderers.length).toBeGreaterThan(0);
    // Seccomp 2: the process runs under a system call filter, which only the sandbox installs.
    for (const status of renderers) expect(status).toMatch(/^Seccomp:\s+2$/m);
  } finally {
    await app.end();
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
  }
});

/** /proc/…/status of the renderer processes of this app. */
function rendererProcesses(leader: number): string[] {
  const tree = processTree(leader);
  return tree.flatMap((pid) => {
    try {
      const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
      if (!command.includes('--type=renderer')) return [];
      return [readFileSync(`/proc/${pid}/status`, 'utf8')];
    } catch {
      return [];
    }
  });
}

function processTree(pid: number): number[] {
  let children: number[] = [];
  try {
    children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
      .trim()
      .split(' ')
      .filter((text) => text !== '')
      .map(Number);
  } catch {
    // The process may have ended meanwhile.
  }
  return [pid, ...children.flatMap(processTree)];
}
