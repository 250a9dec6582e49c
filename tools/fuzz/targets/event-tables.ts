import { conferenceCategories } from '../../../domain/event/conference-categories.ts';
import { eventFileOf, type NewEvent } from '../../../domain/event/new-event.ts';
import { wholeEventFileSchema } from '../../../domain/event/whole-event-file.ts';
import { exampleDelegations, readDelegations } from '../../../intake/event/delegations.ts';
import { exampleSessions, readSessions } from '../../../intake/event/sessions.ts';
import { IntakeError } from '../../../intake/intake-error.ts';
import { hold } from '../engine/guards.ts';
import { fuzzed, type Target } from '../engine/target.ts';
import { mutatedText } from '../generators/text.ts';

const days = ['2026-10-24', '2026-10-25'];
const request: NewEvent = {
  kind: 'conference',
  languages: ['en', 'fr'],
  name: { en: 'A', fr: 'A' },
  place: { en: 'B', fr: 'B' },
  timeZone: 'Europe/Brussels',
  dayBoundary: '04:00',
  delegations: 'table',
  extraFields: [],
  firstDay: '2026-10-24',
  lastDay: '2026-10-25',
  signedTickets: false,
};
const event = { ...request, days, categories: Object.values(conferenceCategories) };
const made = { id: '0192d3a0-0000-7000-8000-0000000000ee', ticketKey: btoa('k'.repeat(32)) };

const calendar = [
  'BEGIN:VCALENDAR',
  'VERSION:2.0',
  'BEGIN:VTIMEZONE',
  'TZID:Here',
  'BEGIN:STANDARD',
  'DTSTART:16011028T030000',
  'RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10',
  'TZOFFSETFROM:+0200',
  'TZOFFSETTO:+0100',
  'END:STANDARD',
  'END:VTIMEZONE',
  'BEGIN:VEVENT',
  'UID:1',
  'SUMMARY:Plenary',
  'DTSTART;TZID=Here:20261024T093000',
  'DURATION:PT90M',
  'RRULE:FREQ=DAILY;COUNT=9',
  'EXDATE;TZID=Here:20261025T093000',
  'END:VEVENT',
  'BEGIN:VEVENT',
  'UID:1',
  'RECURRENCE-ID;TZID=Here:20261026T093000',
  'SUMMARY:Moved',
  'DTSTART;TZID=Europe/Brussels:20261025T020000',
  'DTEND:20261025T040000Z',
  'END:VEVENT',
  'END:VCALENDAR',
].join('\r\n');

/** Reads a text as sessions and as delegations; accepted tables must give a valid event. */
async function readBoth(text: string): Promise<string> {
  const bytes = Buffer.from(text);
  try {
    const sessions = await readSessions({ name: 'file', bytes }, event);
    const delegations = await readDelegations(bytes, event).catch(() => ({ rows: [] }));
    const [first] = sessions.problems;
    hold(
      sessions.problems.every(({ value }) => value.length <= 80),
      'a value too long to be shown',
    );
    if (sessions.rows.length === 0) return first?.code ?? 'nothing';
    const whole = {
      ...request,
      delegations: delegations.rows.length > 0 ? 'table' : 'none',
    } as const;
    const file = eventFileOf(whole, made, {
      delegations: delegations.rows,
      sessions: sessions.rows,
    });
    hold(wholeEventFileSchema.safeParse(file).success, 'no event can be made of what was read');
    return first === undefined ? 'taken' : 'partly';
  } catch (error) {
    if (error instanceof IntakeError) return error.code;
    throw error;
  }
}

/** The files that an organiser brings to a new event. */
export const eventTableTargets: readonly Target[] = [
  {
    name: 'table/event',
    share: 1,
    reaches: ['taken', 'calendar-unreadable', 'entry-unreadable', 'missing-column'],
    open: () =>
      fuzzed<string>({
        cases: mutatedText([
          calendar,
          exampleSessions('en', event, '2026-10-24'),
          exampleDelegations('fr', event),
        ]),
        // A calendar has its own time limit.
        sizeOf: () => 1_300_000,
        run: readBoth,
      }),
  },
];
