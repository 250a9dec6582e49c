import { describe, expect, test } from 'vitest';
import { zplBench as bench, stateIs, whole } from './fault-bench.ts';
import { jobOf, until } from './support.ts';

/** Slow enough that a label can be seen while it prints. */
const moderate = { rowsPerMs: 4 };

describe('after the first byte the desk is asked', () => {
  test.each([
    ['paper-out', 'paper-out'],
    ['cover-open', 'cover-open'],
  ] as const)('%s at row 60, of a model that gives no ~HS then', async (kind, reason) => {
    const b = await bench({ ...moderate, silentInFault: 'host-status' });
    b.printer.plan({ kind, at: 60 });
    const id = b.print();
    await stateIs(b, id, 'failed-partial');
    expect(jobOf(b.store.db, id).reason).toBe(reason);
    b.printer.repair();
    b.queue.answer(id, 'print-again');
    await stateIs(b, id, 'confirmed');
    // The printer did not print the first attempt again.
    expect(whole(b.printer)).toEqual(['0/2']);
  });

  test('a model that falls silent altogether without paper: unknown, never confirmed', async () => {
    const b = await bench({ ...moderate, silentInFault: 'all' });
    b.printer.plan({ kind: 'paper-out', at: 60 });
    const id = b.print();
    await stateIs(b, id, 'unknown');
    b.printer.repair();
    b.queue.answer(id, 'print-again');
    await stateIs(b, id, 'confirmed');
    expect(whole(b.printer)).toEqual(['0/2']);
  });

  test('and one that cannot confirm is not called "sent" when it falls silent', async () => {
    const b = await bench({ ...moderate, silentInFault: 'all' }, { ability: 'status' });
    b.printer.plan({ kind: 'paper-out', at: 60 });
    const id = b.print();
    await stateIs(b, id, 'failed-partial');
    expect(jobOf(b.store.db, id).detail).toContain('~HS');
  });

  test('the head opened and closed at once still makes the desk look', async () => {
    const b = await bench(moderate);
    b.printer.plan({ kind: 'cover-touched', at: 20 });
    const id = b.print();
    await until('asked', () => ['failed-partial', 'unknown'].includes(jobOf(b.store.db, id).state));
    expect(whole(b.printer)).toEqual([]);
  });

  test('connection closed while it prints: unknown, and the next badge is whole', async () => {
    const b = await bench(moderate);
    b.printer.plan({ kind: 'close-connection', at: 60 });
    const id = b.print();
    await stateIs(b, id, 'unknown');
    await until('it is out', () => whole(b.printer).length === 1);
    b.queue.answer(id, 'came-out');
    await stateIs(b, b.print(1), 'confirmed');
    expect(whole(b.printer)).toEqual(['0/1', '1/1']);
  });
});

describe('a job is not called confirmed', () => {
  test.each(['kept', 'unknown'] as const)(
    'while its label moves uncounted (labels counted: %s)',
    async (labelCounter) => {
      // ~HS shows 0 as soon as the label begins to move; it takes 400 ms.
      const b = await bench({
        labelCounter,
        countsMoving: false,
        formatting: 60,
        rowsPerMs: 0.5,
      });
      const whenConfirmed = until('confirmed', () => b.states.includes('confirmed')).then(() =>
        whole(b.printer),
      );
      await stateIs(b, b.print(), 'confirmed');
      expect(await whenConfirmed).toEqual(['0/1']);
    },
  );

  test('when the printer loses power as soon as all is at 0', async () => {
    const b = await bench({
      labelCounter: 'unknown',
      countsMoving: false,
      formatting: 60,
      rowsPerMs: 0.5,
    });
    b.printer.plan({ kind: 'power-loss', at: 150 });
    const id = b.print();
    await stateIs(b, id, 'unknown');
    expect(b.states).not.toContain('confirmed');
  });

  test.each(['kept', 'unknown'] as const)(
    'while it is paused with the label in it (labels counted: %s)',
    async (labelCounter) => {
      const b = await bench({ ...moderate, labelCounter, countsMoving: false, formatting: 50 });
      b.printer.plan({ kind: 'hot', at: 100 });
      const id = b.print();
      await until('half out', () => b.printer.hot);
      b.printer.pause(true);
      b.printer.coolDown();
      await stateIs(b, id, 'unknown');
      expect(whole(b.printer)).toEqual([]);
      b.printer.pause(false);
      await until('it is out', () => whole(b.printer).length === 1);
    },
  );
});

test.each(['confirm', 'status'] as const)(
  'half a format that anybody left in the printer does not get onto the next badge (%s)',
  async (ability) => {
    const b = await bench({}, { ability });
    const good = ability === 'confirm' ? 'confirmed' : 'sent';
    await stateIs(b, b.print(0), good);
    // One graphic is whole, the other is not: both would be printed with the next job.
    const half = '^XA^PW128^LL200^FO0,0^GFA,4,4,1,FFFFFFFF^FS^FO0,0^GFA,16,16,1,0';
    b.printer.receive(Buffer.from(half));
    await stateIs(b, b.print(1), good);
    expect(whole(b.printer)).toEqual(['0/1', '1/1']);
    expect(b.printer.garbage).toBe(0);
  },
);

test('an earlier label that was still moving is not counted for the job', async () => {
  // ~HS shows neither label while it moves; the first ends while the second is being sent.
  const b = await bench({ countsMoving: false });
  b.printer.hold();
  const first = b.print(0);
  await stateIs(b, first, 'awaiting');
  await until('the first moves', () => b.printer.jobs.length > 0);
  b.server.dropConnection();
  await stateIs(b, first, 'unknown');
  const second = b.print(1);
  await stateIs(b, second, 'awaiting');
  b.printer.letGo();
  await stateIs(b, second, 'confirmed');
  expect(whole(b.printer)).toEqual(['0/1', '1/1']);
});
