import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Checkpoint } from '../../../domain/event/event-file.ts';
import type { DoorAnswer } from '../../../preload/contract/doors.ts';
import { type DeskContext, makeDeskContext } from '../../support/desk-context.ts';
import { atDoor, hall, show } from '../../support/door-desk.ts';

let desk: DeskContext;
beforeEach(() => {
  desk = makeDeskContext();
});
afterEach(() => desk.close());

function question(answer: DoorAnswer): Extract<DoorAnswer, { outcome: 'ask' }> {
  if (answer.outcome !== 'ask') throw new Error(`not asked: ${answer.outcome}`);
  return answer;
}

/** Type and payload of each fact about a person. */
function recorded(delegateId: string): string[] {
  return desk.context.db
    .prepare<[string], { type: string; payload: string }>(
      `SELECT type, payload FROM attendance_event WHERE delegate_id = ? ORDER BY rowid`,
    )
    .all(delegateId)
    .map(({ type, payload }) => `${type} ${payload}`);
}

const asksForTickets = { whenFull: 'ask', tickets: 'ask' } as const;

describe('a steward decides what was asked', () => {
  it('is asked again about a doubt that arose since, and the record names both', () => {
    const people = [1, 2, 3].map((number) => desk.addDelegate(number));
    const [first, second, third] = people;
    if (first === undefined || second === undefined || third === undefined) throw new Error();
    const door = atDoor(desk, [hall({ capacity: 2, ...asksForTickets })]);
    const key = randomUUID();
    const asked = question(show(door, first.ticketCode, { key }));
    expect(asked.doubts).toEqual(['ticket']);
    for (const { ticketCode } of [second, third]) show(door, ticketCode, { steward: 'let-pass' });
    const again = question(show(door, first.ticketCode, { key, steward: 'let-pass', asked }));
    expect(again.doubts).toEqual(['ticket', 'full']);
    expect(recorded(first.id)).toEqual([]);
    expect(show(door, first.ticketCode, { key, steward: 'let-pass', asked: again })).toMatchObject({
      outcome: 'passed',
      count: { inside: 3 },
    });
    expect(recorded(first.id)).toEqual([
      'admitted {"asked":"ticket full","identity":null,"source":"hid"}',
    ]);
  });

  it('lets pass without another question where a doubt is gone, and records what was asked', () => {
    const { id, ticketCode } = desk.addDelegate(1);
    const other = desk.addDelegate(2);
    const door = atDoor(desk, [hall({ capacity: 1, ...asksForTickets })]);
    show(door, other.ticketCode, { steward: 'let-pass' });
    const asked = question(show(door, ticketCode));
    expect(asked.doubts).toEqual(['ticket', 'full']);
    show(door, other.ticketCode, { direction: 'out' });
    expect(show(door, ticketCode, { steward: 'let-pass', asked }).outcome).toBe('passed');
    expect(recorded(id)).toEqual([
      'admitted {"asked":"ticket full","identity":null,"source":"hid"}',
    ]);
  });

  it('keeps out whom the steward refused, although the doubt is gone', () => {
    const { id, ticketCode } = desk.addDelegate(1);
    const other = desk.addDelegate(2);
    const door = atDoor(desk, [hall({ capacity: 1, whenFull: 'ask' })]);
    show(door, other.ticketCode);
    const asked = question(show(door, ticketCode));
    show(door, other.ticketCode, { direction: 'out' });
    expect(show(door, ticketCode, { steward: 'refuse', asked })).toMatchObject({
      outcome: 'refused',
      reason: 'full',
      count: { inside: 0 },
    });
    expect(recorded(id)).toEqual(['refused {"outcome":"full","serial":null}']);
  });

  it('is asked again where the door has turned, or stands at another session', () => {
    const { id, ticketCode } = desk.addDelegate(1);
    const [first, next] = [hall(asksForTickets), hall({ ...asksForTickets, id: 'next' })];
    const door = atDoor(desk, [first, next]);
    let at: Checkpoint = first;
    door.checkpoint = () => at;
    const asked = question(show(door, ticketCode));
    at = next;
    for (const steward of ['let-pass', 'refuse'] as const) {
      expect(question(show(door, ticketCode, { steward, asked })).checkpoint).toBe('next');
    }
    expect(recorded(id)).toEqual([]);
    at = first;
    // The exit does not ask about a ticket: it counts as an ordinary scan.
    const out = show(door, ticketCode, { direction: 'out', steward: 'let-pass', asked });
    expect(out).toMatchObject({ outcome: 'passed', how: 'out' });
    expect(recorded(id)).toEqual(['went-out {"source":"hid"}']);
  });

  it('is asked again where the code has become another person’s', () => {
    const [first, second] = [desk.addDelegate(1), desk.addDelegate(2)];
    const door = atDoor(desk, [hall(asksForTickets)]);
    const asked = question(show(door, first.ticketCode));
    const again = question(show(door, second.ticketCode, { steward: 'let-pass', asked }));
    expect(again.delegate?.id).toBe(second.id);
    expect(recorded(second.id)).toEqual([]);
  });
});
