import { expect, test } from 'vitest';
import { roomSession } from '../../domain/doors/door.ts';
import { type Checkpoint, makeCheckpoint } from '../../domain/event/event-file.ts';

const day = '2018-10-02';
const hall = { en: 'Hall', fr: 'Salle' };
function session(id: string, opens: string, closes: string, change: Partial<Checkpoint> = {}) {
  const windows = [{ day, opens, closes }];
  const base = {
    id,
    name: { en: id, fr: id },
    kind: 'session',
    windows,
    categories: null,
  } as const;
  return { ...makeCheckpoint({ ...base, room: hall }), ...change };
}
const opening = session('opening', '09:00', '12:00');
const panel = session('panel', '14:00', '18:00');
const reception = session('reception', '23:30', '02:00');
const elsewhere = session('elsewhere', '12:30', '13:30', { room: { en: 'Room 2', fr: 'Salle 2' } });
const entrance = session('entrance', '08:00', '20:00', { room: null });
const gone = session('gone', '12:30', '13:30', { retired: true });

const checkpoints = [reception, panel, elsewhere, gone, opening, entrance];
const at = (time: string, chosen: Checkpoint, among: Checkpoint[] = checkpoints): string => {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  const moment = { day, minuteOfDay: hours * 60 + minutes };
  return roomSession({ checkpoints: among, dayBoundary: '04:00' }, chosen, moment).id;
};

test.each([
  ['07:00', 'opening'],
  ['09:00', 'opening'],
  ['12:00', 'panel'],
  ['13:00', 'panel'],
  ['17:59', 'panel'],
  ['18:00', 'reception'],
  ['23:45', 'reception'],
  // After midnight it is still the same day of the event.
  ['01:59', 'reception'],
  ['03:00', 'reception'],
])('at %s a door of the hall stands at %s', (time, session) => {
  for (const chosen of [opening, panel, reception]) expect(at(time, chosen)).toBe(session);
});

test('of two sessions at once the chosen one stays', () => {
  const twin = session('twin', '09:00', '12:00');
  expect(at('10:00', twin, [opening, twin])).toBe('twin');
  expect(at('10:00', opening, [twin, opening])).toBe('opening');
});

test('an entrance without a room, another room and another day stay as chosen', () => {
  expect(at('10:00', entrance)).toBe('entrance');
  expect(at('10:00', elsewhere)).toBe('elsewhere');
  const moment = { day: '2018-10-03', minuteOfDay: 600 };
  expect(roomSession({ checkpoints, dayBoundary: '04:00' }, panel, moment).id).toBe('panel');
});
