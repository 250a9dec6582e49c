import type { AdmissionQuestion } from '../../domain/admission.ts';
import type { StandingAdmission } from '../../domain/attendance.ts';
import type { Delegate } from '../../domain/delegate.ts';
import { type Checkpoint, makeCheckpoint } from '../../domain/event-file.ts';
import { sampleDelegate } from '../support/sample-event.ts';

/** The values that each part of the question can take; the tests try their whole product. */

export const today = '2018-10-03';
export const eventDays = ['2018-10-02', '2018-10-03', '2018-10-04'];
const noon = 12 * 60;

export const papers = {
  'chosen-delegate': { kind: 'chosen-delegate' },
  ticket: { kind: 'ticket', code: 'LT' },
  'registration-code': { kind: 'registration-code', code: 'GSC18-00417' },
  signed: { kind: 'signed', registrationCode: 'GSC18-00417' },
  'other-text': { kind: 'other-text', texts: ['x'] },
  badge: { kind: 'badge', code: 'LB', kiosk: 'A7F30C12', serial: 1, token: new Uint8Array(6) },
  unreadable: { kind: 'unreadable', reason: 'check-letters' },
  forged: { kind: 'forged' },
  'other-event': { kind: 'other-event' },
  expired: { kind: 'expired', registrationCode: 'GSC18-00417', expiredAt: 0 },
} satisfies Record<string, AdmissionQuestion['scan']>;
export type Paper = keyof typeof papers;

const delegate = sampleDelegate({
  id: '00000000-0000-4000-8000-000000000003',
  registrationCode: 'GSC18-00417',
});

export const persons = {
  unknown: null,
  confirmed: { status: 'confirmed' },
  pending: { status: 'pending' },
  cancelled: { status: 'cancelled' },
  revoked: { status: 'revoked' },
} satisfies Record<string, Partial<Delegate> | null>;
export type Person = keyof typeof persons;

/** When and where: the day, the person's days, the checkpoint's windows, the minute. */
interface Time {
  day: string;
  days: string[] | null;
  windows: Checkpoint['windows'];
  minuteOfDay: number;
}
const open = { day: today, days: null, windows: [], minuteOfDay: noon };
const window = (opens: string, closes: string, day = today) => ({ day, opens, closes });

export const times = {
  'every day': open,
  'one of her days': { ...open, days: ['2018-10-02', today] },
  'in a window': {
    ...open,
    windows: [window('12:00', '12:01'), window('07:30', '18:00', eventDays[0])],
  },
  'in a window over midnight': { ...open, minuteOfDay: 30, windows: [window('19:00', '01:00')] },
  'none of her days': { ...open, days: ['2018-10-02', '2018-10-04'] },
  'no day at all': { ...open, days: [] },
  'not a day of the event': { ...open, day: '2018-10-05' },
  'her day, but not the event’s': { ...open, day: '2018-10-05', days: ['2018-10-05'] },
  'before the window': { ...open, windows: [window('12:01', '18:00')] },
  'after the window': { ...open, windows: [window('07:30', '12:00')] },
  'the hour of another day’s window': {
    ...open,
    windows: [window('07:30', '18:00', eventDays[0]), window('18:00', '19:00')],
  },
  'windows on other days': { ...open, windows: [window('07:30', '18:00', eventDays[0])] },
} satisfies Record<string, Time>;
export type TimeName = keyof typeof times;

const admission = (checkpoint: string, localDay: string): StandingAdmission => ({
  eventId: `${checkpoint} ${localDay}`,
  checkpoint,
  localDay,
  wall: 0,
  kiosk: 'k',
  kioskName: 'Desk 1',
  operatorName: 'Operator',
});

/** `here` is the checkpoint that asks. */
export const histories = {
  nothing: () => [],
  'here today': (here: string, day: string) => [admission(here, day)],
  'here yesterday': (here: string) => [admission(here, '2018-10-02')],
  'other desk today': (_: string, day: string) => [admission('other-desk', day)],
  'other session today': (_: string, day: string) => [admission('other-session', day)],
  'all of it': (here: string, day: string) => [
    admission('other-session', '2018-10-02'),
    admission('other-desk', '2018-10-02'),
    admission(here, '2018-10-02'),
    admission('other-desk', day),
    admission(here, day),
  ],
} satisfies Record<string, (here: string, day: string) => StandingAdmission[]>;
export type History = keyof typeof histories;

/** What kind of checkpoint asks, and whether it is open to the delegate's category. */
export const places = {
  'desk for all': { kind: 'registration', categories: null },
  'desk for delegates': { kind: 'registration', categories: ['press', 'delegate'] },
  'desk for press': { kind: 'registration', categories: ['press'] },
  'session for all': { kind: 'session', categories: null },
  'session for press': { kind: 'session', categories: ['press'] },
  'exit for all': { kind: 'exit', categories: null },
} satisfies Record<string, Pick<Checkpoint, 'kind' | 'categories'>>;
export type Place = keyof typeof places;

export const policies = ['admit', 'refuse'] as const;
export type Policy = (typeof policies)[number];

export interface Cell {
  paper: Paper;
  person: Person;
  time: TimeName;
  history: History;
  place: Place;
  policy: Policy;
}

/** The question that a cell stands for. */
export function questionOf(cell: Cell): AdmissionQuestion {
  const person = persons[cell.person];
  const time = times[cell.time];
  const place = places[cell.place];
  const here = place.kind === 'registration' ? 'desk' : 'hall';
  return {
    scan: papers[cell.paper],
    delegate: person === null ? null : { ...delegate, ...person, days: time.days },
    earlier: histories[cell.history](here, time.day),
    checkpoint: makeCheckpoint({
      id: here,
      name: { en: here, fr: here },
      kind: place.kind,
      windows: time.windows,
      categories: place.categories,
    }),
    registrationCheckpoints: ['desk', 'other-desk'],
    day: time.day,
    eventDays,
    minuteOfDay: time.minuteOfDay,
    policies: { unknownSignedTicket: cell.policy },
    badge: null,
    stopped: null,
  };
}

/** Every cell of the product. */
export function* allCells(): Generator<Cell> {
  for (const paper of Object.keys(papers) as Paper[])
    for (const person of Object.keys(persons) as Person[])
      for (const time of Object.keys(times) as TimeName[])
        for (const history of Object.keys(histories) as History[])
          for (const place of Object.keys(places) as Place[])
            for (const policy of policies) yield { paper, person, time, history, place, policy };
}
