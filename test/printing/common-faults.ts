import { describe, expect, test } from 'vitest';
import type { PrinterSettings } from '../../domain/print-job.ts';
import type { Behaviour } from '../support/virtual-printer/behaviour.ts';
import type { PrinterBody } from '../support/virtual-printer/printer-body.ts';
import { type Bench, heldFor, printerIs, stateIs, whole } from './fault-bench.ts';
import { jobOf, until } from './support.ts';

/** A desk with a printer of one language. */
export type MakeBench = (
  behaviour?: Partial<Behaviour>,
  settings?: Partial<PrinterSettings>,
) => Promise<Bench>;

/** What a printer of any language does as long as it is well. */
export function testGoodPrinter(bench: MakeBench): void {
  describe('a good printer', () => {
    test('confirms, and the states come in order', async () => {
      const b = await bench();
      await stateIs(b, b.print(), 'confirmed');
      expect(b.states).toEqual(['queued', 'sending', 'awaiting', 'confirmed']);
      expect(whole(b.printer)).toEqual(['0/1']);
    });

    test('that cannot confirm ends at "sent"', async () => {
      const b = await bench({ ignoresConfirm: true }, { ability: 'status' });
      await stateIs(b, b.print(), 'sent');
      expect(whole(b.printer)).toEqual(['0/1']);
    });

    test('that tells nothing ends at "sent"', async () => {
      const silent = { ignoresConfirm: true, ignoresStatus: true };
      const b = await bench(silent, { ability: 'blind' });
      await stateIs(b, b.print(), 'sent');
      await until('the badge is out', () => whole(b.printer).length === 1);
      expect(b.queue.printers()[0]?.condition).toBe('unknown');
    });

    test.each([256, 1_024])(
      'with a memory of %i bytes and slow paper prints badge after badge',
      async (bufferBytes) => {
        const b = await bench({ bufferBytes, rowsPerMs: 4 });
        const ids = [0, 1, 2, 3].map((number) => b.print(number));
        for (const id of ids) await stateIs(b, id, 'confirmed');
        expect(whole(b.printer)).toEqual(['0/1', '1/1', '2/1', '3/1']);
      },
    );

    test('that answers slowly is waited for', async () => {
      const b = await bench({ answerDelay: 120, rowsPerMs: 4 });
      await stateIs(b, b.print(), 'confirmed');
    });
  });
}

/** What holds a job before anything was sent, in any language. */
export function testBeforeFirstByte(bench: MakeBench): void {
  describe('before the first byte', () => {
    test.each([
      ['paper-out', (p: PrinterBody) => p.takePaper()],
      ['cover-open', (p: PrinterBody) => p.openCover()],
      ['printer-error', (p: PrinterBody) => p.setError(true)],
    ] as const)(
      '%s holds the job, and it prints by itself when the printer is ready',
      async (reason, spoil) => {
        const b = await bench();
        spoil(b.printer);
        const id = b.print();
        expect(await heldFor(b, id, reason)).toMatchObject({ printerId: 'front' });
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
      const http = Buffer.from(
        'HTTP/1.1 400 Bad Request\r\nServer: x\r\nConnection: close\r\n\r\n',
      );
      const b = await bench({ rubbish: Uint8Array.from(http) });
      const id = b.print();
      expect((await heldFor(b, id, 'not-understood')).detail).toContain(b.server.host);
      expect(b.printer.jobs).toEqual([]);
    });

    test('no answers at all: held with the remedy', async () => {
      const b = await bench({ ignoresStatus: true });
      const id = b.print();
      expect((await heldFor(b, id, 'not-understood')).detail).toContain('blind');
      expect(b.printer.jobs).toEqual([]);
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
  });
}

/** What makes the desk look after something was sent, in any language. */
export function testAfterFirstByte(bench: MakeBench): void {
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
      // Nor did the printer print the first attempt anew by itself.
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
      const b = await bench({ rowsPerMs: 4 }, { ability: 'status' });
      b.printer.plan({ kind: 'paper-out', at: 60 });
      const id = b.print();
      await stateIs(b, id, 'failed-partial');
      expect(jobOf(b.store.db, id).reason).toBe('paper-out');
    });
  });
}
