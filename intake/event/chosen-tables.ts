// clock: the proposed first day of a file that names none; the organiser sees and changes it.

import type { InLanguages, KioskLanguage, ScreenLanguage } from '../../domain/base/language.ts';
import type { Category } from '../../domain/event/event-file.ts';
import {
  type EventTable,
  maxDelegations,
  type TableProblem,
} from '../../domain/event/event-tables.ts';
import {
  daysFrom,
  type EventKind,
  eventPresets,
  type NewEvent,
  type NewEventTables,
  type NewEventTiming,
} from '../../domain/event/new-event.ts';
import type { ChosenTables, DelegationTable } from '../../domain/roster/chosen-tables.ts';
import type { TextEncoding } from '../../domain/roster/roster-import.ts';
import { IntakeError } from '../intake-error.ts';
import { maxEventTable } from '../limits.ts';
import { delegationHeads, readDelegations } from './delegations.ts';
import type { ReadSessions } from './sessions.ts';
import type { ReadTable } from './table-lines.ts';

/** The readers are loaded on first use: the start of the app does not need them. */
const reader = {
  delegations: () => import('./delegations.ts'),
  sessions: () => import('./sessions.ts'),
};

/** Max rows and problems of a table that a page shows. */
const maxRowsShown = 5;
const maxProblemsShown = 50;

export type TableFailure = NonNullable<NonNullable<ChosenTables['sessions']>['failure']>;

interface Held {
  name: string;
  file: Uint8Array | TableFailure;
  encoding: TextEncoding | undefined;
}

/** What the organiser has entered for an event so far. Sessions are read for its days. */
export interface TablesDraft {
  kind: EventKind;
  timing: NewEventTiming | null;
  languages: readonly KioskLanguage[];
}

/** What sessions are checked against. */
type SessionDraft = Pick<TablesDraft, 'timing' | 'languages'> & { categories: readonly Category[] };

/**
 * Makes the owner's own error: no such table was chosen, or a part of it is wrong.
 *
 * @param detail names the table, or its file
 */
type RefuseTable = (code: 'not-found' | 'event-table-wrong', detail: string) => Error;

/** The tables chosen for a new event. This object holds them in memory. */
export type EventTables = ReturnType<typeof createEventTables>;

export function createEventTables(refuse: RefuseTable) {
  const held = new Map<EventTable, Held>();
  return {
    /** @param file its bytes, or why it cannot be read */
    choose: (table: EventTable, name: string, file: Uint8Array | TableFailure): void =>
      void held.set(table, { name, file, encoding: undefined }),
    /**
     * Reads a chosen file with another character set. Throws what `refuse` makes of `not-found` if
     * none was chosen.
     */
    readAs: (table: EventTable, encoding: TextEncoding): void => {
      const chosen = held.get(table);
      if (chosen === undefined) throw refuse('not-found', table);
      held.set(table, { ...chosen, encoding });
    },
    drop: (table: EventTable): void => void held.delete(table),
    /** @param categories that sessions may name; if omitted, those of the event's kind */
    check: async (
      draft: TablesDraft,
      categories: readonly Category[] = eventPresets[draft.kind].categories,
    ): Promise<ChosenTables> => {
      const [delegations, sessions] = [held.get('delegations'), held.get('sessions')];
      return {
        delegations:
          delegations === undefined
            ? null
            : viewOf(delegations, await delegationsIn(delegations, draft)),
        sessions:
          sessions === undefined ? null : await sessionsView(sessions, { ...draft, categories }),
      };
    },
    /** The data of the tables for this event. Throws what `refuse` makes of `event-table-wrong`. */
    take: async (
      request: NewEvent,
      categories: readonly Category[] = eventPresets[request.kind].categories,
    ): Promise<NewEventTables> => {
      const [delegations, sessions] = [held.get('delegations'), held.get('sessions')];
      const isOwn = request.delegations === 'table';
      if (isOwn && delegations === undefined) throw refuse('event-table-wrong', '');
      return {
        delegations:
          isOwn && delegations !== undefined
            ? rowsOf(delegations, await delegationsIn(delegations, request), refuse)
            : [],
        sessions:
          sessions === undefined
            ? []
            : rowsOf(
                sessions,
                await sessionsIn(sessions, {
                  languages: request.languages,
                  timing: request,
                  categories,
                }),
                refuse,
              ),
      };
    },
  };
}

/** Refuses bytes beyond `maxEventTable`; returns the others unchanged. */
export function tableOf(bytes: Uint8Array): Uint8Array | TableFailure {
  return bytes.length > maxEventTable ? { code: 'import-too-large', detail: '' } : bytes;
}

/** Why a file cannot be read. Rethrows an error that is not about the file. */
export function tableFailureOf(error: unknown): TableFailure {
  if (!(error instanceof IntakeError)) throw error;
  const { code, detail } = error;
  switch (code) {
    case 'import-file-unreadable':
    case 'import-file-is-not-a-table':
    case 'import-too-large':
      return { code, detail };
    default:
      throw error;
  }
}

async function delegationsIn({ file, encoding }: Held, event: InLanguages) {
  const { readDelegations } = await reader.delegations();
  return await attempt(file, (bytes) => readDelegations(bytes, event, encoding));
}

const daysMissing: TableProblem = {
  code: 'days-missing',
  line: null,
  uid: null,
  value: '',
  sameAs: null,
};

async function sessionsIn({ name, file, encoding }: Held, draft: SessionDraft) {
  const { categories, languages, timing } = draft;
  return await attempt(file, async (bytes): Promise<ReadSessions> => {
    if (timing === null) {
      return { readings: [], rows: [], problems: [daysMissing], leftOut: [] };
    }
    const { firstDay, lastDay, timeZone, dayBoundary } = timing;
    const days = daysFrom(firstDay, lastDay);
    const { readSessions } = await reader.sessions();
    return await readSessions(
      { name, bytes },
      { languages, days, timeZone, dayBoundary, categories },
      encoding,
    );
  });
}

async function attempt<T>(
  file: Held['file'],
  read: (bytes: Uint8Array) => Promise<T>,
): Promise<T | TableFailure> {
  if (!(file instanceof Uint8Array)) return file;
  try {
    return await read(file);
  } catch (error) {
    return tableFailureOf(error);
  }
}

/** @param rowsShown max rows to show */
function viewOf<R>(
  { name }: Pick<Held, 'name'>,
  read: ReadTable<R> | TableFailure,
  rowsShown = maxRowsShown,
) {
  const empty: ReadTable<R> = { readings: [], rows: [], problems: [] };
  const failure = 'code' in read ? read : null;
  const { readings, rows, problems } = 'code' in read ? empty : read;
  return {
    fileName: name,
    failure,
    readings: [...readings],
    total: rows.length,
    rows: rows.slice(0, rowsShown),
    problems: problems.slice(0, maxProblemsShown),
    problemsTotal: problems.length,
  };
}

async function sessionsView(held: Held, draft: SessionDraft): Promise<ChosenTables['sessions']> {
  const read = await sessionsIn(held, draft);
  const leftOut = 'code' in read ? [] : read.leftOut.slice(0, maxProblemsShown);
  return { ...viewOf(held, read), leftOut };
}

/** Takes nothing of a table while a part of it is wrong or its character set is uncertain. */
function rowsOf<R>({ name }: Held, read: ReadTable<R> | TableFailure, refuse: RefuseTable): R[] {
  if ('code' in read || read.problems.length > 0 || read.readings.length > 0) {
    throw refuse('event-table-wrong', name);
  }
  return read.rows;
}

/**
 * A table to fill in or to correct, as CSV.
 *
 * @param event its languages; `day`: of the example's sessions, null for today
 */
export async function tableToSave(
  table: EventTable | 'wco-members',
  language: ScreenLanguage,
  event: InLanguages & { day: string | null },
): Promise<string> {
  switch (table) {
    case 'delegations':
      return (await reader.delegations()).exampleDelegations(language, event);
    case 'wco-members':
      return (await reader.delegations()).membersTable(language, event);
    case 'sessions':
      return (await reader.sessions()).exampleSessions(language, event, event.day ?? today());
  }
}

function today(): string {
  return new Date().toISOString().slice(0, 10);
}

const delimiters = ['\t', ';', '|', ','] as const;

/**
 * Reads delegations to add to an event. Pasted lines need no headings: they are code, a name in
 * each of the event's languages, and kind.
 *
 * @param list the pasted lines, or the bytes of a file, or why it cannot be read
 */
export async function readDelegationList(
  list: { lines: string } | { name: string; file: Uint8Array | TableFailure },
  event: InLanguages,
  encoding?: TextEncoding,
): Promise<DelegationTable> {
  const isFile = 'file' in list;
  const name = isFile ? list.name : '';
  const read = isFile
    ? await attempt(list.file, (bytes) => readDelegations(bytes, event, encoding))
    : await attempt(new Uint8Array(), () => readLines(list.lines, event));
  return viewOf({ name }, read, maxDelegations);
}

async function readLines(lines: string, event: InLanguages): ReturnType<typeof readDelegations> {
  const text = new TextEncoder();
  const read = await readDelegations(text.encode(lines), event, 'utf-8');
  if (!read.problems.some(({ code }) => code === 'missing-column')) return read;
  const delimiter = delimiters.find((one) => lines.includes(one)) ?? ';';
  const headed = text.encode(`${delegationHeads(delimiter, event)}\n${lines}`);
  const { problems, ...rest } = await readDelegations(headed, event, 'utf-8');
  return { ...rest, problems: problems.map(withoutHeads) };
}

/** Corrects the line number for the heading that was added to pasted lines. */
function withoutHeads(problem: TableProblem): TableProblem {
  const { line, sameAs } = problem;
  const before = (at: number | null) => (at === null || at === 1 ? null : at - 1);
  return { ...problem, line: before(line), sameAs: before(sameAs) };
}
