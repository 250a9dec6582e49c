import { describe, expect, test } from 'vitest';
import type { PrintJobRow } from '../../db/printing/print-jobs.ts';
import { type Fleet, fleet } from './fleet.ts';
import { jobOf, until } from './support.ts';

const stock = (categories: string[] | null) => ({ name: '', categories, template: 'roll-80' });
const mend = (desk: Fleet): void => desk.printers[0]?.repair();
/** Two printers that replace each other. */
const neighbours = [
  { id: 'left', name: 'Left', neighbour: 'right' },
  { id: 'right', name: 'Right', neighbour: 'left' },
];

const is = (desk: Fleet, id: string, part: Partial<PrintJobRow>): Promise<void> =>
  until(
    () => `${JSON.stringify(part)}, is ${JSON.stringify(jobOf(desk.store.db, id))}`,
    () =>
      Object.entries(part).every(([key, value]) =>
        Object.entries(jobOf(desk.store.db, id)).some(([k, v]) => k === key && v === value),
      ),
  );
const condition = (desk: Fleet, at: number, wanted: string): Promise<void> =>
  until(`${wanted} at ${at}`, () => desk.queue.printers()[at]?.condition === wanted);

describe('the stock decides', () => {
  test('a printer that names the category wins, else the first that takes all', async () => {
    const desk = await fleet([
      { id: 'all' },
      { id: 'press', stock: stock(['press']) },
      { id: 'all-too' },
    ]);
    await is(desk, desk.print(1, 'press'), { state: 'confirmed', printerId: 'press' });
    await is(desk, desk.print(2, 'delegate'), { state: 'confirmed', printerId: 'all' });
    expect(desk.trays()).toEqual([['2/1'], ['1/1'], []]);
  });

  test('no printer has it: held with the category, and printed when one has it', async () => {
    const desk = await fleet([{ id: 'only', stock: stock(['delegate']) }], {
      deps: { categoryName: (id) => `${id} / FR` },
    });
    const id = desk.print(1, 'press');
    await is(desk, id, {
      state: 'held',
      reason: 'wrong-stock',
      detail: 'press / FR',
      printerId: null,
    });
    await is(desk, desk.print(2, 'delegate'), { state: 'confirmed' });
    expect(desk.trays()).toEqual([['2/1']]);
    const [settings] = desk.settings;
    if (settings === undefined) throw new Error('no settings');
    desk.settings[0] = { ...settings, stock: stock(['press']) };
    desk.use();
    await is(desk, id, { state: 'confirmed', printerId: 'only' });
  });

  test('a batch is shared by the printers that have it', async () => {
    const desk = await fleet([{ id: 'left' }, { id: 'right' }], { behaviour: { rowsPerMs: 4 } });
    const ids = Array.from({ length: 8 }, (_, number) => desk.print(number, 'delegate', 1));
    for (const id of ids) await is(desk, id, { state: 'confirmed' });
    expect(desk.trays().map((tray) => tray.length)).toEqual([4, 4]);
  });
});

describe('an operator’s choice', () => {
  test('sends a badge on hold to a printer that nobody named as stand-in, and it stays there', async () => {
    const desk = await fleet([{ id: 'left' }, { id: 'right' }]);
    await condition(desk, 1, 'ready');
    desk.printers[0]?.takePaper();
    const id = desk.print(1);
    await is(desk, id, { state: 'held', reason: 'paper-out', printerId: 'left' });
    expect(desk.queue.moveTo(id, 'right')).toBe('moved');
    await is(desk, id, { state: 'confirmed', printerId: 'right', movedFrom: 'left' });
    mend(desk);
    await is(desk, desk.print(2), { state: 'confirmed', printerId: 'left' });
    expect(desk.trays()).toEqual([['2/1'], ['1/1']]);
    expect(desk.queue.moveTo(id, 'left')).toBe('not-waiting');
  });

  test('changes nothing where the printer has other badges loaded, or is none', async () => {
    const desk = await fleet([{ id: 'left' }, { id: 'press', stock: stock(['press']) }]);
    desk.printers[0]?.takePaper();
    const id = desk.print(1, 'delegate');
    await is(desk, id, { state: 'held', reason: 'paper-out', printerId: 'left' });
    expect(desk.queue.moveTo(id, 'press')).toBe('no-printer');
    expect(desk.queue.moveTo(id, 'gone')).toBe('no-printer');
    await is(desk, id, { state: 'held', printerId: 'left' });
  });

  test('asks a printer at once whether it is mended', async () => {
    const desk = await fleet([{ id: 'left' }], { deps: { pollMs: 3_600_000 } });
    desk.printers[0]?.takePaper();
    const id = desk.print(1);
    await is(desk, id, { state: 'held', reason: 'paper-out' });
    mend(desk);
    desk.queue.release(id, 'print');
    await is(desk, id, { state: 'confirmed' });
  });
});

describe('the neighbour', () => {
  test.each([
    ['out of paper', (desk: Fleet) => desk.printers[0]?.takePaper(), mend],
    ['open', (desk: Fleet) => desk.printers[0]?.openCover(), mend],
    [
      'gone',
      (desk: Fleet) => desk.servers[0]?.setBusy('refuse'),
      (desk: Fleet) => desk.servers[0]?.setBusy(null),
    ],
    [
      'paused',
      (desk: Fleet) => desk.queue.pausePrinter('left', true),
      (desk: Fleet) => desk.queue.pausePrinter('left', false),
    ],
  ] as const)(
    'prints while the printer is %s, once, and nothing comes back',
    async (_, spoil, end) => {
      const desk = await fleet(neighbours);
      await condition(desk, 1, 'ready');
      await spoil(desk);
      const id = desk.print(1);
      await is(desk, id, { state: 'confirmed', printerId: 'right', movedFrom: 'left' });
      await end(desk);
      await condition(desk, 0, 'ready');
      await is(desk, desk.print(2), { state: 'confirmed', printerId: 'left', movedFrom: null });
      expect(desk.trays()).toEqual([['2/1'], ['1/1']]);
    },
  );

  test('is passed over where its stock is wrong or it cannot print either', async () => {
    const desk = await fleet([
      { id: 'a', neighbour: 'b' },
      { id: 'b', neighbour: 'c', stock: stock(['press']) },
      { id: 'c', neighbour: 'd' },
      { id: 'd', neighbour: 'a' },
    ]);
    for (const at of [1, 2, 3]) await condition(desk, at, 'ready');
    desk.printers[0]?.takePaper();
    desk.printers[2]?.takePaper();
    await condition(desk, 0, 'paper-out');
    await condition(desk, 2, 'paper-out');
    await is(desk, desk.print(1), { state: 'confirmed', printerId: 'd', movedFrom: 'a' });
  });

  test('a ring in which nobody can print keeps the badge where it is until one can', async () => {
    const desk = await fleet(neighbours);
    for (const printer of desk.printers) printer.takePaper();
    await condition(desk, 0, 'paper-out');
    await condition(desk, 1, 'paper-out');
    const id = desk.print(1);
    await is(desk, id, { state: 'held', reason: 'paper-out', printerId: 'left' });
    desk.printers[0]?.repair();
    await is(desk, id, { state: 'confirmed', printerId: 'left', movedFrom: null });
    expect(desk.trays()).toEqual([['1/1'], []]);
  });

  test('a badge that was moved stays where it was moved to, also when that one fails in turn', async () => {
    const desk = await fleet([neighbours[0] ?? {}, { id: 'right', neighbour: null }]);
    await condition(desk, 1, 'ready');
    desk.printers[0]?.takePaper();
    await condition(desk, 0, 'paper-out');
    desk.queue.pausePrinter('right', true);
    const id = desk.print(1);
    await is(desk, id, { state: 'held', reason: 'paper-out', printerId: 'left' });
    desk.queue.pausePrinter('right', false);
    await is(desk, id, { state: 'confirmed', printerId: 'right', movedFrom: 'left' });
  });

  test('takes persons before batches, and a person overtakes at the next badge', async () => {
    const desk = await fleet(neighbours, { behaviour: { rowsPerMs: 2 } });
    await condition(desk, 1, 'ready');
    desk.queue.pausePrinter('left', true);
    const batch = [0, 1, 2, 3].map((number) => desk.print(number, 'delegate', 1));
    await until('the batch prints', () => desk.printers[1]?.busy === true);
    const person = desk.print(9);
    for (const id of [...batch, person])
      await is(desk, id, { state: 'confirmed', printerId: 'right' });
    const [left, right] = desk.trays();
    expect(left).toEqual([]);
    expect(right?.indexOf('9/1')).toBeLessThanOrEqual(1);
  });
});

describe('a paused printer', () => {
  test('keeps its badges until somebody ends the pause; the one on its way is finished', async () => {
    const desk = await fleet([{ id: 'only' }], { behaviour: { rowsPerMs: 2 } });
    const first = desk.print(1);
    await is(desk, first, { state: 'awaiting' });
    desk.queue.pausePrinter('only', true);
    const second = desk.print(2);
    await is(desk, second, { state: 'held', reason: 'paused' });
    await is(desk, first, { state: 'confirmed' });
    await condition(desk, 0, 'paused');
    expect(desk.trays()).toEqual([['1/1']]);
    desk.queue.pausePrinter('only', false);
    await is(desk, second, { state: 'confirmed' });
  });

  test('is paused still after a restart', async () => {
    const desk = await fleet([{ id: 'only' }], { deps: { pausedPrinters: ['only'] } });
    await is(desk, desk.print(1), { state: 'held', reason: 'paused' });
  });

  test('that was just being asked hands its badge over without printing it too', async () => {
    const desk = await fleet(neighbours, { behaviour: { answerDelay: 120 } });
    await condition(desk, 1, 'ready');
    await condition(desk, 0, 'ready');
    const id = desk.print(1);
    await condition(desk, 0, 'printing');
    desk.queue.pausePrinter('left', true);
    await is(desk, id, { state: 'confirmed', printerId: 'right' });
    await condition(desk, 0, 'paused');
    expect(desk.trays()).toEqual([[], ['1/1']]);
  });
});
