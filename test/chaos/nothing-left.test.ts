import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, it, vi } from 'vitest';
import { openVenue } from './venue.ts';

/** Command lines of all processes that speak of the folder. */
function processesWith(folder: string): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => commandLine(pid))
    .filter((line) => line.includes(folder));
}

function commandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    // It has ended meanwhile.
    return '';
  }
}

function mountsIn(folder: string): string[] {
  return readFileSync('/proc/mounts', 'utf8')
    .split('\n')
    .filter((line) => line.includes(folder));
}

const patience = { timeout: 60_000, interval: 50 };

it('a run that is killed leaves no process and no disk', { timeout: 180_000 }, async () => {
  const script = join(import.meta.dirname, 'venue-child.ts');
  const run = spawn(process.execPath, [script, 'sqlite'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines = createInterface({ input: run.stdout });
  const folder = await new Promise<string>((resolve, reject) => {
    lines.on('line', (line) => resolve(line.slice('open '.length)));
    lines.on('close', () => reject(new Error('it ended early')));
  });
  // Its hub and its kiosk.
  expect(processesWith(folder).length).toBeGreaterThanOrEqual(2);
  run.kill('SIGKILL');
  await vi.waitFor(() => expect(processesWith(folder)).toEqual([]), patience);
  await vi.waitFor(() => expect(mountsIn(folder)).toEqual([]), patience);
  rmSync(folder, { recursive: true });
});

it('a run that ends leaves nothing at all', { timeout: 180_000 }, async () => {
  const venue = await openVenue({ store: 'sqlite', kiosks: 1, pause: 20, seed: 1 });
  await venue.dispose();
  expect(processesWith(venue.folder)).toEqual([]);
  expect(mountsIn(venue.folder)).toEqual([]);
  expect(existsSync(venue.folder)).toBe(false);
});
