import { describe, expect, test } from 'vitest';
import { testBeforeFirstByte, testGoodPrinter } from './common-faults.ts';
import { bench, printerIs, stateIs } from './fault-bench.ts';
import { jobOf, tcpPrinter, until } from './support.ts';

testGoodPrinter((behaviour = {}, settings) => bench({ behaviour, ...settings }));
testBeforeFirstByte((behaviour = {}, settings) => bench({ behaviour, ...settings }));

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
