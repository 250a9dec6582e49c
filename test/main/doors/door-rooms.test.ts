import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Checkpoint, makeCheckpoint } from '../../../domain/event/event-file.ts';
import { doorView } from '../../../main/doors/presence.ts';
import { type DeskContext, makeDeskContext } from '../../support/desk-context.ts';
import { atDoor, hall, show } from '../../support/door-desk.ts';

let desk: DeskContext;
beforeEach(() => {
  desk = makeDeskContext();
});
afterEach(() => {
  desk.close();
});

const free = { direction: 'in' as const, fixed: { direction: false, checkpoint: false } };

describe('rooms of one house', () => {
  const plain = { name: { en: 'x', fr: 'x' }, windows: [], categories: null };
  const left = hall({ id: 'left', zone: 'hall' });
  const right = hall({ id: 'right', zone: 'hall', reentry: 'admit' });
  const other = hall({ id: 'other' });
  const exit: Checkpoint = makeCheckpoint({ id: 'exit', kind: 'exit', ...plain });
  const at = (id: string) => atDoor(desk, [left, right, other, exit], id);

  it('two doors of one room share one count', () => {
    const [first, second] = [desk.addDelegate(1), desk.addDelegate(2)];
    show(at('left'), first.ticketCode);
    expect(show(at('right'), second.ticketCode)).toMatchObject({ count: { inside: 2 } });
    expect(show(at('right'), first.ticketCode)).toMatchObject({ how: 'again' });
    expect(show(at('left'), second.ticketCode, { direction: 'out' })).toMatchObject({
      count: { inside: 1 },
    });
  });

  it('coming into another room leaves the first', () => {
    const { ticketCode } = desk.addDelegate(1);
    show(at('left'), ticketCode);
    expect(show(at('other'), ticketCode)).toMatchObject({ count: { inside: 1 } });
    expect(doorView(at('left'), free).count.inside).toBe(0);
  });

  it('an exit lets out whatever direction is set', () => {
    const { ticketCode } = desk.addDelegate(1);
    expect(doorView(at('exit'), free)).toMatchObject({ direction: 'out', canTurn: false });
    expect(show(at('exit'), ticketCode, { direction: 'in' })).toMatchObject({ how: 'out' });
  });

  it('a new day begins with empty rooms', () => {
    const { ticketCode } = desk.addDelegate(1);
    show(at('left'), ticketCode);
    desk.setClock('2018-10-03T09:00:00+02:00');
    expect(doorView(at('left'), free).count.inside).toBe(0);
    expect(show(at('left'), ticketCode)).toMatchObject({ how: 'in', count: { inside: 1 } });
  });
});
