import { describe, expect, test } from 'vitest';
import { StarPrinter } from '../support/virtual-printer/star/star-printer.ts';
import { benchOf, heldFor, starBench, stateIs, whole } from './fault-bench.ts';
import { jobOf, until } from './support.ts';

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

test('before the first byte a hot head holds the job, and it prints by itself', async () => {
  const b = await starBench();
  b.printer.heat();
  const id = b.print();
  await heldFor(b, id, 'printer-error');
  expect(b.printer.jobs).toHaveLength(0);
  b.printer.coolDown();
  await stateIs(b, id, 'confirmed');
  expect(whole(b.printer)).toEqual(['0/1']);
});

describe('after the first byte the desk is asked', () => {
  test('cover touched at row 60', async () => {
    const b = await starBench();
    b.printer.plan({ kind: 'cover-touched', at: 60 });
    const id = b.print();
    await stateIs(b, id, 'failed-partial');
    expect(jobOf(b.store.db, id).reason).toBe('cover-open');
    b.queue.answer(id, 'print-again');
    await stateIs(b, id, 'confirmed');
    expect(whole(b.printer)).toContain('0/2');
    expect(b.printer.garbage).toBe(0);
  });

  test('the connection ends in silence', async () => {
    const b = await starBench();
    b.printer.plan({ kind: 'close-connection', at: 60 });
    const id = b.print();
    await until('the desk is asked', () =>
      ['unknown', 'failed-partial'].includes(jobOf(b.store.db, id).state),
    );
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
