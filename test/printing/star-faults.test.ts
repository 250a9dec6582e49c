import { describe, expect, test } from 'vitest';
import type { Behaviour } from '../support/virtual-printer/behaviour.ts';
import { StarPrinter } from '../support/virtual-printer/star/star-printer.ts';
import { type Bench, benchOf, heldFor, printerIs, stateIs, whole } from './fault-bench.ts';
import { jobOf, until } from './support.ts';

function starBench(
  behaviour: Partial<Behaviour> & { framed?: boolean } = {},
  ability: 'blind' | 'status' | 'confirm' = 'confirm',
): Promise<Bench<StarPrinter>> {
  return benchOf(new StarPrinter(behaviour), { language: 'star', ability });
}

describe('a Star printer', () => {
  test.each([true, false])('confirms the very job (network frames: %s)', async (framed) => {
    const b = await starBench({ framed, rowsPerMs: 20 });
    for (const number of [0, 1]) await stateIs(b, b.print(number), 'confirmed');
    expect(whole(b.printer)).toEqual(['0/1', '1/1']);
    expect(b.printer.garbage).toBe(0);
  });

  test.each(['status', 'blind'] as const)('in raster mode, %s, ends at "sent"', async (ability) => {
    const printer = new StarPrinter({ ignoresStatus: ability === 'blind' });
    const b = await benchOf(printer, { language: 'star', starGraphics: 'raster', ability });
    await stateIs(b, b.print(), 'sent');
    await until('the badge is out', () => whole(printer).length === 1);
    expect(printer.garbage).toBe(0);
  });

  test('with a hot head is waited for: that is no fault', async () => {
    const b = await starBench();
    b.printer.plan({ kind: 'hot', at: 50 });
    const id = b.print();
    await until('its head rests', () => b.printer.hot);
    b.printer.coolDown();
    await stateIs(b, id, 'confirmed');
  });
});

describe('before the first byte', () => {
  test.each([
    ['paper-out', (p: StarPrinter) => p.takePaper()],
    ['cover-open', (p: StarPrinter) => p.openCover()],
    ['printer-error', (p: StarPrinter) => p.setError(true)],
    ['printer-error', (p: StarPrinter) => p.heat()],
  ] as const)('%s holds the job, and it prints by itself', async (reason, fault) => {
    const b = await starBench();
    fault(b.printer);
    const id = b.print();
    await heldFor(b, id, reason);
    expect(b.printer.jobs).toHaveLength(0);
    b.printer.repair();
    b.printer.coolDown();
    await stateIs(b, id, 'confirmed');
    expect(whole(b.printer)).toEqual(['0/1']);
  });

  test('another host that holds the session is said, and the job goes when it has left', async () => {
    const b = await starBench();
    await printerIs(b, 'ready');
    await b.server.setBusy('close');
    const id = b.print();
    await heldFor(b, id, 'busy-elsewhere');
    await b.server.setBusy(null);
    await stateIs(b, id, 'confirmed');
  });

  test('a printer that answers nothing: the words say what to set', async () => {
    const b = await starBench({ ignoresStatus: true });
    const held = await heldFor(b, b.print(), 'not-understood');
    expect(held.detail).toContain('set it to "blind"');
  });
});

describe('after the first byte the desk is asked', () => {
  test.each([
    ['paper-out', 'paper-out'],
    ['cover-open', 'cover-open'],
    ['cover-touched', 'cover-open'],
    ['error', 'printer-error'],
  ] as const)('%s at row 60', async (kind, reason) => {
    const b = await starBench();
    b.printer.plan({ kind, at: 60 });
    const id = b.print();
    await stateIs(b, id, 'failed-partial');
    expect(jobOf(b.store.db, id).reason).toBe(reason);
    b.printer.repair();
    b.queue.answer(id, 'print-again');
    await stateIs(b, id, 'confirmed');
    expect(whole(b.printer)).toContain('0/2');
    expect(b.printer.garbage).toBe(0);
  });

  test.each([
    ['power fails at row 60', 'power-loss', 60],
    ['power fails after the last byte', 'power-loss', 'after-cut'],
    ['the connection ends in silence', 'close-connection', 60],
  ] as const)('%s', async (_what, kind, at) => {
    const b = await starBench();
    b.printer.plan({ kind, at });
    const id = b.print();
    await until('the desk is asked', () =>
      ['unknown', 'failed-partial'].includes(jobOf(b.store.db, id).state),
    );
  });

  test('a printer that does not know the print end counter is never "confirmed"', async () => {
    const b = await starBench({ ignoresConfirm: true });
    const id = b.print();
    await stateIs(b, id, 'unknown');
    expect(jobOf(b.store.db, id).detail).toContain('set it to "status"');
  });

  test("the end of somebody else's job is not ours", async () => {
    const b = await starBench({ ignoresConfirm: true });
    const id = b.print();
    await stateIs(b, id, 'awaiting');
    b.printer.endForeignJob(0x12, 0x34);
    await stateIs(b, id, 'unknown');
  });

  test('a confirmation that comes too late settles the question by itself', async () => {
    const b = await starBench({ answerDelay: 0 });
    b.printer.plan({ kind: 'hot', at: 100 });
    const id = b.print();
    await stateIs(b, id, 'unknown');
    b.printer.coolDown();
    await stateIs(b, id, 'confirmed');
    expect(whole(b.printer)).toEqual(['0/1']);
  });
});
