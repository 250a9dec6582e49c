import { dirname } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { saveEvent } from '../../../db/event/events.ts';
import type { Checkpoint } from '../../../domain/event/event-file.ts';
import type { Context } from '../../../main/base/context.ts';
import { doorView, presenceNow } from '../../../main/doors/presence.ts';
import { evacuationList } from '../../../main/emergency/evacuation.ts';
import { type DeskContext, makeDeskContext } from '../../support/desk-context.ts';
import { atDoor, hall, show } from '../../support/door-desk.ts';

let desk: DeskContext;
beforeEach(() => {
  desk = makeDeskContext();
});
afterEach(() => desk.close());

const setting = { direction: 'in' as const, fixed: { direction: false, checkpoint: false } };
const annex = hall({
  id: 'annex',
  name: { en: 'Annex', fr: 'Annexe' },
  capacity: 2,
  whenFull: 'refuse',
});

/** The station gets another version of the event, as `takeNewEvent` (create-services.ts) does. */
function takeVersion(context: Context, checkpoints: readonly Checkpoint[]): void {
  const registration = context.event.file.checkpoints.filter(({ kind }) => kind === 'registration');
  const file = { ...context.event.file, checkpoints: [...registration, ...checkpoints] };
  saveEvent(context.db, { ...context.event, file }, context.clock());
  Object.assign(context.event, { file });
}

/** What doors, lists and counts report about who is where. */
function said(context: Context) {
  const { inside } = evacuationList(context, 'en');
  return {
    door: doorView(context, setting),
    listed: inside,
    persons: [...presenceNow(context).persons()].sort(),
  };
}

describe('a new version of the event at a running door', () => {
  it.each([
    ['used before', true],
    ['first used after it', false],
  ])('a room that is added counts and is full; %s', (_words, isUsedBefore) => {
    const people = [1, 2, 3].map((number) => desk.addDelegate(number));
    const context = atDoor(desk, [hall()]);
    if (isUsedBefore) expect(doorView(context, setting).count.inside).toBe(0);
    takeVersion(context, [hall(), annex]);
    context.checkpoint = () => annex;
    const outcomes = people.map(({ ticketCode }) => show(context, ticketCode).outcome);
    expect(outcomes).toEqual(['passed', 'passed', 'refused']);
    expect(doorView(context, setting).count).toEqual({ inside: 2, capacity: 2 });
  });

  const [a, b] = [hall(), hall({ id: 'b', name: { en: 'B', fr: 'B' } })];
  it.each<[words: string, before: Checkpoint[], after: Checkpoint[]]>([
    ['a room is added', [a], [a, annex]],
    ['a room is retired', [a, b], [a, { ...b, retired: true }]],
    [
      'two rooms become one zone',
      [a, b],
      [
        { ...a, zone: 'wing' },
        { ...b, zone: 'wing' },
      ],
    ],
    [
      'one zone becomes two',
      [
        { ...a, zone: 'wing' },
        { ...b, zone: 'wing' },
      ],
      [a, b],
    ],
    ['a room becomes a way out', [a, b], [a, { ...b, kind: 'exit', zone: 'hall' }]],
  ])('says what it would say after a restart: %s', (_words, before, after) => {
    const [first = a, second = first] = before;
    const context = atDoor(desk, before);
    const people = [1, 2, 3].map((number) => desk.addDelegate(number));
    for (const [index, { ticketCode }] of people.entries()) {
      context.checkpoint = () => (index === 0 ? first : second);
      show(context, ticketCode);
    }
    said(context);
    takeVersion(context, after);
    context.checkpoint = () => after[0] ?? first;
    const running = said(context);
    const again = makeDeskContext({ folder: dirname(desk.location.path), event: context.event });
    try {
      again.setClock(new Date(context.clock()).toISOString());
      again.context.checkpoint = context.checkpoint;
      expect(running).toEqual(said(again.context));
    } finally {
      again.context.db.close();
    }
  });
});
