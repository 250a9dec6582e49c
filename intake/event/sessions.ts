import { csvFile } from '../../domain/base/csv.ts';
import {
  type EventText,
  type InLanguages,
  type ScreenLanguage,
  textsIn,
} from '../../domain/base/language.ts';
import type { Category } from '../../domain/event/event-file.ts';
import {
  byTime,
  type EventSession,
  type EventTiming,
  type LeftOut,
  maxName,
  maxSessions,
  type SessionColumn,
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
import { textColumns, textHeadings, textOfLine } from './text-columns.ts';

/** What sessions are checked against. */
export type SessionEvent = EventTiming & InLanguages & { categories: readonly Category[] };

export interface ReadSessions extends ReadTable<EventSession> {
  leftOut: LeftOut[];
}

const titles = {
  en: 'Title',
  fr: 'Titre',
  plain: {
    en: 'title, session, session title, name, subject, topic',
    fr: 'titre, titre de la seance, seance, intitule, nom, objet',
    es: 'titulo, sesion, nombre',
    ar: 'العنوان, الجلسة',
    ru: 'название, заседание, сессия',
    pt: 'titulo, sessao, nome',
  },
  isBare: false,
};

const rooms = {
  en: 'Room',
  fr: 'Salle',
  plain: {
    en: 'room, location, place, venue, hall',
    fr: 'salle, lieu',
    es: 'sala, lugar',
    ar: 'القاعة, المكان',
    ru: 'зал, место',
    pt: 'sala, local',
  },
  isBare: false,
};

const headingsIn = ({ languages }: InLanguages): Headings<SessionColumn> => ({
  ...textHeadings('title', languages, titles),
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
  ...textHeadings('room', languages, rooms),
  categories: {
    en: 'Categories',
    fr: 'Catégories',
    known: 'category, categorie, admits, open to, ouvert a',
  },
});

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
  const title: SessionColumn[] = textColumns('title', event.languages);
  const needed: SessionColumn[][] = [title, ['day'], ['opens'], ['closes']];
  const options = { needed, maxLines: maxSessions, encoding };
  const { readings, lines, problems } = await readLines<SessionColumn>(
    bytes,
    headingsIn(event),
    options,
  );
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
  const title = textOfLine(line, 'title', event.languages);
  if (title === null) return problem('no-title');
  const room = textOfLine(line, 'room', event.languages);
  const tooLong = [title, room ?? {}].flatMap(textsIn).find((text) => text.length > maxName);
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
    title,
    room,
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

const opening: EventText = {
  en: 'Opening session',
  fr: 'Séance d’ouverture',
  es: 'Sesión de apertura',
  ar: 'الجلسة الافتتاحية',
  ru: 'Открытие',
  pt: 'Sessão de abertura',
};
const hall: EventText = {
  en: 'Plenary hall',
  fr: 'Salle plénière',
  es: 'Sala plenaria',
  ar: 'قاعة الجلسات العامة',
  ru: 'Зал пленарных заседаний',
  pt: 'Sala plenária',
};
const group: EventText = {
  en: 'Working group',
  fr: 'Groupe de travail',
  es: 'Grupo de trabajo',
  ar: 'فريق العمل',
  ru: 'Рабочая группа',
  pt: 'Grupo de trabalho',
};
const second: EventText = {
  en: 'Room 2',
  fr: 'Salle 2',
  es: 'Sala 2',
  ar: 'القاعة 2',
  ru: 'Зал 2',
  pt: 'Sala 2',
};

/** A table of sessions to fill in, with two example lines on the event's first day. */
export function exampleSessions(language: ScreenLanguage, event: InLanguages, day: string): string {
  const { languages } = event;
  const everyone = language === 'en' ? 'Delegate, Observer' : 'Délégué, Observateur';
  const lineOf = (title: EventText, times: [string, string], room: EventText, who: string) => [
    ...languages.map((one) => title[one] ?? ''),
    day,
    ...times,
    ...languages.map((one) => room[one] ?? ''),
    who,
  ];
  const columns: readonly SessionColumn[] = [
    ...textColumns('title', languages),
    'day',
    'opens',
    'closes',
    ...textColumns('room', languages),
    'categories',
  ];
  return csvFile(
    [
      headingLine(headingsIn(event), columns, language),
      lineOf(opening, ['09:30', '11:00'], hall, ''),
      lineOf(group, ['14:00', '17:30'], second, everyone),
    ],
    ';',
  );
}
