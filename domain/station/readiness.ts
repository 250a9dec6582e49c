import type { LocalDay } from '../event/event-file.ts';
import { laneRules } from '../printing/lane-forecast.ts';

/** What must be ready before the doors open, in the order of the page. */
export const readinessLines = [
  'event',
  'texts',
  'people',
  'groups',
  'languages',
  'email',
  'tickets',
  'printers',
  'stock',
  'templates',
  'supervisors',
  'hub',
  'stations',
  'waiting',
  'lanes',
] as const;
export type ReadinessLineName = (typeof readinessLines)[number];

/** Results that need someone. The page has a remedy for each. */
export const openResults = [
  'event-demo',
  'event-past',
  'texts-missing',
  'people-none',
  'groups-unknown',
  'groups-missing',
  'languages-other',
  'email-missing',
  'tickets-unsaved',
  'tickets-fewer',
  'printers-none',
  'printers-untested',
  'stock-unknown',
  'stock-short',
  'templates-errors',
  'templates-warnings',
  'supervisors-alone',
  'hub-away',
  'stations-never',
  'stations-silent',
  'waiting-some',
  'lanes-few',
] as const;

/** Results that need no one. `nothing`: the line does not apply here. */
export const settledResults = [
  'event-ready',
  'texts-complete',
  'people-known',
  'groups-known',
  'languages-known',
  'email-known',
  'tickets-saved',
  'printers-tested',
  'stock-enough',
  'templates-right',
  'supervisors-two',
  'hub-hosted',
  'hub-joined',
  'stations-seen',
  'waiting-empty',
  'lanes-enough',
  'nothing',
] as const;

export type ReadinessState = 'done' | 'to-do' | 'look' | 'not-applicable';

/** Counts for the text, and names of printers, templates and stations; never personal data. */
type Values = Readonly<Record<string, number | string>>;

export type ReadinessLine = { line: ReadinessLineName; values: Values } & (
  | { state: 'to-do' | 'look'; result: (typeof openResults)[number] }
  | { state: 'done' | 'not-applicable'; result: (typeof settledResults)[number] }
);

/** The input of all lines. Times in UTC milliseconds of the station's clock. */
export interface ReadinessFacts {
  now: number;
  event: { isDemo: boolean; days: readonly LocalDay[]; today: LocalDay };
  /** The texts of the event that lack one of its languages. */
  missingTexts: readonly string[];
  /**
   * People who get a ticket. `unknown`: their delegation or category is missing from the event.
   * `otherLanguage`: the event lacks their language.
   */
  people: {
    all: number;
    withoutEmail: number;
    unknown: number;
    withoutGroup: number;
    otherLanguage: number;
  };
  /** Number of tickets in the file that was last saved here; null if none was. */
  ticketsSaved: number | null;
  printers: readonly {
    name: string;
    /** Whether a badge or a test page was printed. */
    tested: boolean;
    /** Blanks left in it; null if none were ever counted. */
    blanks: number | null;
  }[];
  /** Templates of these printers, with the worst finding of each. */
  templates: readonly { name: string; worst: 'error' | 'warning' | null }[];
  supervisors: number;
  hub: { name: string; isHostedHere: boolean; online: boolean; waiting: number } | null;
  /** Other stations of the directory that may still be in use. */
  stations: readonly { id: string; name: string; lastSeen: number | null }[];
  /** Number of desks and kiosks, including this station. */
  lanes: Readonly<Record<'desk' | 'kiosk', number>>;
}

/** Milliseconds without contact with the hub after which a station should be checked. */
const silentAfter = 24 * 60 * 60_000;

/**
 * Seconds that one person takes before this event has measured any: a scan, and a badge printed and
 * handed over. An assumption, which the page states.
 */
export const assumedService = 20;

const hour = 3_600;

/** A line names no more texts. */
const maxNamedTexts = 5;

/** Judges every line, in the order of {@link readinessLines}. */
export function judgeReadiness(facts: ReadinessFacts): ReadinessLine[] {
  return readinessLines.map((line) => judges[line](facts));
}

const judges: Readonly<Record<ReadinessLineName, (facts: ReadinessFacts) => ReadinessLine>> = {
  event: ({ event }) => {
    const { days, today, isDemo } = event;
    if (isDemo) return toDo('event', 'event-demo');
    if (days.every((day) => day < today)) return toDo('event', 'event-past');
    return done('event', 'event-ready', { days: days.length });
  },
  texts: ({ missingTexts }) => {
    if (missingTexts.length === 0) return done('texts', 'texts-complete');
    const more = missingTexts.length > maxNamedTexts ? ' …' : '';
    const names = missingTexts.slice(0, maxNamedTexts).join(', ') + more;
    return look('texts', 'texts-missing', { texts: missingTexts.length, names });
  },
  people: ({ people }) =>
    people.all === 0
      ? toDo('people', 'people-none')
      : done('people', 'people-known', { people: people.all }),
  groups: ({ people }) => {
    if (people.all === 0) return nothing('groups');
    // Their badges are held until the event knows the code.
    if (people.unknown > 0) return toDo('groups', 'groups-unknown', { people: people.unknown });
    if (people.withoutGroup === 0) return done('groups', 'groups-known');
    return look('groups', 'groups-missing', { people: people.withoutGroup });
  },
  languages: ({ people }) => {
    if (people.all === 0) return nothing('languages');
    if (people.otherLanguage === 0) return done('languages', 'languages-known');
    return look('languages', 'languages-other', { people: people.otherLanguage });
  },
  email: ({ people }) => {
    if (people.all === 0) return nothing('email');
    if (people.withoutEmail === 0) return done('email', 'email-known');
    return look('email', 'email-missing', { people: people.withoutEmail });
  },
  tickets: ({ people, ticketsSaved }) => {
    if (people.all === 0) return nothing('tickets');
    // Another desk may have saved them. Only that desk's activity log shows it.
    if (ticketsSaved === null) return look('tickets', 'tickets-unsaved');
    if (ticketsSaved >= people.all) return done('tickets', 'tickets-saved', { ticketsSaved });
    return look('tickets', 'tickets-fewer', { ticketsSaved, people: people.all });
  },
  printers: ({ printers }) => {
    if (printers.length === 0) return toDo('printers', 'printers-none');
    const untested = printers.filter(({ tested }) => !tested);
    return untested.length > 0
      ? toDo('printers', 'printers-untested', namesOf(untested))
      : done('printers', 'printers-tested', namesOf(printers));
  },
  stock: ({ printers, people }) => {
    if (printers.length === 0) return nothing('stock');
    const counted = printers.flatMap(({ blanks }) => blanks ?? []);
    if (counted.length < printers.length) return look('stock', 'stock-unknown');
    const blanks = counted.reduce((sum, each) => sum + Math.max(0, each), 0);
    const values = { blanks, people: people.all };
    return blanks < people.all
      ? look('stock', 'stock-short', values)
      : done('stock', 'stock-enough', values);
  },
  templates: ({ templates }) => {
    if (templates.length === 0) return nothing('templates');
    const withWorst = (worst: 'error' | 'warning') =>
      templates.filter((template) => template.worst === worst);
    const errors = withWorst('error');
    if (errors.length > 0) return toDo('templates', 'templates-errors', namesOf(errors));
    const warnings = withWorst('warning');
    if (warnings.length > 0) return look('templates', 'templates-warnings', namesOf(warnings));
    return done('templates', 'templates-right');
  },
  supervisors: ({ supervisors }) =>
    supervisors < 2
      ? toDo('supervisors', 'supervisors-alone')
      : done('supervisors', 'supervisors-two', { supervisors }),
  hub: ({ hub }) => {
    if (hub === null) return nothing('hub');
    const { name } = hub;
    if (!hub.online) return look('hub', 'hub-away', { name });
    return done('hub', hub.isHostedHere ? 'hub-hosted' : 'hub-joined', { name });
  },
  stations: ({ hub, now, stations }) => {
    if (hub === null || stations.length === 0) return nothing('stations');
    const never = stations.filter(({ lastSeen }) => lastSeen === null);
    if (never.length > 0) return look('stations', 'stations-never', namesOf(never));
    const silent = stations.filter(({ lastSeen }) => now - (lastSeen ?? now) > silentAfter);
    if (silent.length > 0) return look('stations', 'stations-silent', namesOf(silent));
    return done('stations', 'stations-seen', { stations: stations.length });
  },
  waiting: ({ hub }) => {
    if (hub === null) return nothing('waiting');
    if (hub.waiting === 0) return done('waiting', 'waiting-empty');
    return look('waiting', 'waiting-some', { waiting: hub.waiting });
  },
  lanes: ({ people, lanes: { desk, kiosk } }) => {
    if (people.all === 0) return nothing('lanes');
    const lanes = desk + kiosk;
    const { minutes, needed } = predictQueue(people.all, lanes);
    const values = { people: people.all, lanes, seconds: assumedService };
    return needed <= lanes
      ? done('lanes', 'lanes-enough', values)
      : look('lanes', 'lanes-few', { ...values, minutes, needed });
  },
};

/**
 * The queue if everyone comes within one hour, as the worst case.
 *
 * `minutes`: how long the last person waits, by the fluid approximation (Newell, Applications of
 * Queueing Theory, 1982): the work that arrives in one hour, minus what the lanes do meanwhile.
 * `needed`: lanes that stay at most 80 % busy, as in {@link laneRules}.
 */
export function predictQueue(people: number, lanes: number): { minutes: number; needed: number } {
  const work = people * assumedService;
  return {
    minutes: Math.max(1, Math.round((work / lanes - hour) / 60)),
    needed: Math.ceil(work / hour / laneRules.target),
  };
}

const namesOf = (list: readonly { name: string }[]) => ({
  names: list.map(({ name }) => name).join(', '),
});

type Open = (typeof openResults)[number];
type Settled = (typeof settledResults)[number];

function toDo(line: ReadinessLineName, result: Open, values: Values = {}): ReadinessLine {
  return { line, state: 'to-do', result, values };
}

function look(line: ReadinessLineName, result: Open, values: Values = {}): ReadinessLine {
  return { line, state: 'look', result, values };
}

function done(line: ReadinessLineName, result: Settled, values: Values = {}): ReadinessLine {
  return { line, state: 'done', result, values };
}

function nothing(line: ReadinessLineName): ReadinessLine {
  return { line, state: 'not-applicable', result: 'nothing', values: {} };
}
