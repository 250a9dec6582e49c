import { connect } from 'node:net';
import { describe, expect, test } from 'vitest';
import type { ZplPrinter } from '../support/virtual-printer/zpl/zpl-printer.ts';
import { zplBench as bench, heldFor, printerIs, stateIs, whole } from './fault-bench.ts';
import { jobOf, until } from './support.ts';

describe('a good printer', () => {
  test.each(['unknown', 'ignored'] as const)(
    'whose labels are not counted (%s) confirms what was seen in it and is gone',
    async (labelCounter) => {
      const b = await bench({ labelCounter, rowsPerMs: 4 });
      const ids = [0, 1].map((number) => b.print(number));
      for (const id of ids) await stateIs(b, id, 'confirmed');
      expect(whole(b.printer)).toEqual(['0/1', '1/1']);
    },
  );

  test('of which nobody knows what it printed: no badge cancels those before', async () => {
    const b = await bench({ rowsPerMs: 0.4 }, { ability: 'status' });
    const ids = [0, 1, 2, 3].map((number) => b.print(number));
    for (const id of ids) await stateIs(b, id, 'sent');
    expect(whole(b.printer).length).toBeLessThan(4);
    await until('all badges are out', () => whole(b.printer).length === 4);
    expect(whole(b.printer)).toEqual(['0/1', '1/1', '2/1', '3/1']);
  });

  test('cuts where it has a cutter', async () => {
    const b = await bench({}, { cut: true });
    await stateIs(b, b.print(), 'confirmed');
    expect(Buffer.from(b.printer.jobs[0]?.bytes ?? []).toString('latin1')).toContain('^MMC');
  });
});

describe('before the first byte', () => {
  test('a paused printer holds the job until somebody presses its key', async () => {
    const b = await bench();
    b.printer.pause(true);
    const id = b.print();
    await heldFor(b, id, 'paused');
    b.printer.pause(false);
    await stateIs(b, id, 'confirmed');
  });

  test('a printer that is too hot is waited for', async () => {
    const b = await bench();
    await stateIs(b, b.print(0), 'confirmed');
    b.printer.plan({ kind: 'hot', at: 'after-cut' });
    await stateIs(b, b.print(1), 'confirmed');
    const last = b.print(2);
    expect((await heldFor(b, last, 'printer-error')).detail).toContain('hot');
    b.printer.coolDown();
    await stateIs(b, last, 'confirmed');
  });

  test.each([
    ['paper-out', (p: ZplPrinter) => p.takePaper()],
    ['cover-open', (p: ZplPrinter) => p.openCover()],
  ] as const)('a model that gives no ~HS with %s is understood by ~HQES', async (reason, spoil) => {
    const b = await bench({ silentInFault: 'host-status' });
    spoil(b.printer);
    const id = b.print();
    await heldFor(b, id, reason);
    b.printer.repair();
    await stateIs(b, id, 'confirmed');
  });

  test('a model that falls silent altogether without paper is said to have a fault', async () => {
    const b = await bench({ silentInFault: 'all' });
    await printerIs(b, 'ready');
    b.printer.takePaper();
    const id = b.print();
    expect((await heldFor(b, id, 'printer-error')).detail).toContain('out of paper');
    b.printer.repair();
    await stateIs(b, id, 'confirmed');
    expect(whole(b.printer)).toEqual(['0/1']);
  });

  test('another program has a job in the printer: it is not taken for ours', async () => {
    const b = await bench({ formatting: 400 });
    // The printer accepts the other job before the desk connects.
    await b.queue.stop();
    const other = connect(b.server.port, b.server.host);
    other.end('^XA^PW8^LL8^FO0,0^GFA,1,1,1,FF^FS^XZ');
    await until('the other job is in', () => b.printer.busy);
    b.queue.start();
    const id = b.print();
    await until('busy-elsewhere', () => jobOf(b.store.db, id).reason === 'busy-elsewhere');
    await stateIs(b, id, 'confirmed');
    expect(whole(b.printer)).toEqual(['0/1']);
  });
});
