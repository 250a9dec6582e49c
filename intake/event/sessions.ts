import { csvFile } from '../../domain/base/csv.ts';
import type { ScreenLanguage } from '../../domain/base/language.ts';
import type { Category } from '../../domain/event/event-file.ts';
import {
  byTime,
  type EventSession,
  type EventTiming,
  type LeftOut,
  maxName,
  maxSessions,
  type SessionColumn,
  sessionColumns,
  type TableProblem,
  windowOf,
} from '../../domain/event/event-tables.ts';
import type { TextEncoding } from '../../domain/roster/roster-import.ts';
import { normalText } from '../cell-text.ts';
import { decodeText, findEncoding } from '../encoding.ts';
import { dayOf, everyDayWords } from '../parse-value.ts';
import { categoryParser } from '../row-reader.ts';
import { withDaysInFigures } from '../written-day.ts';
import { readCalendar } from './calendar.ts';
import {
  type Headings,
  headingLine,
  problemOf,
  type ReadTable,
  readLines,
  type TableLine,
} from './table-lines.ts';

/** What sessions are checked against. */
export type SessionEvent = EventTiming & { categories: readonly Category[] };

export interface ReadSessions extends ReadTable<EventSession> {
  leftOut: LeftOut[];
}

const headings: Headings<SessionColumn> = {
  titleEn: {
    en: 'Title in English',
    fr: 'Titre en anglais',
    known:
      'english title, title en, title english, session en, titre anglais, titre en, title, ' +
      'session, session title, name in english, name, subject, topic',
  },
  titleFr: {
    en: 'Title in French',
    fr: 'Titre en français',
    known:
      'french title, title fr, title french, session fr, titre francais, titre fr, titre, ' +
      'titre de la seance, name in french, seance, intitule, nom, objet',
  },
  day: { en: 'Day', fr: 'Jour', known: 'date, start date, date de debut' },
  opens: {
    en: 'Opens',
    fr: 'Ouverture',
    known: 'start, starts, start time, begins, from, opening, debut, heure de debut, de',
  },
  closes: {
    en: 'Closes',
    fr: 'Fermeture',
    known: 'end, ends, end time, until, to, closing, fin, heure de fin, a',
  },
  room: {
    en: 'Room',
    fr: 'Salle',
    known: 'room in english, room en, salle en anglais, location, place, venue, hall, lieu',
  },
  roomFr: { en: 'Room in French', fr: 'Salle en français', known: 'room fr, salle fr' },
  categories: {
    en: 'Categories',
    fr: 'Catégories',
    known: 'category, categorie, admits, open to, ouvert a',
  },
};

/**
 * Reads sessions from an iCalendar file, recognised by its name or first line, or else from a
 * table.
 *
 * @throws IntakeError like `openTable`
 */
export async function readSessions(
  { name, bytes }: { name: string; bytes: Uint8Array },
  event: SessionEvent,
  encoding?: TextEncoding,
): Promise<ReadSessions> {
  const found = findEncoding(bytes);
  const text = [...decodeText(bytes, encoding ?? found.encoding)].join('');
  const isCalendar = /\.(ics|ical|ifb)$/i.test(name) || /^\s*BEGIN:VCALENDAR\b/i.test(text);
  const read = isCalendar
    ? { ...readCalendar(text, event), readings: encoding === undefined ? found.readings : [] }
    : await readSessionTable(bytes, event, encoding);
  if (read.rows.length > maxSessions) {
    read.problems.push(problemOf('too-many-lines', { value: String(maxSessions) }));
  }
  read.rows.sort(byTime(event));
  return read;
}

async function readSessionTable(
  bytes: Uint8Array,
  event: SessionEvent,
  encoding: TextEncoding | undefined,
): Promise<ReadSessions> {
  const needed = [['titleEn', 'titleFr'], ['day'], ['opens'], ['closes']] as const;
  const options = { needed, maxLines: maxSessions, encoding };
  const { readings, lines, problems } = await readLines<SessionColumn>(bytes, headings, options);
  const parseCategory = categoryParser({ categories: [...event.categories] });
  const rows: EventSession[] = [];
  for (const line of lines) {
    const row = readLine(line, event, parseCategory);
    if ('title' in row) rows.push(row);
    else problems.push(row);
  }
  problems.sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
  return { readings, rows, problems, leftOut: [] };
}

function readLine(
  line: TableLine<SessionColumn>,
  event: SessionEvent,
  parseCategory: ReturnType<typeof categoryParser>,
): EventSession | TableProblem {
  const problem = (code: TableProblem['code'], value = '') =>
    problemOf(code, { line: line.line, value });
  const [en, fr] = [line.cell('titleEn'), line.cell('titleFr')];
  if (en === '' && fr === '') return problem('no-title');
  const [roomEn, roomFr] = [line.cell('room'), line.cell('roomFr')];
  const tooLong = [en, fr, roomEn, roomFr].find((text) => text.length > maxName);
  if (tooLong !== undefined) return problem('too-long', tooLong);
  const day = realDay(withDaysInFigures(line.cell('day'), event.days));
  if (day === null) return problem('unknown-day', line.cell('day'));
  const opens = timeOf(line.cell('opens'));
  if (opens === null) return problem('unknown-time', line.cell('opens'));
  const closes = timeOf(line.cell('closes'));
  if (closes === null) return problem('unknown-time', line.cell('closes'));
  const window = windowOf({ day, opens, closes }, event);
  if (window === 'day-outside') return problem(window, `${day} ${opens}`);
  if (window === 'wrong-end') return problem(window, `${opens}–${closes}`);
  const categories: string[] = [];
  for (const word of line.cell('categories').split(/\s*[,;|/]\s*/)) {
    if (word === '' || everybody.has(normalText(word))) continue;
    const parsed = parseCategory(word);
    if ('reject' in parsed || parsed.value === undefined) return problem('unknown-category', word);
    categories.push(parsed.value);
  }
  return {
    title: { en: en || fr, fr: fr || en },
    room: roomEn || roomFr ? { en: roomEn || roomFr, fr: roomFr || roomEn } : null,
    categories: categories.length === 0 ? null : [...new Set(categories)],
    window,
  };
}

const everybody: ReadonlySet<string> = new Set([
  ...everyDayWords.split(', '),
  'everybody',
  'everyone',
  'tout le monde',
]);

/**
 * A day that exists in the calendar, without the time that a spreadsheet adds to it. Null for no
 * day.
 */
function realDay(cell: string): string | null {
  const day = dayOf(cell.replace(/[T ]\d{1,2}:\d{2}(:\d{2})?$/, ''));
  if (day === null) return null;
  const date = new Date(`${day}T00:00:00Z`);
  return Number.isNaN(date.getTime()) || !date.toISOString().startsWith(day) ? null : day;
}

/**
 * A local time as `HH:MM`, from `9:00`, `09:00:00`, `9h30`, `9 h`, `2.30 pm`, a time after a date,
 * or a spreadsheet's fraction of a day (0.375). Null for a bare number, which could mean anything.
 */
function timeOf(cell: string): string | null {
  if (/^0?\.\d+$/.test(cell)) return clock(Math.round(Number(cell) * 1440));
  const pattern =
    /(?:^|[T ])(\d{1,2})(?: ?[:.h] ?(\d{2})(?::\d{2}(?:\.0+)?)?)? ?(h|[ap]\.?m\.?)?$/i;
  const [, hours = '', minutes, suffix] = pattern.exec(cell) ?? [];
  if (hours === '' || (minutes === undefined && suffix === undefined)) return null;
  const half = suffix?.[0]?.toLowerCase();
  const isHalf = half === 'a' || half === 'p';
  const hour = Number(hours);
  const minute = Number(minutes ?? 0);
  if (minute > 59 || (isHalf && (hour < 1 || hour > 12)) || hour > 24) return null;
  const inDay = isHalf ? (hour % 12) + (half === 'p' ? 12 : 0) : hour;
  return inDay === 24 && minute > 0 ? null : clock(inDay * 60 + minute);
}

/** Midnight at the end of a day becomes 00:00. */
function clock(minutes: number): string {
  const two = (number: number): string => String(number).padStart(2, '0');
  return `${two(Math.floor(minutes / 60) % 24)}:${two(minutes % 60)}`;
}

/** A table of sessions to fill in, with two example lines on the event's first day. */
export function exampleSessions(language: ScreenLanguage, day: string): string {
  const everyone = language === 'en' ? 'Delegate, Observer' : 'Délégué, Observateur';
  return csvFile(
    [
      headingLine(headings, sessionColumns, language),
      [
        'Opening session',
        'Séance d’ouverture',
        day,
        '09:30',
        '11:00',
        'Plenary hall',
        'Salle plénière',
        '',
      ],
      ['Working group', 'Groupe de travail', day, '14:00', '17:30', 'Room 2', 'Salle 2', everyone],
    ],
    ';',
  );
}
