import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
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
const openedSchema = z.object({ folder: z.string(), port: z.number().nullable() });

describe.each(['sqlite', 'postgres'])('on %s', (store) => {
  it('a run that is killed leaves no process and no disk', { timeout: 180_000 }, async () => {
    const script = join(import.meta.dirname, 'venue-child.ts');
    const run = spawn(process.execPath, [script, store], { stdio: ['ignore', 'pipe', 'inherit'] });
    const lines = createInterface({ input: run.stdout });
    const { folder, port } = await new Promise<z.infer<typeof openedSchema>>((resolve, reject) => {
      lines.on('line', (line) => resolve(openedSchema.parse(JSON.parse(line))));
      lines.on('close', () => reject(new Error('it ended early')));
    });
    // Its hub and its kiosk.
    expect(processesWith(folder).length).toBeGreaterThanOrEqual(2);
    const databases = port === null ? [] : processesWith(`port=${port}`);
    expect(databases).toHaveLength(port === null ? 0 : 1);
    run.kill('SIGKILL');
    await vi.waitFor(() => expect(processesWith(folder)).toEqual([]), patience);
    await vi.waitFor(() => expect(processesWith(`port=${port}`)).toEqual([]), patience);
    await vi.waitFor(() => expect(mountsIn(folder)).toEqual([]), patience);
    // Folders stay: nobody is left to remove them.
    const data = databases.flatMap((line) => / -D (\S+)/.exec(line)?.[1] ?? []);
    for (const left of [folder, ...data.map((place) => dirname(place))]) {
      rmSync(left, { recursive: true });
    }
  });
});

it('a run that ends leaves nothing at all', { timeout: 180_000 }, async () => {
  const venue = await openVenue({ store: 'sqlite', kiosks: 1, pause: 20, seed: 1 });
  await venue.dispose();
  expect(processesWith(venue.folder)).toEqual([]);
  expect(mountsIn(venue.folder)).toEqual([]);
  expect(existsSync(venue.folder)).toBe(false);
});
