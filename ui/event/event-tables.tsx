import { CalendarDays, Download, Table, TriangleAlert, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type EventText, type KioskLanguage, textIn } from '../../domain/base/language.ts';
import type { Category } from '../../domain/event/event-file.ts';
import {
  type EventTable,
  neededColumns,
  type TableProblem,
} from '../../domain/event/event-tables.ts';
import type { GroupWord } from '../../domain/event/group-words.ts';
import type { ChosenTables } from '../../domain/roster/chosen-tables.ts';
import type { TextEncoding } from '../../domain/roster/roster-import.ts';
import { Button } from '../button.tsx';
import { FailureNote } from '../failure-note.tsx';
import { RadioCards } from '../fields/radio-cards.tsx';
import { useFormats } from '../formats.ts';
import { Note } from '../note.tsx';
import { ReadingLines } from '../roster/columns-step.tsx';
import { ScrollArea } from '../scroll-area.tsx';
import { ChosenFile } from './chosen-file.tsx';
import '../file-problems.css';

type ChosenTable = NonNullable<ChosenTables['delegations'] | ChosenTables['sessions']>;

/** A table to fill in, or the list of WCO members. */
export type SavedTable = EventTable | 'wco-members';

interface Doing<A extends unknown[]> {
  busy: boolean;
  run: (...args: A) => Promise<unknown>;
}

export interface EventTables {
  /** The event's: its tables have a column for each. */
  languages: readonly KioskLanguage[];
  chosen: ChosenTables;
  choose: Doing<[EventTable]>;
  readAs: Doing<[EventTable, TextEncoding]>;
  drop: Doing<[EventTable]>;
  save: Doing<[SavedTable]>;
}

/** Whether an event can be created with the table. */
export function isUsable(file: ChosenTable | null): boolean {
  if (file === null) return false;
  const { failure, readings, problemsTotal } = file;
  return failure === null && readings.length === 0 && problemsTotal === 0;
}

/** The table of the event's groups, which the event calls by `groupWord`. */
export function DelegationsFile({
  use,
  groupWord,
}: {
  use: EventTables;
  groupWord: GroupWord;
}): ReactNode {
  const { t } = useTranslation();
  const { languageName } = useFormats();
  const file = use.chosen.delegations;
  const name = t('setUp.create.columns.name');
  const nameIn = (language: KioskLanguage): string =>
    use.languages.length === 1
      ? name
      : t('eventTexts.inLanguage', { label: name, language: languageName(language) });
  return (
    <TableFile
      table="delegations"
      label={t('setUp.create.files.delegations', { group: groupWord })}
      found={t('setUp.create.delegationsFound', { count: file?.total ?? 0, group: groupWord })}
      use={use}
      file={file}
      icon={<Table size={24} />}
    >
      {file !== null && file.rows.length > 0 && (
        <Preview
          count={file.rows.length}
          heads={[
            t('setUp.create.columns.code'),
            ...use.languages.map(nameIn),
            t('setUp.create.columns.kind'),
          ]}
          rows={file.rows.map(({ code, name, kind }) => [
            code,
            ...use.languages.map((one) => name[one] ?? ''),
            t(`setUp.create.delegationKinds.${kind}`),
          ])}
        />
      )}
    </TableFile>
  );
}

/**
 * The sessions of the event.
 *
 * @param props.error why the event cannot be created with them, or null
 */
export function SessionsFile({
  use,
  categories,
  error,
}: {
  use: EventTables;
  /** Categories that a session may name. */
  categories: readonly Pick<Category, 'id' | 'name'>[];
  error: string | null;
}): ReactNode {
  const { t } = useTranslation();
  const { language, list, shortDay } = useFormats();
  const file = use.chosen.sessions;
  const shown = (text: EventText): string => textIn(text, language, { languages: use.languages });
  const categoryNames = (ids: readonly string[] | null): string =>
    ids === null
      ? t('setUp.create.allCategories')
      : list(categories.filter(({ id }) => ids.includes(id)).map(({ name }) => shown(name)));
  return (
    <TableFile
      table="sessions"
      label={t('setUp.create.files.sessions')}
      found={t('setUp.create.sessionsFound', { count: file?.total ?? 0 })}
      use={use}
      file={file}
      icon={<CalendarDays size={24} />}
      error={error}
      isOptional
    >
      {file !== null && file.rows.length > 0 && (
        <Preview
          count={file.rows.length}
          heads={[
            t('setUp.create.columns.title'),
            t('setUp.create.columns.day'),
            t('setUp.create.time'),
            t('setUp.create.columns.room'),
            t('setUp.create.columns.categories'),
          ]}
          rows={file.rows.map(({ title, window, room, categories: ids }) => [
            shown(title),
            shortDay(window.day),
            `${window.opens}–${window.closes}`,
            room === null ? '' : shown(room),
            categoryNames(ids),
          ])}
        />
      )}
      {file !== null && file.leftOut.length > 0 && (
        <Note
          tone="look"
          icon={<TriangleAlert />}
          title={t('setUp.create.leftOut', { count: file.leftOut.length })}
        >
          <ul>
            {file.leftOut.map(({ uid, title, why }) => (
              <li key={`${uid} ${why} ${title}`}>
                {t(`setUp.create.leftOutWhy.${why}`, { title: title || uid })}
              </li>
            ))}
          </ul>
        </Note>
      )}
    </TableFile>
  );
}

/** Saves a table that the organiser can fill in or correct. */
export function SaveTable({ table, use }: { table: SavedTable; use: EventTables }): ReactNode {
  const { t } = useTranslation();
  return (
    <Button
      variant="quiet"
      icon={<Download size={18} />}
      isDisabled={use.save.busy}
      onPress={() => void use.save.run(table)}
    >
      {t(table === 'wco-members' ? 'setUp.create.saveMembers' : 'setUp.create.saveExample')}
    </Button>
  );
}

/** A table to choose, with its count, its first lines (`children`) and its problems. */
function TableFile({
  table,
  label,
  found,
  use,
  file,
  icon,
  error = null,
  isOptional = false,
  children,
}: {
  table: EventTable;
  label: string;
  /** Says how many rows it has. */
  found: string;
  use: EventTables;
  file: ChosenTable | null;
  icon: ReactNode;
  error?: string | null;
  isOptional?: boolean;
  children: ReactNode;
}): ReactNode {
  const { t } = useTranslation();
  return (
    <ChosenFile
      label={label}
      hint={t(`setUp.create.fileHints.${table}`)}
      icon={icon}
      chosen={file === null ? null : { name: file.fileName }}
      isWrong={file !== null && !isUsable(file)}
      isOptional={isOptional}
      choose={{ busy: use.choose.busy, run: () => use.choose.run(table) }}
      below={
        <div className="chosen-file-below grid gap-3 min-w-0">
          {file !== null && (
            <TableDoubts file={file} readAs={(encoding) => void use.readAs.run(table, encoding)} />
          )}
          {children}
          {error !== null && (
            <p className="field-error" role="alert">
              {error}
            </p>
          )}
          <div className="flex flex-wrap gap-2">
            <SaveTable table={table} use={use} />
            {file !== null && (
              <Button
                variant="quiet"
                icon={<X size={18} />}
                isDisabled={use.drop.busy}
                onPress={() => void use.drop.run(table)}
              >
                {t('setUp.create.remove')}
              </Button>
            )}
          </div>
        </div>
      }
    >
      {file !== null && file.total > 0 && (
        <p className={isUsable(file) ? 'text-go-ink font-semibold' : 'font-semibold'}>{found}</p>
      )}
    </ChosenFile>
  );
}

/** Why a table cannot be used yet: unreadable, in an uncertain character set, or with errors. */
export function TableDoubts({
  file,
  readAs,
}: {
  file: Pick<ChosenTable, 'failure' | 'readings' | 'problems' | 'problemsTotal'>;
  readAs: (encoding: TextEncoding) => void;
}): ReactNode {
  const { t } = useTranslation();
  const more = file.problemsTotal - file.problems.length;
  const title = t('setUp.create.problemsFound', { count: file.problemsTotal });
  return (
    <>
      <FailureNote failure={file.failure} />
      {file.readings.length > 0 && (
        <RadioCards
          label={t('roster.read.doubtful')}
          value={null}
          choices={file.readings.map(({ encoding: id, lines }) => ({
            id,
            label: t(`roster.read.encodings.${id}`),
            hint: <ReadingLines lines={lines} />,
          }))}
          onChange={readAs}
        />
      )}
      {file.problems.length > 0 && (
        <ScrollArea className="file-problems rounded-md" label={title}>
          <table className="w-full border-collapse text-sm">
            <caption className="px-3 py-2 text-stop-ink font-semibold text-start">{title}</caption>
            <Heads
              heads={[t('setUp.create.where'), t('setUp.create.what'), t('setUp.create.remedy')]}
            />
            <tbody>
              {file.problems.map((problem) => (
                <ProblemRow
                  key={`${problem.line} ${problem.uid} ${problem.code} ${problem.value}`}
                  problem={problem}
                />
              ))}
            </tbody>
          </table>
          {more > 0 && (
            <p className="px-3 py-2 text-soft">{t('setUp.create.moreProblems', { count: more })}</p>
          )}
        </ScrollArea>
      )}
    </>
  );
}

function ProblemRow({ problem }: { problem: TableProblem }): ReactNode {
  const { t } = useTranslation();
  const { code, line, uid, sameAs } = problem;
  const column = neededColumns.find((one) => code === 'missing-column' && one === problem.value);
  const value = column === undefined ? problem.value : t(`setUp.create.columns.${column}`);
  const cell = 'px-3 py-2 border-t wrap-anywhere text-start';
  return (
    <tr>
      <th
        className={`${cell} font-semibold ${line === null ? '' : 'whitespace-nowrap'}`}
        scope="row"
      >
        {line === null ? (
          <bdi>{uid ?? t('setUp.event.whole')}</bdi>
        ) : (
          t('setUp.create.line', { line })
        )}
      </th>
      <td className={cell}>{t(`setUp.create.problems.${code}`, { value, sameAs })}</td>
      <td className={cell}>{t(`setUp.create.remedies.${code}`)}</td>
    </tr>
  );
}

function Heads({ heads }: { heads: readonly string[] }): ReactNode {
  return (
    <thead>
      <tr>
        {heads.map((head) => (
          <th key={head} className="px-3 py-2 border-t wrap-anywhere text-start" scope="col">
            {head}
          </th>
        ))}
      </tr>
    </thead>
  );
}

/** Cells of at most this many characters stay on one line: codes, days, times. */
const maxUnbroken = 16;

/** The first lines of a table, as the app understood them. */
function Preview({
  count,
  heads,
  rows,
}: {
  count: number;
  heads: readonly string[];
  rows: readonly (readonly string[])[];
}): ReactNode {
  const { t } = useTranslation();
  return (
    <ScrollArea label={t('setUp.create.firstLines', { count })} className="border rounded-md">
      <table className="w-full border-collapse text-sm">
        <caption className="px-3 py-2 font-semibold text-start">
          {t('setUp.create.firstLines', { count })}
        </caption>
        <Heads heads={heads} />
        <tbody>
          {rows.map((cells) => (
            <tr key={cells.join('\n')}>
              {cells.map((cell, column) => (
                <td
                  key={heads[column]}
                  className={`px-3 py-2 border-t text-start ${cell.length > maxUnbroken ? 'wrap-anywhere' : 'whitespace-nowrap'}`}
                >
                  <bdi>{cell}</bdi>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollArea>
  );
}
