import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { BadgeContent } from '../../domain/badge.ts';
import { rollTemplate } from '../../domain/default-templates.ts';
import type { Log } from '../../main/log.ts';
import { createPrintQueue } from '../../main/printing/queue.ts';
import type { RendererPaths } from '../../main/printing/render/worker-messages.ts';
import {
  createWorkerRenderer,
  renderThreadLimits,
} from '../../main/printing/render/worker-renderer.ts';
import { openTransport } from '../../main/printing/transport/open-transport.ts';
import { sampleBadges } from '../printing/sample-badges.ts';
import { insertBadgeJob, jobOf, makeStore, tcpPrinter, until } from '../printing/support.ts';
import { serveOverTcp } from '../support/virtual-printer/tcp-server.ts';
import { VirtualPrinter } from '../support/virtual-printer/virtual-printer.ts';
import { type BenchResult, percentile, rounded } from './bench-result.ts';

const badges = 200;

/** What a line of the log says of an attempt. */
interface AttemptLine {
  decisionToFirstDotsMs: number;
  renderMs: number;
  encodeMs: number;
}

/**
 * From the decision to the first raster byte, as the host counts it and as the printer sees it:
 * store, drawing thread, queue and TCP are the real ones; the printer prints without delay.
 */
export async function run(): Promise<BenchResult> {
  const printer = new VirtualPrinter();
  const server = await serveOverTcp(printer);
  const store = makeStore();
  const nodeModules = join(import.meta.dirname, '../../node_modules');
  const workerData: RendererPaths = {
    fontFolder: nodeModules,
    qrReaderWasm: join(nodeModules, 'zxing-wasm/dist/reader/zxing_reader.wasm'),
  };
  const script = new URL('../../main/printing/render/worker.ts', import.meta.url);
  const renderer = createWorkerRenderer(
    () => new Worker(script, { workerData, resourceLimits: renderThreadLimits }),
  );
  const lines: AttemptLine[] = [];
  const log: Log = {
    info: (fields, message) => {
      if (message === 'print attempt') lines.push(fields as AttemptLine);
    },
    warn: () => {},
    error: () => {},
  };
  const contents = Object.values(sampleBadges);
  const queue = createPrintQueue({
    db: store.db,
    clock: Date.now,
    renderer,
    openTransport,
    templateOf: () => rollTemplate,
    contentOf: (job) => numbered(contents, Number(job.badgeSerial?.slice('TEST-'.length))),
    asksAfterMinutes: () => 5,
    onJobChanged: () => {},
    onPrinterChanged: () => {},
    log,
  });
  queue.setPrinters([tcpPrinter(server)]);
  queue.start();
  const seen: number[] = [];
  try {
    for (let number = 0; number < badges; number += 1) {
      const id = insertBadgeJob(store.db, number, Date.now());
      const decided = performance.now();
      queue.wake(id, decided);
      await until('confirmed', () => jobOf(store.db, id).state === 'confirmed');
      seen.push((printer.firstDotsAt[number] ?? Number.NaN) - decided);
    }
  } finally {
    await queue.stop();
    await renderer.close();
    await server.close();
    store.remove();
  }
  return { name: 'print', figures: figuresOf(lines, seen) };
}

function figuresOf(lines: readonly AttemptLine[], seen: readonly number[]): Record<string, number> {
  const host = lines.map((line) => line.decisionToFirstDotsMs);
  const rendered = lines.map((line) => line.renderMs);
  return {
    badges,
    decisionToFirstByteP50: rounded(percentile(host, 0.5)),
    decisionToFirstByteP95: rounded(percentile(host, 0.95)),
    decisionToFirstByteMax: rounded(Math.max(...host)),
    decisionToPrinterP95: rounded(percentile(seen, 0.95)),
    renderP50: rounded(percentile(rendered, 0.5)),
    renderP95: rounded(percentile(rendered, 0.95)),
    encodeP95: rounded(
      percentile(
        lines.map((line) => line.encodeMs),
        0.95,
      ),
    ),
  };
}

/** A sample badge made unlike any before it. */
function numbered(contents: readonly BadgeContent[], number: number): BadgeContent {
  const content = contents[number % contents.length];
  if (content === undefined) throw new Error('no samples');
  return Object.assign({}, content, { serialText: `A7F31B02-${String(number).padStart(6, '0')}` });
}
