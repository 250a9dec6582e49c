import { describe, expect, it } from 'vitest';
import { firstText } from '../../domain/base/language.ts';
import { conferenceCategories } from '../../domain/event/conference-categories.ts';
import { readSessions } from '../../intake/event/sessions.ts';

const event = {
  languages: ['fr', 'en'] as const,
  days: ['2026-10-24', '2026-10-25', '2026-10-26'],
  timeZone: 'Europe/Brussels',
  dayBoundary: '04:00',
  categories: Object.values(conferenceCategories),
};

/** A calendar's entry named u1, with these lines. */
const entry = (...lines: string[]): string[] => [
  'BEGIN:VEVENT',
  'UID:u1',
  'SUMMARY:Plenary',
  ...lines,
  'END:VEVENT',
];
const hour = (start: string, end: string, zone = ';TZID=Europe/Brussels'): string[] => [
  `DTSTART${zone}:${start}`,
  `DTEND${zone}:${end}`,
];
const morning = hour('20261024T093000', '20261024T110000');

async function readText(text: string, timing = event) {
  const bytes = Buffer.from(text);
  const { rows, problems, leftOut } = await readSessions({ name: 'a.ics', bytes }, timing);
  return {
    rows: rows.map(({ title, window }) => [firstText(title), ...Object.values(window)].join(' ')),
    problems: problems.map(({ code, uid, value }) => ({ code, uid, value })),
    leftOut,
  };
}

function read(lines: string[], timing = event) {
  const all = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//T//EN', ...lines, 'END:VCALENDAR'];
  return readText(`${all.join('\r\n')}\r\n`, timing);
}

/** Rules as Outlook writes them, with its own name. */
const outlookZone = [
  'BEGIN:VTIMEZONE',
  'TZID:W. Europe Standard Time',
  'BEGIN:STANDARD',
  'DTSTART:16011028T030000',
  'RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10',
  'TZOFFSETFROM:+0200',
  'TZOFFSETTO:+0100',
  'END:STANDARD',
  'BEGIN:DAYLIGHT',
  'DTSTART:16010325T020000',
  'RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3',
  'TZOFFSETFROM:+0100',
  'TZOFFSETTO:+0200',
  'END:DAYLIGHT',
  'END:VTIMEZONE',
];

describe('the times of a calendar', () => {
  it.each([
    ['a named zone', entry(...morning), ['24 09:30 11:00']],
    [
      'another zone',
      entry(...hour('20261024T160000', '20261024T170000', ';TZID=Asia/Tokyo')),
      ['24 09:00 10:00'],
    ],
    [
      'UTC, after the clocks went back',
      entry(...hour('20261025T080000Z', '20261025T090000Z', '')),
      ['25 09:00 10:00'],
    ],
    ['a duration', entry('DTSTART:20261024T080000Z', 'DURATION:PT90M'), ['24 10:00 11:30']],
    [
      'no zone: the event’s',
      entry(...hour('20261025T093000', '20261025T110000', '')),
      ['25 09:30 11:00'],
    ],
    [
      'a zone that the file describes',
      [
        ...outlookZone,
        ...entry(...hour('20261026T100000', '20261026T110000', ';TZID=W. Europe Standard Time')),
      ],
      ['26 10:00 11:00'],
    ],
    [
      'a night that belongs to the day before',
      entry(...hour('20261025T003000', '20261025T020000')),
      ['24 00:30 02:00'],
    ],
    [
      'a night over midnight',
      entry(...hour('20261026T220000', '20261027T040000')),
      ['26 22:00 04:00'],
    ],
  ])('%s', async (_case, lines, times) => {
    const found = await read(lines);
    expect(found.problems).toEqual([]);
    expect(found.rows).toEqual(times.map((time) => `Plenary 2026-10-${time}`));
  });

  it('a folded line, an escaped comma and a room', async () => {
    const text = entry(...morning, 'LOCATION:Hall\\, 1')
      .join('\r\n')
      .replace('Plen', 'Plen\r\n ');
    const bytes = Buffer.from(`BEGIN:VCALENDAR\r\n${text}\r\nEND:VCALENDAR`, 'utf16le');
    const bom = Buffer.from([0xff, 0xfe]);
    const found = await readSessions({ name: 'a', bytes: Buffer.concat([bom, bytes]) }, event);
    expect(found.rows).toMatchObject([{ title: { fr: 'Plenary' }, room: { fr: 'Hall, 1' } }]);
  });
});

describe('recurrences', () => {
  const daily = 'RRULE:FREQ=DAILY;UNTIL=20261026T083000Z';
  const early = hour('20261001T093000', '20261001T110000');

  it('are those within the days, by the zone’s clock, without the excepted one', async () => {
    const found = await read(entry(...early, daily, 'EXDATE:20261024T073000Z'));
    expect(found).toMatchObject({ problems: [], leftOut: [] });
    expect(found.rows).toEqual(['25', '26'].map((day) => `Plenary 2026-10-${day} 09:30 11:00`));
  });

  it('are moved, cancelled and brought in from outside by exceptions', async () => {
    const exception = (id: string, ...lines: string[]): string[] => [
      'BEGIN:VEVENT',
      'UID:u1',
      `RECURRENCE-ID;TZID=Europe/Brussels:${id}`,
      'SUMMARY:Moved',
      ...lines,
      'END:VEVENT',
    ];
    const found = await read([
      ...entry(...early, 'RRULE:FREQ=DAILY;COUNT=40'),
      ...exception('20261024T093000', ...hour('20261024T140000', '20261024T150000')),
      ...exception(
        '20261025T093000',
        ...hour('20261025T093000', '20261025T110000'),
        'STATUS:CANCELLED',
      ),
      ...exception('20261105T093000', ...hour('20261026T160000', '20261026T170000')),
    ]);
    expect(found.problems).toEqual([]);
    expect(found.leftOut).toEqual([{ why: 'cancelled', uid: 'u1', title: 'Moved' }]);
    expect(found.rows).toEqual([
      'Moved 2026-10-24 14:00 15:00',
      'Plenary 2026-10-26 09:30 11:00',
      'Moved 2026-10-26 16:00 17:00',
    ]);
  });

  it('that never come end after a while, and are named', async () => {
    const found = await read(entry(...morning, 'RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30'));
    expect(found.problems).toEqual([{ code: 'endless-rule', uid: 'u1', value: 'Plenary' }]);
  });
});

it('a time zone whose rule never comes ends it, too', async () => {
  const zone = outlookZone.map((line) =>
    line.replace('FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10', 'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30'),
  );
  const lines = hour('20261026T100000', '20261026T110000', ';TZID=W. Europe Standard Time');
  const found = await read([...zone, ...entry(...lines)]);
  expect(found.problems).toEqual([{ code: 'endless-rule', uid: 'u1', value: 'Plenary' }]);
});

describe('what is wrong with a calendar', () => {
  it.each([
    ['ends before it begins', hour('20261024T110000', '20261024T093000'), 'wrong-end'],
    ['goes on after the new day begins', hour('20261024T230000', '20261025T050000'), 'wrong-end'],
    ['is on the day before', hour('20261024T010000', '20261024T020000'), 'day-outside'],
    ['is a year late', hour('20271024T110000', '20271024T120000'), 'day-outside'],
    [
      'never recurs in the days',
      [...hour('20260101T110000', '20260101T120000'), 'RRULE:FREQ=DAILY;COUNT=3'],
      'day-outside',
    ],
    ['is on Mars', hour('20261024T110000', '20261024T120000', ';TZID=Mars'), 'unknown-zone'],
    ['has a broken start', hour('2026XX24T110000', '20261024T120000'), 'entry-unreadable'],
    ['has no start', ['DTEND:20261024T120000'], 'entry-unreadable'],
    ['has no end', ['DTSTART:20261024T120000'], 'wrong-end'],
  ])('an entry that %s is told by its UID, and the others are kept', async (_case, lines, code) => {
    const good = entry(...morning).map((line) => line.replace('u1', 'u2'));
    const found = await read([...entry(...lines), ...good]);
    expect(found.problems).toEqual([{ code, uid: 'u1', value: expect.any(String) }]);
    expect(found.rows).toEqual(['Plenary 2026-10-24 09:30 11:00']);
  });

  it('whole days are left out, and told', async () => {
    const found = await read([...entry('DTSTART;VALUE=DATE:20261024'), ...entry(...morning)]);
    expect(found.leftOut).toEqual([{ why: 'whole-day', uid: 'u1', title: 'Plenary' }]);
    // Two entries with the same UID do not hide each other.
    expect(found.rows).toHaveLength(1);
  });

  it.each([
    ['cut off', 'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:q\r\nSUMM'],
    ['never closed', `BEGIN:VCALENDAR\r\n${entry(...morning).join('\r\n')}`],
    ['no calendar at all', '<html>'],
    [
      'a wrong rule',
      [
        'BEGIN:VCALENDAR',
        ...entry(...morning, 'RRULE:FREQ=DAILY;BYWEEKNO=99'),
        'END:VCALENDAR',
      ].join('\r\n'),
    ],
  ])('%s: nothing is read', async (_case, text) => {
    const found = await readText(text);
    expect(found.rows).toEqual([]);
    expect(found.problems).toMatchObject([{ code: 'calendar-unreadable', uid: null }]);
  });

  it('an empty one says so', async () => {
    expect((await read([])).problems).toMatchObject([{ code: 'no-lines' }]);
    expect((await readText('')).problems).toMatchObject([{ code: 'no-lines' }]);
  });
});
