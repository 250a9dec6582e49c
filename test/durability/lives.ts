import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { readQrTexts } from '../../main/printing/render/read-back.ts';
import type { PrintedJob } from '../support/virtual-printer/tray.ts';

/**
 * One life of a desk: runs the script until it says "finished" or is killed.
 *
 * @param killAfter given each line; the first milliseconds that it returns go by before SIGKILL
 */
export function live(
  script: string,
  args: readonly string[],
  killAfter: (line: string) => number | null,
): Promise<'killed' | 'finished'> {
  const child = spawn(process.execPath, [join(import.meta.dirname, script), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let finished = false;
  let clock: NodeJS.Timeout | null = null;
  createInterface({ input: child.stdout }).on('line', (line) => {
    if (line === 'finished') finished = true;
    const wait = killAfter(line);
    if (wait !== null) clock ??= setTimeout(() => child.kill('SIGKILL'), wait);
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      if (clock !== null) clearTimeout(clock);
      if (!finished && code !== null) reject(new Error(`the desk ended by itself (${code})`));
      else resolve(finished ? 'finished' : 'killed');
    });
  });
}

/** How often each badge code lies whole in the trays. */
export async function traysOf(jobs: readonly PrintedJob[]): Promise<Map<string, number>> {
  const tray = new Map<string, number>();
  for (const job of jobs) {
    if (!job.cut || job.broken || job.rows.length === 0) continue;
    const bits = Uint8Array.from(Buffer.concat(job.rows));
    const bitmap = { width: job.rowBytes * 8, height: job.rows.length, bits };
    for (const code of await readQrTexts(bitmap)) tray.set(code, (tray.get(code) ?? 0) + 1);
  }
  return tray;
}
