import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import { rollTemplate } from '../../domain/templates/default-templates.ts';
import { recordPrintOutcome } from '../../main/badges/badges.ts';
import { type BatchRunner, createBatchRunner } from '../../main/badges/batch-runner.ts';
import { batchViews, startBatch } from '../../main/badges/print-batches.ts';
import { contentOfJob } from '../../main/printing/badge-content.ts';
import { createPrintQueue, type PrintQueue } from '../../main/printing/queue.ts';
import type { RendererPaths } from '../../main/printing/render/worker-messages.ts';
import {
  createWorkerRenderer,
  renderThreadLimits,
} from '../../main/printing/render/worker-renderer.ts';
import { openTransport } from '../../main/printing/transport/open-transport.ts';
import { sampleBadges } from '../../test/printing/sample-badges.ts';
import { silentLog, tcpPrinter } from '../../test/printing/support.ts';
import { type DeskContext, makeDeskContext } from '../../test/support/desk-context.ts';
import { type BenchResult, percentile, rounded } from './bench-result.ts';

/** LANYARD_BATCH=50 for a quick run. */
const badges = Number(process.env.LANYARD_BATCH ?? 500);
/** A printer of 203 mm/s at 8 dots a millimetre (Zebra ZD621); the roll's badge is 100 mm long. */
const rowsPerMs = (203 * 8) / 1_000;

/**
 * A batch of badges: how long issuing them delays scans, the printer's share of time at work, and
 * the desk's memory. Store, ledger, queue, drawing thread and TCP are the real ones; the printer
 * runs in a separate process. Memory is the resident set of this whole process: Node, the drawing
 * thread with its fonts, the store and the queue.
 */
export async function run(): Promise<BenchResult> {
  const issuing = await measureIssuing();
  const printing = await measurePrinting();
  return { name: 'print-batch', figures: { badges, ...issuing, ...printing } };
}

function addDelegates(desk: DeskContext): void {
  const people = Object.values(sampleBadges);
  for (let number = 1; number <= badges; number += 1) {
    const person = people[number % people.length];
    if (person === undefined) throw new Error('no samples');
    const { title, printedName, nativeName, jobTitle } = person;
    desk.addDelegate(number, { title, printedName, nativeName, jobTitle });
  }
}

/** Issues all badges without waiting for a printer and measures each turn of the event loop. */
async function measureIssuing(): Promise<Record<string, number>> {
  const desk = makeDeskContext();
  addDelegates(desk);
  const runner = createBatchRunner({
    context: desk.context,
    // So many printers that no badge waits for one.
    printers: () => badges,
    wake: () => {},
    drop: () => {},
    onChanged: () => {},
    log: silentLog,
  });
  const turns: number[] = [];
  let longestCpu = 0;
  let watching = true;
  let last = performance.now();
  let cpu = process.cpuUsage();
  const watch = (): void => {
    const now = performance.now();
    const { user, system } = process.cpuUsage(cpu);
    turns.push(now - last);
    longestCpu = Math.max(longestCpu, (user + system) / 1_000);
    last = now;
    cpu = process.cpuUsage();
    if (watching) setImmediate(watch);
  };
  setImmediate(watch);
  const begin = performance.now();
  await startBatch(desk.context, desk.caller, { kind: 'roster' });
  runner.nudge();
  while (batchViews(desk.context)[0]?.waiting !== badges || (await isIssuing(desk))) {
    await new Promise((resolve) => setImmediate(resolve));
  }
  const took = performance.now() - begin;
  watching = false;
  await runner.stop();
  desk.close();
  // Processor time as well: on a busy machine the wall clock also counts other programs.
  return {
    issueAllMs: rounded(took),
    blockP99Ms: rounded(percentile(turns, 0.99)),
    longestBlockMs: rounded(Math.max(...turns)),
    longestBlockCpuMs: rounded(longestCpu),
  };
}

async function isIssuing({ context }: DeskContext): Promise<boolean> {
  const row = z
    .object({ next: z.int() })
    .parse(context.db.prepare('SELECT next FROM print_batch').get());
  return row.next < badges;
}

const reportSchema = z.object({ busy: z.number(), elapsed: z.number(), whole: z.int() });

async function measurePrinting(): Promise<Record<string, number>> {
  const printer = fork(join(import.meta.dirname, 'batch-printer-child.ts'), [String(rowsPerMs)]);
  const { port } = z.object({ port: z.int() }).parse((await once(printer, 'message'))[0]);
  const desk = makeDeskContext();
  addDelegates(desk);
  const station = openStation(desk, port);
  let peak = 0;
  const memory = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss());
  }, 100);
  try {
    await startBatch(desk.context, desk.caller, { kind: 'roster' });
    station.batches.nudge();
    const report = await finished(desk, printer);
    return {
      whole: report.whole,
      printSeconds: rounded(report.elapsed / 1_000),
      printerBusyShare: rounded(report.busy / report.elapsed),
      // By the data sheet's figures alone: delays of the simulated printer's clock count against
      // us.
      printerBusyShareNominal: rounded((badges * 100) / 203 / (report.elapsed / 1_000)),
      peakMemoryMb: rounded(peak / 1_048_576),
    };
  } finally {
    clearInterval(memory);
    await station.close();
    printer.kill();
    desk.close();
  }
}

/** Waits for the last badge and asks the printer for its report at once. */
async function finished(
  desk: DeskContext,
  printer: ChildProcess,
): Promise<z.infer<typeof reportSchema>> {
  while (batchViews(desk.context)[0]?.state !== 'finished') {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  printer.send('report');
  return reportSchema.parse((await once(printer, 'message'))[0]);
}

function openStation(
  desk: DeskContext,
  port: number,
): { batches: BatchRunner; close(): Promise<void> } {
  const { context } = desk;
  const nodeModules = join(import.meta.dirname, '../../node_modules');
  const workerData: RendererPaths = {
    fontFolder: nodeModules,
    qrReaderWasm: join(nodeModules, 'zxing-wasm/dist/reader/zxing_reader.wasm'),
  };
  const script = new URL('../../main/printing/render/worker.ts', import.meta.url);
  const renderer = createWorkerRenderer(
    () => new Worker(script, { workerData, resourceLimits: renderThreadLimits }),
  );
  const queue: PrintQueue = createPrintQueue({
    db: context.db,
    clock: context.clock,
    renderer,
    openTransport,
    templateOf: () => rollTemplate(),
    contentOf: (job) => contentOfJob(context, job),
    asksAfterMinutes: () => 5,
    recordChange: ({ badgeSerial, state }) => {
      if (badgeSerial !== null) recordPrintOutcome(context, { badgeSerial, state }, null);
    },
    onJobChanged: ({ state }) => {
      if (state !== 'confirmed') batches.nudge();
    },
    onPrinterChanged: () => {},
    log: silentLog,
  });
  const batches = createBatchRunner({
    context,
    printers: () => 1,
    wake: () => queue.wake(),
    drop: (jobId) => queue.release(jobId, 'cancel'),
    onChanged: () => {},
    log: silentLog,
  });
  queue.setPrinters([tcpPrinter({ host: '127.0.0.1', port })]);
  queue.start();
  return {
    batches,
    close: async () => {
      await batches.stop();
      await queue.stop();
      await renderer.close();
    },
  };
}
