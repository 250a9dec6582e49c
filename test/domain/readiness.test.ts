import { describe, expect, it } from 'vitest';
import {
  judgeReadiness,
  openResults,
  predictQueue,
  type ReadinessFacts,
  type ReadinessLine,
  readinessLines,
  settledResults,
} from '../../domain/station/readiness.ts';

const now = Date.UTC(2018, 9, 2, 7);
const hub = { name: 'Hall', isHostedHere: false, online: true, waiting: 0 };
const people = { all: 100, withoutEmail: 0, unknown: 0, withoutGroup: 0, otherLanguage: 0 };
const printer = { name: 'Left', tested: true, blanks: 120 };
const nobody = { ...people, all: 0 };

const ready: ReadinessFacts = {
  now,
  event: { isDemo: false, days: ['2018-10-02', '2018-10-03'], today: '2018-10-02' },
  missingTexts: [],
  people,
  ticketsSaved: 100,
  printers: [printer],
  templates: [{ name: 'Roll', worst: null }],
  supervisors: 2,
  hub,
  stations: [{ id: 'b1', name: 'Desk 2', lastSeen: now - 60_000 }],
  lanes: { desk: 1, kiosk: 1 },
};

const day = 24 * 60 * 60_000;
const oneLane = { lanes: { desk: 1, kiosk: 0 } };
const two = [printer, { ...printer, name: 'Right' }];
type Row = [Partial<ReadinessFacts>, ReadinessLine['state'], ReadinessLine['result'], object?];
const table: Row[] = [
  [{}, 'done', 'event-ready', { days: 2 }],
  [{ event: { ...ready.event, today: '2018-10-03' } }, 'done', 'event-ready'],
  [{ event: { ...ready.event, today: '2018-10-04' } }, 'to-do', 'event-past'],
  [{ event: { ...ready.event, isDemo: true } }, 'to-do', 'event-demo'],
  [{}, 'done', 'texts-complete'],
  [
    { missingTexts: ['Hall', 'Dinner'] },
    'look',
    'texts-missing',
    { texts: 2, names: 'Hall, Dinner' },
  ],
  [
    { missingTexts: Array.from('abcdef') },
    'look',
    'texts-missing',
    { texts: 6, names: 'a, b, c, d, e …' },
  ],
  [{}, 'done', 'people-known', { people: 100 }],
  [{ people: nobody }, 'to-do', 'people-none'],
  [{}, 'done', 'groups-known'],
  [{ people: { ...people, withoutGroup: 3 } }, 'look', 'groups-missing', { people: 3 }],
  [{ people: { ...people, withoutGroup: 3, unknown: 1 } }, 'to-do', 'groups-unknown'],
  [{}, 'done', 'languages-known'],
  [{ people: { ...people, otherLanguage: 4 } }, 'look', 'languages-other', { people: 4 }],
  [{}, 'done', 'email-known'],
  [{ people: { ...people, withoutEmail: 7 } }, 'look', 'email-missing', { people: 7 }],
  [{}, 'done', 'tickets-saved'],
  [{ ticketsSaved: null }, 'look', 'tickets-unsaved'],
  [{ ticketsSaved: 99 }, 'look', 'tickets-fewer', { ticketsSaved: 99, people: 100 }],
  [{}, 'done', 'printers-tested', { names: 'Left' }],
  [{ printers: [] }, 'to-do', 'printers-none'],
  [
    { printers: [printer, { ...printer, name: 'Right', tested: false }] },
    'to-do',
    'printers-untested',
    { names: 'Right' },
  ],
  [{}, 'done', 'stock-enough'],
  [{ printers: [{ ...printer, blanks: 99 }] }, 'look', 'stock-short', { blanks: 99, people: 100 }],
  [{ printers: two.map((one) => ({ ...one, blanks: 50 })) }, 'done', 'stock-enough'],
  [{ printers: [printer, { ...printer, blanks: null }] }, 'look', 'stock-unknown'],
  // A printer without an entered stock takes no blanks from the other one.
  [{ printers: [printer, { ...printer, blanks: -40 }] }, 'done', 'stock-enough', { blanks: 120 }],
  [{}, 'done', 'templates-right'],
  [{ templates: [{ name: 'Roll', worst: 'warning' }] }, 'look', 'templates-warnings'],
  [
    {
      templates: [
        { name: 'Roll', worst: 'warning' },
        { name: 'Card', worst: 'error' },
      ],
    },
    'to-do',
    'templates-errors',
    { names: 'Card' },
  ],
  [{}, 'done', 'supervisors-two'],
  [{ supervisors: 1 }, 'to-do', 'supervisors-alone'],
  [{}, 'done', 'hub-joined', { name: 'Hall' }],
  [{ hub: { ...hub, isHostedHere: true } }, 'done', 'hub-hosted'],
  [{ hub: { ...hub, online: false } }, 'look', 'hub-away'],
  [{}, 'done', 'stations-seen', { stations: 1 }],
  [
    { stations: [{ id: 'b1', name: 'Door', lastSeen: null }] },
    'look',
    'stations-never',
    { names: 'Door' },
  ],
  [{ stations: [{ id: 'b1', name: 'Door', lastSeen: now - day - 1 }] }, 'look', 'stations-silent'],
  [{ stations: [{ id: 'b1', name: 'Door', lastSeen: now - day }] }, 'done', 'stations-seen'],
  [{}, 'done', 'waiting-empty'],
  [{ hub: { ...hub, waiting: 4 } }, 'look', 'waiting-some', { waiting: 4 }],
  [oneLane, 'done', 'lanes-enough', { lanes: 1, people: 100 }],
  [
    { people: { ...people, all: 300 }, ...oneLane },
    'look',
    'lanes-few',
    { minutes: 40, needed: 3 },
  ],
];

describe('what is missing before the doors open', () => {
  it.each(table)('%j: %s, %s', (change, state, result, values = {}) => {
    const name = result.split('-')[0];
    const line = judgeReadiness({ ...ready, ...change }).find((one) => one.line === name);
    expect(line).toMatchObject({ state, result, values });
  });

  it('has a row for every result', () => {
    const tried = new Set<string>(table.map(([, , result]) => result));
    tried.add('nothing');
    expect([...openResults, ...settledResults].filter((one) => !tried.has(one))).toEqual([]);
  });

  it.each([
    [{ people: nobody }, ['groups', 'languages', 'email', 'tickets', 'lanes']],
    [{ printers: [], templates: [] }, ['stock', 'templates']],
    [{ hub: null }, ['hub', 'stations', 'waiting']],
    [{ stations: [] }, ['stations']],
  ])('%j leaves out %j', (change, lines) => {
    const judged = judgeReadiness({ ...ready, ...change });
    expect(judged.map(({ line }) => line)).toEqual(readinessLines);
    const out = judged.filter(({ state }) => state === 'not-applicable');
    expect(out.map(({ line }) => line)).toEqual(lines);
  });

  it('predicts the queue of an hour', () => {
    // 720 people are 14,400 s of work: 4 lanes are busy for the whole hour, and nobody waits long.
    expect(predictQueue(720, 4)).toEqual({ minutes: 1, needed: 5 });
    expect(predictQueue(720, 2)).toEqual({ minutes: 60, needed: 5 });
  });
});
