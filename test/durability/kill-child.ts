import { randomUUID } from 'node:crypto';
import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { printJobsInStates } from '../../db/print-jobs.ts';
import { rollTemplate } from '../../domain/default-templates.ts';
import { askingPrintJobStates, finalPrintJobStates } from '../../domain/print-job.ts';
import { createPrintQueue } from '../../main/printing/queue.ts';
import type { RendererPaths } from '../../main/printing/render/worker-messages.ts';
import { createWorkerRenderer } from '../../main/printing/render/worker-renderer.ts';
import { openTransport } from '../../main/printing/transport/open-transport.ts';
import { contentOfJob } from '../../main/use-cases/badge-content.ts';
import { recordPrintOutcome } from '../../main/use-cases/badges.ts';
import { checkIn } from '../../main/use-cases/check-in.ts';
import { root } from '../../tools/runtime.mjs';
import { quickTimings, silentLog, tcpPrinter } from '../printing/support.ts';
import { makeDeskContext } from '../support/desk-context.ts';

/**
 * A desk at work until somebody kills it: checks everybody in, one after the other, with the real
 * queue and renderer, and says so on standard output when the answer would be on screen.
 * Arguments: folder of the store, port of the printer, how many delegates.
 */
const [folder = '', port = '', count = ''] = process.argv.slice(2);
const desk = makeDeskContext({ folder });
const { context } = desk;
const paths: RendererPaths = {
  fontFolder: join(root, 'node_modules'),
  qrReaderWasm: join(root, 'node_modules/zxing-wasm/dist/reader/zxing_reader.wasm'),
};
const renderer = createWorkerRenderer(
  () => new Worker(join(root, 'main/printing/render/worker.ts'), { workerData: paths }),
);
const queue = createPrintQueue({
  db: context.db,
  clock: context.clock,
  renderer,
  openTransport: (settings, events) => openTransport(settings, events, quickTimings),
  templateOf: () => rollTemplate,
  contentOf: (job) => contentOfJob(context, job),
  asksAfterMinutes: () => 5,
  recordChange: (job) => {
    if (job.badgeSerial === null) return;
    recordPrintOutcome(context, { badgeSerial: job.badgeSerial, state: job.state }, null);
  },
  onJobChanged: () => {},
  onPrinterChanged: () => {},
  log: silentLog,
});
queue.setPrinters([tcpPrinter({ host: '127.0.0.1', port: Number(port) })]);
queue.start();

/** Jobs for which nothing more will happen without a person. */
const settled = new Set<string>([...finalPrintJobStates, ...askingPrintJobStates]);

for (let number = 1; number <= Number(count); number += 1) {
  const delegate = desk.addDelegate(number);
  const answer = checkIn(context, desk.caller, {
    key: randomUUID(),
    target: { kind: 'scan', scan: { source: 'hid', readings: [delegate.ticketCode], seenAt: 0 } },
    identity: null,
  });
  writeSync(1, `${answer.outcome} ${delegate.id}\n`);
  if (answer.outcome === 'admitted' && answer.badge !== null)
    queue.wake(answer.badge.jobId ?? undefined);
  // Room for the printer, as between two people.
  await new Promise((resolve) => setTimeout(resolve, 2));
}
while (
  printJobsInStates(context.db, ['queued', 'held', 'sending', 'awaiting']).some(
    ({ state }) => !settled.has(state),
  )
) {
  await new Promise((resolve) => setTimeout(resolve, 10));
}
await queue.stop();
await renderer.close();
context.db.close();
writeSync(1, 'finished\n');
