import { expect, it } from 'vitest';
import { makeCheckpoint } from '../../domain/event/event-file.ts';
import { measureByMode, planRehearsal } from '../../domain/station/rehearsal-plan.ts';

const name = { en: 'A', fr: 'A' };
const at = (id: string, kind: 'registration' | 'session', opens: readonly string[], more = {}) =>
  makeCheckpoint({
    id,
    name,
    kind,
    categories: null,
    ...more,
    windows: opens.map((time) => ({ day: '2026-12-01', opens: time, closes: '18:00' })),
  });
const counts = [
  { category: 'delegate', people: 40 },
  { category: 'press', people: 5 },
  { category: 'unheard-of', people: 2 },
];

it('knows the first day, its first session and whom each registration admits', () => {
  const checkpoints = [
    at('main', 'registration', ['08:15', '07:45']),
    at('media', 'registration', [], { categories: ['press'] }),
    at('old', 'registration', ['06:00'], { retired: true }),
    at('plenary', 'session', ['10:00']),
    at('opening', 'session', ['09:30']),
    at('cancelled', 'session', ['09:00'], { retired: true }),
  ];
  expect(planRehearsal({ checkpoints, days: ['2026-12-02', '2026-12-01'] }, counts)).toEqual({
    day: '2026-12-01',
    begins: '09:30',
    checkpoints: [
      { id: 'main', people: 47, opens: '07:45' },
      { id: 'media', people: 5, opens: null },
    ],
  });
});

it('says that it does not know when the first session begins', () => {
  const plan = planRehearsal(
    { checkpoints: [at('plenary', 'session', ['10:00'])], days: ['2026-11-30', '2026-12-01'] },
    counts,
  );
  expect(plan).toEqual({ day: '2026-11-30', begins: null, checkpoints: [] });
});

it('measures desks and kiosks apart, each station by itself, and no door', () => {
  const every = (station: string, mode: 'desk' | 'kiosk' | 'door', gap: number, count = 31) =>
    Array.from({ length: count }, (_, index) => ({ station, mode, wall: index * gap * 1_000 }));
  const measured = measureByMode([
    ...every('a', 'desk', 20),
    ...every('b', 'desk', 20),
    ...every('k', 'kiosk', 35, 30),
    ...every('d', 'door', 3),
  ]);
  expect(measured.desk).toEqual({ samples: 60, seconds: 20, spread: 0 });
  expect(measured.kiosk).toBeNull();
});
