import { describe, expect, it } from 'vitest';
import { roomsOf } from '../../../hub/organiser/rooms.ts';
import { checkpoints } from '../../../tools/sample/data/checkpoints.ts';
import { sampleEvent } from '../../support/sample-event.ts';

const wednesday = '2018-10-03';
const thursday = '2018-10-04';
const event = { ...sampleEvent, checkpoints: [...checkpoints], timeZone: 'Europe/Brussels' };
const inside = new Map([
  ['building', 250],
  ['@passenger-controls', 61],
  ['@closing-panels', 2],
]);
const roomsAt = (day: string, now: string) =>
  roomsOf(
    { event, seq: 7, zones: { inside: () => inside } },
    { day, now: Date.parse(`${now}+02:00`) },
  ).rooms;

describe('rooms of the organiser’s page', () => {
  it('are one card each, however many sessions follow one another there', () => {
    const rooms = roomsAt(wednesday, '2018-10-03T09:41');
    expect(rooms.map(({ kind, room, inside: count }) => [kind, room?.en ?? null, count])).toEqual([
      ['house', null, 250],
      ['room', 'Plenary Hall', 63],
      ['room', 'Meeting room 1', 0],
      ['room', 'Meeting room 2', 0],
    ]);
    expect(new Set(rooms.flatMap(({ sessions }) => sessions.map((one) => one.checkpoint)))).toEqual(
      new Set(checkpoints.map(({ id }) => id)),
    );
  });

  it('have the running session first, whose capacity counts, then those of the day', () => {
    const [, hall, first] = roomsAt(wednesday, '2018-10-03T09:41');
    expect(hall?.sessions).toMatchObject([
      {
        checkpoint: 'passenger-controls',
        isRunning: true,
        isToday: true,
        inside: 61,
        hours: { opens: '09:00', closes: '13:00' },
      },
      { checkpoint: 'stce', isRunning: false, isToday: false, hours: null },
      { checkpoint: 'closing-panels', isRunning: false, isToday: false, inside: 2 },
    ]);
    expect(hall?.capacity).toBe(400);
    expect(first).toMatchObject({ capacity: 60, sessions: [{ isToday: false }, {}] });
    const [, later] = roomsAt(thursday, '2018-10-04T14:00');
    expect(later?.sessions.map(({ checkpoint }) => checkpoint)[0]).toBe('closing-panels');
  });

  it('have none running on another day than today', () => {
    const rooms = roomsAt(thursday, '2018-10-03T14:00').filter(({ kind }) => kind === 'room');
    expect(rooms.flatMap(({ sessions }) => sessions.filter((one) => one.isRunning))).toEqual([]);
    expect(rooms[0]?.sessions[0]).toMatchObject({
      checkpoint: 'closing-panels',
      isToday: true,
      hours: { opens: '13:30', closes: '18:00' },
    });
  });
});
