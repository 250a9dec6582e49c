import { describe, expect, test } from 'vitest';
import { bench, benches, stateIs, whole } from './fault-bench.ts';
import { jobOf, until } from './support.ts';

describe.each(benches)('%s', (_language, bench) => {
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
      // The printer did not print the first attempt again either.
      expect(whole(b.printer)).toEqual(['0/2']);
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

    test('a printer that does not tell the end of a job: unknown, with the remedy', async () => {
      const b = await bench({ ignoresConfirm: true, rowsPerMs: 4 });
      const id = b.print();
      await stateIs(b, id, 'unknown');
      expect(jobOf(b.store.db, id).detail).toContain('"status"');
    });

    test('a confirmation that comes too late settles the question by itself', async () => {
      const b = await bench({ rowsPerMs: 0.08 });
      const id = b.print();
      await stateIs(b, id, 'unknown');
      await stateIs(b, id, 'confirmed');
      expect(b.states).toEqual(['queued', 'sending', 'awaiting', 'unknown', 'confirmed']);
      expect(whole(b.printer)).toEqual(['0/1']);
    });

    test('a printer that cannot confirm and runs out of paper', async () => {
      const b = await bench({}, { ability: 'status' });
      b.printer.plan({ kind: 'paper-out', at: 60 });
      const id = b.print();
      await stateIs(b, id, 'failed-partial');
      expect(jobOf(b.store.db, id).reason).toBe('paper-out');
    });
  });
});

describe('after the first byte the desk is asked', () => {
  test('paper-out with a full buffer: no question gets through, but the printer told it by itself', async () => {
    const b = await bench({ bufferBytes: 512 });
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
    const b = await bench();
    b.printer.plan({ kind: 'cover-touched', at: 20 });
    const id = b.print();
    await stateIs(b, id, 'failed-partial');
    expect(jobOf(b.store.db, id).reason).toBe('cover-open');
  });

  test('the end of an earlier job is not taken for the end of this one', async () => {
    const b = await bench();
    b.printer.plan({ kind: 'hot', at: 100 });
    const first = b.print(0);
    await until('the first is half out', () => b.printer.hot);
    await stateIs(b, first, 'awaiting');
    b.server.dropConnection();
    const second = b.print(1);
    await stateIs(b, first, 'unknown');
    await stateIs(b, second, 'awaiting');
    // Now the answer for the first arrives on the new connection, and the second breaks.
    b.printer.plan({ kind: 'power-loss', at: 50 });
    b.printer.coolDown();
    await stateIs(b, second, 'unknown');
    expect(whole(b.printer)).toEqual(['0/1']);
    expect(b.states).not.toContain('confirmed');
  });

  test('connection closed in the middle of a band: the next badge is not swallowed', async () => {
    const b = await bench({ bufferBytes: 300, rowsPerMs: 3 });
    b.printer.plan({ kind: 'close-connection', at: 60 });
    const id = b.print();
    await until('asked', () => ['failed-partial', 'unknown'].includes(jobOf(b.store.db, id).state));
    b.queue.answer(id, 'print-again');
    await stateIs(b, id, 'confirmed');
    expect(whole(b.printer)).toEqual(['0/2']);
    expect(b.printer.garbage).toBe(0);
  });
});
