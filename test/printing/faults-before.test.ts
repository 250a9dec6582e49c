import { describe, expect, test } from 'vitest';
import type { PrinterBody } from '../support/virtual-printer/printer-body.ts';
import { bench, benches, heldFor, printerIs, stateIs, whole } from './fault-bench.ts';
import { jobOf, tcpPrinter, until } from './support.ts';

describe.each(benches)('%s', (_language, bench) => {
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
});

describe('a good printer', () => {
  test('with little paper prints and says so', async () => {
    const b = await bench();
    b.printer.paperLow(true);
    await printerIs(b, 'paper-low');
    await stateIs(b, b.print(), 'confirmed');
  });
});

describe('before the first byte', () => {
  test('no printer configured: held, and printed when there is one', async () => {
    const b = await bench();
    b.queue.setPrinters([]);
    const id = b.print();
    await stateIs(b, id, 'held');
    expect(jobOf(b.store.db, id).reason).toBe('no-printer');
    b.queue.setPrinters([tcpPrinter(b.server)]);
    await stateIs(b, id, 'confirmed');
  });

  test('a host name that does not exist is named', async () => {
    const b = await bench();
    b.queue.setPrinters([
      tcpPrinter(b.server, {
        connection: { kind: 'tcp', host: 'no-such-printer.invalid', port: 9100 },
      }),
    ]);
    const id = b.print();
    await until('its name is told', () =>
      jobOf(b.store.db, id).detail.includes('no-such-printer.invalid'),
    );
    expect(jobOf(b.store.db, id)).toMatchObject({ state: 'held', reason: 'offline' });
  });
});
