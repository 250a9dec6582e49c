import { afterEach, describe, expect, test } from 'vitest';
import type { PrintJobRow } from '../../db/print-jobs.ts';
import type { HoldReason, PrintJobState } from '../../domain/print-job.ts';
import {
  createPrintQueue,
  type PrintQueue,
  type PrintQueueDeps,
} from '../../main/printing/queue.ts';
import { openTransport } from '../../main/printing/transport/open-transport.ts';
import type { Behaviour } from '../support/virtual-printer/behaviour.ts';
import { type PrinterServer, serveOverTcp } from '../support/virtual-printer/tcp-server.ts';
import { VirtualPrinter } from '../support/virtual-printer/virtual-printer.ts';
import {
  insertBadgeJob,
  jobOf,
  makeStore,
  plainContent,
  plainRenderer,
  quickTimings,
  silentLog,
  type TestStore,
  tcpPrinter,
  until,
  wholeBadge,
} from './support.ts';

let wall = 1_538_460_000_000;
const cleanUps: (() => unknown)[] = [];

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

interface Bench {
  printer: VirtualPrinter;
  server: PrinterServer;
  store: TestStore;
  queue: PrintQueue;
  states: PrintJobState[];
  print(number?: number): string;
}

async function bench(
  options: {
    behaviour?: Partial<Behaviour>;
    ability?: 'blind' | 'status' | 'confirm';
    deps?: Partial<PrintQueueDeps>;
  } = {},
): Promise<Bench> {
  const printer = new VirtualPrinter(options.behaviour);
  const server = await serveOverTcp(printer);
  cleanUps.push(() => server.close());
  const store = makeStore();
  cleanUps.push(() => store.remove());
  const states: PrintJobState[] = [];
  const queue = createPrintQueue({
    db: store.db,
    clock: () => wall,
    renderer: plainRenderer,
    openTransport: (settings, events) => openTransport(settings, events, quickTimings),
    contentOf: plainContent,
    asksAfterMinutes: () => 5,
    onJobChanged: (_id, state) => states.push(state),
    onPrinterChanged: () => {},
    log: silentLog,
    pollMs: 40,
    ...options.deps,
  });
  queue.setPrinters([tcpPrinter(server.port, { ability: options.ability ?? 'confirm' })]);
  queue.start();
  cleanUps.push(() => queue.stop());
  const print = (number = 0): string => {
    const id = insertBadgeJob(store.db, number, wall);
    queue.wake(id);
    return id;
  };
  return { printer, server, store, queue, states, print };
}

function whole(printer: VirtualPrinter): string[] {
  return printer.jobs.flatMap((job) => {
    const badge = wholeBadge(job);
    return badge === null ? [] : [`${badge.job}/${badge.attempt}`];
  });
}

const stateIs = (b: Bench, id: string, state: PrintJobState): Promise<void> =>
  until(
    `${state} (is ${jobOf(b.store.db, id).state})`,
    () => jobOf(b.store.db, id).state === state,
  );

/** The job as it is when it is held for that reason (it may be held for another before). */
async function heldFor(b: Bench, id: string, reason: HoldReason): Promise<PrintJobRow> {
  let job = jobOf(b.store.db, id);
  await until(`held for ${reason}`, () => {
    job = jobOf(b.store.db, id);
    return job.state === 'held' && job.reason === reason;
  });
  return job;
}

const printerIs = (b: Bench, condition: string): Promise<void> =>
  until(condition, () => b.queue.printers()[0]?.condition === condition);

describe('a good printer', () => {
  test('confirms, and the states come in order', async () => {
    const b = await bench();
    const id = b.print();
    await stateIs(b, id, 'confirmed');
    expect(b.states).toEqual(['sending', 'awaiting', 'confirmed']);
    expect(whole(b.printer)).toEqual(['0/1']);
  });

  test('that cannot confirm ends at "sent"', async () => {
    const b = await bench({ ability: 'status', behaviour: { ignoresConfirm: true } });
    const id = b.print();
    await stateIs(b, id, 'sent');
    expect(whole(b.printer)).toEqual(['0/1']);
  });

  test('that tells nothing ends at "sent"', async () => {
    const b = await bench({
      ability: 'blind',
      behaviour: { ignoresConfirm: true, ignoresStatus: true },
    });
    const id = b.print();
    await stateIs(b, id, 'sent');
    await until('the badge is out', () => whole(b.printer).length === 1);
    expect(b.queue.printers()[0]?.condition).toBe('unknown');
  });

  test('with little memory and slow paper prints many badges one after the other', async () => {
    const b = await bench({ behaviour: { bufferBytes: 1_024, rowsPerMs: 4 } });
    const ids = [0, 1, 2, 3].map((number) => b.print(number));
    for (const id of ids) await stateIs(b, id, 'confirmed');
    expect(whole(b.printer)).toEqual(['0/1', '1/1', '2/1', '3/1']);
  });

  test('that answers slowly is waited for', async () => {
    const b = await bench({ behaviour: { answerDelay: 120 } });
    const id = b.print();
    await stateIs(b, id, 'confirmed');
  });

  test('with little paper prints and says so', async () => {
    const b = await bench();
    b.printer.paperLow(true);
    await printerIs(b, 'paper-low');
    await stateIs(b, b.print(), 'confirmed');
  });
});

describe('before the first byte', () => {
  test.each([
    ['paper-out', (p: VirtualPrinter) => p.takePaper()],
    ['cover-open', (p: VirtualPrinter) => p.openCover()],
    ['printer-error', (p: VirtualPrinter) => p.setError(true)],
  ] as const)(
    '%s holds the job, and it prints by itself when the printer is ready',
    async (reason, spoil) => {
      const b = await bench();
      spoil(b.printer);
      const id = b.print();
      await stateIs(b, id, 'held');
      expect(jobOf(b.store.db, id)).toMatchObject({ reason, printerId: 'front' });
      expect(b.queue.printers()[0]).toMatchObject({ condition: reason, waiting: 1 });
      expect(b.printer.jobs).toEqual([]);
      b.printer.repair();
      await stateIs(b, id, 'confirmed');
      expect(whole(b.printer)).toEqual(['0/1']);
    },
  );

  test('paper-out is known before a scan', async () => {
    const b = await bench();
    await printerIs(b, 'ready');
    b.printer.takePaper();
    await printerIs(b, 'paper-out');
  });

  test('no printer configured: held, and printed when there is one', async () => {
    const b = await bench();
    b.queue.setPrinters([]);
    const id = b.print();
    await stateIs(b, id, 'held');
    expect(jobOf(b.store.db, id).reason).toBe('no-printer');
    b.queue.setPrinters([tcpPrinter(b.server.port)]);
    await stateIs(b, id, 'confirmed');
  });

  test.each(['refuse', 'close', 'silent'] as const)(
    'another host holds the session (%s): retried until it is free',
    async (manner) => {
      const b = await bench();
      await printerIs(b, 'ready');
      await b.server.setBusy(manner);
      const id = b.print();
      await until('busy-elsewhere', () => jobOf(b.store.db, id).reason === 'busy-elsewhere');
      await b.server.setBusy(null);
      await stateIs(b, id, 'confirmed');
      expect(whole(b.printer)).toEqual(['0/1']);
    },
  );

  test('rubbish for answers: held as not understood, nothing is sent', async () => {
    const http = Buffer.from('HTTP/1.1 400 Bad Request\r\nServer: x\r\nConnection: close\r\n\r\n');
    const b = await bench({ behaviour: { rubbish: Uint8Array.from(http) } });
    const id = b.print();
    expect((await heldFor(b, id, 'not-understood')).detail).toContain('127.0.0.1');
    expect(b.printer.jobs).toEqual([]);
  });

  test('no answers at all: held with the remedy', async () => {
    const b = await bench({ behaviour: { ignoresStatus: true } });
    const id = b.print();
    expect((await heldFor(b, id, 'not-understood')).detail).toContain('blind');
  });

  test('power lost while idle, on a connection that stays half open', async () => {
    const b = await bench();
    await printerIs(b, 'ready');
    b.printer.powerOff(true);
    const id = b.print();
    await stateIs(b, id, 'held');
    b.printer.powerOn();
    b.server.dropConnection();
    await stateIs(b, id, 'confirmed');
    expect(whole(b.printer)).toEqual(['0/1']);
  });

  test('a host name that does not exist is named', async () => {
    const b = await bench();
    b.queue.setPrinters([
      tcpPrinter(9100, {
        connection: { kind: 'tcp', host: 'no-such-printer.invalid', port: 9100 },
      }),
    ]);
    const id = b.print();
    await stateIs(b, id, 'held');
    expect(jobOf(b.store.db, id)).toMatchObject({ reason: 'offline' });
    expect(jobOf(b.store.db, id).detail).toContain('no-such-printer.invalid');
  });
});

describe('after the first byte the desk is asked', () => {
  test.each([
    ['paper-out', 'paper-out'],
    ['cover-open', 'cover-open'],
    ['error', 'printer-error'],
  ] as const)('%s at row 60', async (kind, reason) => {
    const b = await bench();
    b.printer.plan({ kind, at: 60 });
    const id = b.print();
    await stateIs(b, id, 'failed-partial');
    expect(jobOf(b.store.db, id).reason).toBe(reason);
    b.printer.repair();
    b.queue.answer(id, 'print-again');
    await stateIs(b, id, 'confirmed');
    expect(jobOf(b.store.db, id).attempt).toBe(2);
    expect(whole(b.printer)).toEqual(['0/2']);
  });

  test('paper-out with a full buffer: no question gets through, but the printer told it by itself', async () => {
    const b = await bench({ behaviour: { bufferBytes: 512 } });
    b.printer.plan({ kind: 'paper-out', at: 10 });
    const id = b.print();
    await stateIs(b, id, 'failed-partial');
    expect(jobOf(b.store.db, id).reason).toBe('paper-out');
    b.printer.repair();
    b.queue.answer(id, 'give-up');
    expect(jobOf(b.store.db, id).state).toBe('did-not-come-out');
    await stateIs(b, b.print(1), 'confirmed');
    expect(whole(b.printer)).toContain('1/1');
    expect(b.printer.garbage).toBe(0);
  });

  test('a fault that is over before anybody asks still makes the desk look', async () => {
    const b = await bench({ behaviour: { rowsPerMs: 4 } });
    const id = b.print();
    await until('some rows are out', () => (b.printer.jobs[0]?.rows.length ?? 0) > 20);
    b.printer.openCover();
    b.printer.closeCover();
    await stateIs(b, id, 'failed-partial');
    expect(jobOf(b.store.db, id).reason).toBe('cover-open');
  });

  test('the end of an earlier job is not taken for the end of this one', async () => {
    const b = await bench({ behaviour: { rowsPerMs: 1 } });
    const first = b.print(0);
    await until('the first is printing', () => (b.printer.jobs[0]?.rows.length ?? 0) > 100);
    b.server.dropConnection();
    // The second will break at row 100; meanwhile the answer for the first comes on the new connection.
    b.printer.plan({ kind: 'power-loss', at: 100 });
    const second = b.print(1);
    await stateIs(b, first, 'unknown');
    await stateIs(b, second, 'unknown');
    expect(whole(b.printer)).toEqual(['0/1']);
    expect(b.states).not.toContain('confirmed');
  });

  test('power lost at row 60: asks, and the next badge is whole', async () => {
    const b = await bench();
    b.printer.plan({ kind: 'power-loss', at: 60 });
    const id = b.print();
    await stateIs(b, id, 'unknown');
    b.printer.repair();
    b.server.dropConnection();
    b.queue.answer(id, 'print-again');
    await stateIs(b, id, 'confirmed');
    expect(whole(b.printer)).toEqual(['0/2']);
  });

  test('power lost after the last byte: unknown although it came out', async () => {
    const b = await bench();
    b.printer.plan({ kind: 'power-loss', at: 'after-cut' });
    const id = b.print();
    await stateIs(b, id, 'unknown');
    expect(whole(b.printer)).toEqual(['0/1']);
    b.queue.answer(id, 'came-out');
    b.printer.repair();
    b.server.dropConnection();
    await stateIs(b, b.print(1), 'confirmed');
    expect(whole(b.printer)).toEqual(['0/1', '1/1']);
  });

  test('connection closed in the middle of a band: the next badge is not swallowed', async () => {
    const b = await bench({ behaviour: { bufferBytes: 300, rowsPerMs: 3 } });
    b.printer.plan({ kind: 'close-connection', at: 60 });
    const id = b.print();
    await until('asked', () => ['failed-partial', 'unknown'].includes(jobOf(b.store.db, id).state));
    b.queue.answer(id, 'print-again');
    await stateIs(b, id, 'confirmed');
    expect(whole(b.printer)).toEqual(['0/2']);
    expect(b.printer.garbage).toBe(0);
  });

  test('a printer that ignores GS ( H: unknown, with the remedy', async () => {
    const b = await bench({ behaviour: { ignoresConfirm: true } });
    const id = b.print();
    await stateIs(b, id, 'unknown');
    expect(jobOf(b.store.db, id).detail).toContain('"status"');
  });

  test('a confirmation that comes too late settles the question by itself', async () => {
    const b = await bench({ behaviour: { rowsPerMs: 0.08 } });
    const id = b.print();
    await stateIs(b, id, 'unknown');
    await stateIs(b, id, 'confirmed');
    expect(b.states).toEqual(['sending', 'awaiting', 'unknown', 'confirmed']);
  });

  test('a printer that cannot confirm and runs out of paper', async () => {
    const b = await bench({ ability: 'status' });
    b.printer.plan({ kind: 'paper-out', at: 60 });
    const id = b.print();
    await stateIs(b, id, 'failed-partial');
    expect(jobOf(b.store.db, id).reason).toBe('paper-out');
  });
});

describe('words of the desk', () => {
  test('a job held longer than the policy asks before it prints', async () => {
    const b = await bench();
    b.printer.takePaper();
    const id = b.print();
    await stateIs(b, id, 'held');
    wall += 5 * 60_000;
    await until('too-old', () => jobOf(b.store.db, id).reason === 'too-old');
    b.printer.repair();
    await printerIs(b, 'ready');
    expect(jobOf(b.store.db, id).state).toBe('held');
    b.queue.release(id, 'print');
    await stateIs(b, id, 'confirmed');
    expect(jobOf(b.store.db, id).stillWantedWall).toBe(wall);
  });

  test('a cancelled job never prints', async () => {
    const b = await bench();
    b.printer.takePaper();
    const id = b.print();
    await stateIs(b, id, 'held');
    b.queue.release(id, 'cancel');
    b.printer.repair();
    await stateIs(b, b.print(1), 'confirmed');
    expect(jobOf(b.store.db, id).state).toBe('cancelled');
    expect(whole(b.printer)).toEqual(['1/1']);
  });

  test('missing glyphs hold the job until somebody accepts them', async () => {
    const b = await bench({
      deps: {
        renderer: {
          render: async (content, layout) => {
            const badge = await plainRenderer.render(content, layout);
            return { ...badge, missingGlyphs: ['ᠤ'] };
          },
          toPng: plainRenderer.toPng,
          close: plainRenderer.close,
        },
      },
    });
    const id = b.print();
    await stateIs(b, id, 'held');
    expect(jobOf(b.store.db, id)).toMatchObject({ reason: 'missing-glyphs', detail: 'U+1824 ᠤ' });
    b.queue.release(id, 'print');
    await stateIs(b, id, 'confirmed');
  });

  test('a badge that waits for its data does not block the next', async () => {
    let known = false;
    const b = await bench({
      deps: {
        contentOf: (job) =>
          job.badgeSerial === 'TEST-0' && !known ? 'waits-for-data' : plainContent(job),
      },
    });
    const waiting = b.print(0);
    const other = b.print(1);
    await stateIs(b, other, 'confirmed');
    expect(jobOf(b.store.db, waiting)).toMatchObject({ state: 'held', reason: 'waits-for-data' });
    known = true;
    b.queue.wake();
    await stateIs(b, waiting, 'confirmed');
  });

  test('words that do not fit the state are refused', async () => {
    const b = await bench();
    const id = b.print();
    await stateIs(b, id, 'confirmed');
    expect(() => b.queue.answer(id, 'print-again')).toThrow('print job is confirmed');
    expect(() => b.queue.release(id, 'cancel')).toThrow('print job is confirmed');
    expect(() => b.queue.answer('nobody', 'came-out')).toThrow('missing');
  });

  test('a test page prints on the printer that it names', async () => {
    const b = await bench();
    const id = b.queue.enqueueTest('front', '3f0e4f6a-55a4-4c52-9b8f-2d6a1f1c9a01');
    await stateIs(b, id, 'confirmed');
  });
});

describe('a failing store', () => {
  test('a fact that cannot be written with the outcome leaves the job to be asked, not lost', async () => {
    let failures = 1;
    const b = await bench({
      deps: {
        recordChange: (job) => {
          if (job.state === 'confirmed' && failures > 0) {
            failures -= 1;
            throw new Error('disk full');
          }
        },
      },
    });
    const id = b.print();
    await stateIs(b, id, 'unknown');
    expect(whole(b.printer)).toEqual(['0/1']);
  });
});
