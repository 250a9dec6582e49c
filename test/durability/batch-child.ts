import { randomUUID } from 'node:crypto';
import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { rollTemplate } from '../../domain/default-templates.ts';
import { createPrintQueue, type PrintQueue } from '../../main/printing/queue.ts';
import type { RendererPaths } from '../../main/printing/render/worker-messages.ts';
import { createWorkerRenderer } from '../../main/printing/render/worker-renderer.ts';
import { openTransport } from '../../main/printing/transport/open-transport.ts';
import { contentOfJob } from '../../main/use-cases/badge-content.ts';
import { recordPrintOutcome } from '../../main/use-cases/badges.ts';
import { type BatchRunner, createBatchRunner } from '../../main/use-cases/batch-runner.ts';
import { checkIn } from '../../main/use-cases/check-in.ts';
import { batchViews, startBatch } from '../../main/use-cases/print-batches.ts';
import { root } from '../../tools/runtime.mjs';
import { quickTimings, silentLog, tcpPrinter } from '../printing/support.ts';
import { makeDeskContext } from '../support/desk-context.ts';

/**
 * A desk that prints a batch on two neighbouring printers until somebody kills it, while every fourth of the
 * people comes and checks in. Arguments: folder of the store, ports of the printers, how many badges.
 */
const [folder = '', left = '', right = '', count = ''] = process.argv.slice(2);
const desk = makeDeskContext({ folder });
const { context } = desk;
const people = Array.from({ length: Number(count) }, (_, index) => desk.addDelegate(index + 1));
const workerData: RendererPaths = {
  fontFolder: join(root, 'node_modules'),
  qrReaderWasm: join(root, 'node_modules/zxing-wasm/dist/reader/zxing_reader.wasm'),
};
const renderer = createWorkerRenderer(
  () => new Worker(join(root, 'main/printing/render/worker.ts'), { workerData }),
);
const queue: PrintQueue = createPrintQueue({
  db: context.db,
  clock: context.clock,
  renderer,
  openTransport: (settings, events) => openTransport(settings, events, quickTimings),
  templateOf: () => rollTemplate,
  contentOf: (job) => contentOfJob(context, job),
  asksAfterMinutes: () => 5,
  recordChange: ({ badgeSerial, state }) => {
    if (badgeSerial !== null) recordPrintOutcome(context, { badgeSerial, state }, null);
  },
  onJobChanged: () => batches.nudge(),
  onPrinterChanged: () => {},
  log: silentLog,
  pollMs: 40,
});
const batches: BatchRunner = createBatchRunner({
  context,
  printers: () => 2,
  wake: () => queue.wake(),
  drop: (jobId) => queue.release(jobId, 'cancel'),
  onChanged: () => {},
  log: silentLog,
});
const at = (port: string) => ({ host: '127.0.0.1', port: Number(port) });
queue.setPrinters([
  tcpPrinter(at(left), { id: 'left', neighbour: 'right' }),
  tcpPrinter(at(right), { id: 'right', neighbour: 'left' }),
]);
queue.start();
if (batchViews(context).length === 0) await startBatch(context, desk.caller, { kind: 'roster' });
batches.nudge();
writeSync(1, 'working\n');

const coming = people.filter((_, index) => index % 4 === 3);
for (;;) {
  const [view] = batchViews(context);
  if (view === undefined || view.waiting + view.held + view.printing === 0) break;
  const delegateId = coming.shift()?.id;
  if (delegateId !== undefined) {
    const target = { kind: 'delegate', delegateId } as const;
    const answer = checkIn(context, desk.caller, { key: randomUUID(), target, identity: null });
    if (answer.outcome === 'admitted') queue.wake(answer.badge?.jobId ?? undefined);
  }
  await new Promise((resolve) => setTimeout(resolve, 25));
}
await batches.stop();
await queue.stop();
await renderer.close();
context.db.close();
writeSync(1, 'finished\n');
