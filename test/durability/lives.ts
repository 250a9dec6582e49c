import { join } from 'node:path';
import { readQrTexts } from '../../main/printing/render/read-back.ts';
import { startScript } from '../support/program.ts';
import type { PrintedJob } from '../support/virtual-printer/tray.ts';

/**
 * One life of a desk: runs the script until it says "finished" or is killed.
 *
 * @param killAfter given each line; the first milliseconds that it returns go by before SIGKILL
 */
export async function live(
  script: string,
  args: readonly string[],
  killAfter: (line: string) => number | null,
): Promise<'killed' | 'finished'> {
  let clock: NodeJS.Timeout | undefined;
  const desk = startScript(join('test/durability', script), args, (line) => {
    const wait = killAfter(line);
    if (wait !== null) clock ??= setTimeout(() => desk.kill('SIGKILL'), wait);
  });
  const { code, output } = await desk.ended;
  clearTimeout(clock);
  if (desk.lines.includes('finished')) return 'finished';
  if (code !== null) throw new Error(`the desk ended by itself (${code}):\n${output}`);
  return 'killed';
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
