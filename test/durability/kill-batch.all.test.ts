import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { batchViews } from '../../main/badges/print-batches.ts';
import { openQrReader } from '../../main/printing/render/read-back.ts';
import { root } from '../../tools/runtime.mjs';
import { createRandom } from '../sim/random.ts';
import { makeDeskContext } from '../support/desk-context.ts';
import { type PrinterServer, serveOverTcp } from '../support/virtual-printer/tcp-server.ts';
import { VirtualPrinter } from '../support/virtual-printer/virtual-printer.ts';
import { badgesInDoubt, live, traysOf } from './desk-at-work.ts';

/** More by LANYARD_BATCH_KILLS=100 (and LANYARD_SEED). */
const kills = Number(process.env.LANYARD_BATCH_KILLS ?? 6);
const badges = kills * 8;
const seed = Number(process.env.LANYARD_SEED ?? Date.now() % 2 ** 31);

let folder: string;
let printers: VirtualPrinter[];
let servers: PrinterServer[];
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lanyard-kill-batch-'));
  printers = [0, 1].map(() => new VirtualPrinter({ rowsPerMs: 10 }));
  servers = await Promise.all(printers.map((printer) => serveOverTcp(printer)));
  await openQrReader(join(root, 'node_modules/zxing-wasm/dist/reader/zxing_reader.wasm'));
});
afterEach(async () => {
  await Promise.all(servers.map((server) => server.close()));
  rmSync(folder, { recursive: true, force: true });
});

/** One run of the process, in which now and then a printer is out of paper for a while. */
async function liveOnce(random: () => number, isLast: boolean): Promise<'killed' | 'finished'> {
  const [killAfter, spoilt, repairAfter] = [50 + random() * 1_200, random(), 100 + random() * 400];
  for (const printer of printers) printer.repair();
  const ill = spoilt < 0.6 ? printers[spoilt < 0.3 ? 0 : 1] : undefined;
  let timer: NodeJS.Timeout | null = null;
  const onLine = (): number | null => {
    ill?.takePaper();
    timer = setTimeout(() => ill?.repair(), repairAfter);
    return isLast ? null : killAfter;
  };
  const args = [folder, ...servers.map(({ port }) => String(port)), String(badges)];
  try {
    return await live('batch-child.ts', args, onLine);
  } finally {
    if (timer !== null) clearTimeout(timer);
  }
}

it('a batch on two printers, killed at any moment, loses no badge and prints none twice', {
  timeout: 120_000 + kills * 10_000,
}, async () => {
  process.stdout.write(`kill test of a batch: LANYARD_SEED=${seed}\n`);
  const random = createRandom(seed).next;
  let killed = 0;
  while (killed < kills && (await liveOnce(random, false)) === 'killed') killed += 1;
  if (killed === kills) expect(await liveOnce(random, true)).toBe('finished');
  expect(killed).toBeGreaterThan(kills / 3);
  const desk = makeDeskContext({ folder });
  try {
    const tray = await traysOf(printers.flatMap(({ jobs }) => jobs));
    const ids = Array.from({ length: badges }, (_, index) => desk.addDelegate(index + 1).id);
    const asked = badgesInDoubt(desk, ids, tray);
    // Only badges that were on their way to a printer at a kill, or stopped for want of paper, may
    // be in doubt.
    expect(asked).toBeLessThanOrEqual(3 * (killed + 1));
    expect(batchViews(desk.context)[0]).toMatchObject({ total: badges, waiting: 0, held: 0 });
  } finally {
    desk.context.db.close();
  }
});
