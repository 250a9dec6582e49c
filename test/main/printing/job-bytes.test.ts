import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findPrintJob, insertPrintJob } from '../../../db/printing/print-jobs.ts';
import type { PrinterSettings } from '../../../domain/printing/print-job.ts';
import { rollTemplate } from '../../../domain/templates/default-templates.ts';
import { checkIn } from '../../../main/check-in/check-in.ts';
import { contentOfJob } from '../../../main/printing/badge-content.ts';
import { jobBytesAnswers } from '../../../main/printing/printer-calls.ts';
import { createPrintQueue } from '../../../main/printing/queue.ts';
import type { Renderer } from '../../../main/printing/render/renderer.ts';
import { createWorkerRenderer } from '../../../main/printing/render/worker-renderer.ts';
import { openTransport } from '../../../main/printing/transport/open-transport.ts';
import { silentLog, tcpPrinter, until } from '../../printing/support.ts';
import { type DeskContext, makeDeskContext } from '../../support/desk-context.ts';
import { serveOverTcp } from '../../support/virtual-printer/tcp-server.ts';
import { decodeToPbm, VirtualPrinter } from '../../support/virtual-printer/virtual-printer.ts';

const nodeModules = join(import.meta.dirname, '../../../node_modules');
const folder = mkdtempSync(join(tmpdir(), 'lanyard-job-bytes-'));
let desk: DeskContext;
let renderer: Renderer;
let saveTo: string | null;
let suggested: string;

beforeAll(() => {
  const script = new URL('../../../main/printing/render/worker.ts', import.meta.url);
  const workerData = {
    fontFolder: nodeModules,
    qrReaderWasm: join(nodeModules, 'zxing-wasm/dist/reader/zxing_reader.wasm'),
  };
  renderer = createWorkerRenderer(() => new Worker(script, { workerData }));
});
afterAll(async () => {
  await renderer.close();
  rmSync(folder, { recursive: true });
});
beforeEach(() => {
  desk = makeDeskContext();
  saveTo = null;
  suggested = '';
});
afterEach(() => {
  desk.close();
  for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true });
});

function save(printers: PrinterSettings[], jobId: string): Promise<boolean> {
  const { handlers } = jobBytesAnswers({
    context: desk.context,
    renderer,
    config: { printers },
    dialogs: {
      saveJobBytes: async (name) => {
        suggested = name;
        return saveTo;
      },
    },
  });
  return Promise.resolve(handlers.saveJobBytes({ jobId }, desk.supervisor));
}

/** Admits a new delegate; returns the badge's job. */
function admit(number: number): string {
  const { ticketCode } = desk.addDelegate(number);
  const answer = checkIn(desk.context, desk.caller, {
    key: randomUUID(),
    target: {
      kind: 'scan',
      scan: { source: 'camera', readings: [ticketCode], seenAt: 0 },
    },
    identity: null,
  });
  const jobId = answer.outcome === 'admitted' ? (answer.badge?.jobId ?? null) : null;
  if (jobId === null) throw new Error(answer.outcome);
  return jobId;
}

const driver = tcpPrinter(
  { host: '', port: 0 },
  { language: 'driver', connection: { kind: 'system', queue: 'badges' }, ability: 'blind' },
);

describe('the bytes of a job, saved for support', () => {
  it('are the very bytes that the printer got, and the picture is what it printed', async () => {
    const printer = new VirtualPrinter({});
    const server = await serveOverTcp(printer);
    const settings = tcpPrinter(server);
    const queue = createPrintQueue({
      db: desk.context.db,
      clock: desk.context.clock,
      renderer,
      openTransport: (each, events) => openTransport(each, events),
      contentOf: (job) => contentOfJob(desk.context, job),
      templateOf: () => rollTemplate(),
      asksAfterMinutes: () => 5,
      onJobChanged: () => {},
      onPrinterChanged: () => {},
      log: silentLog,
      pollMs: 40,
    });
    queue.setPrinters([settings]);
    queue.start();
    const jobs = [admit(1), admit(2)];
    for (const job of jobs) {
      queue.wake(job);
      await until('confirmed', () => findPrintJob(desk.context.db, job)?.state === 'confirmed');
    }
    await queue.stop();
    await server.close();
    for (const [index, job] of jobs.entries()) {
      saveTo = join(folder, `${index}.bin`);
      expect(await save([settings], job)).toBe(true);
      expect(suggested).toBe(`${job}.escpos.bin`);
      const sent = printer.jobs[index]?.bytes ?? new Uint8Array();
      expect(Buffer.from(sent).equals(readFileSync(saveTo))).toBe(true);
      const picture = readFileSync(join(folder, `${index}.pbm`));
      expect(picture.equals(Buffer.from(decodeToPbm(sent) ?? []))).toBe(true);
    }
  });

  it('are a picture alone for the system’s own driver', async () => {
    const job = admit(1);
    saveTo = join(folder, 'driver.pbm');
    expect(await save([driver], job)).toBe(true);
    expect(suggested).toBe(`${job}.driver.pbm`);
    expect(readdirSync(folder)).toEqual(['driver.pbm']);
    expect(readFileSync(saveTo).subarray(0, 7).toString()).toBe('P4\n576 ');
  });

  it('of a test print can be saved too', async () => {
    const id = randomUUID();
    insertPrintJob(desk.context.db, {
      id,
      eventId: desk.context.event.file.id,
      kind: 'test',
      badgeSerial: null,
      delegateId: null,
      printerId: 'front',
      priority: 0,
      wall: desk.context.clock(),
    });
    saveTo = join(folder, 'test.pbm');
    expect(await save([driver], id)).toBe(true);
    expect(existsSync(saveTo)).toBe(true);
  });

  it('are not written where the dialog is closed, the job or printer is gone, or the folder is', async () => {
    const job = admit(1);
    expect(await save([driver], job)).toBe(false);
    await expect(save([driver], randomUUID())).rejects.toMatchObject({ code: 'not-found' });
    await expect(save([], job)).rejects.toMatchObject({ code: 'no-printer' });
    saveTo = join(folder, 'nowhere', 'driver.pbm');
    // The file's name without the folder, which may name a person.
    await expect(save([driver], job)).rejects.toMatchObject({
      code: 'file-not-written',
      detail: 'driver.pbm',
    });
    expect(readdirSync(folder)).toEqual([]);
  });
});
