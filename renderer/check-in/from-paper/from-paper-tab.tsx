import { FilePenLine, SearchX, Undo2 } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EnterFromPaperAnswer, SearchRow } from '../../../preload/contract/check-in.ts';
import { IconButton } from '../../../ui/button.tsx';
import { Chip } from '../../../ui/chip.tsx';
import { EmptyLine, EmptyState } from '../../../ui/empty-state.tsx';
import { FailureNote } from '../../../ui/failure-note.tsx';
import { Switch } from '../../../ui/fields/switch.tsx';
import { useFormats } from '../../../ui/formats.ts';
import { deliberateMilliseconds, useHotkeys } from '../../../ui/hotkeys.tsx';
import { NativeName } from '../../../ui/native-name.tsx';
import { useNavigation } from '../../../ui/navigation.tsx';
import { useNotify } from '../../../ui/toast.tsx';
import { ask, type CallFailure, failureOf } from '../../base/ask.ts';
import { useEventWords } from '../../base/event-words.ts';
import { PresenceChip, StatusChip } from '../../roster/status-chip.tsx';
import { useSearch } from '../../roster/use-search.ts';
import { LineForm } from './line-form.tsx';
import './from-paper.css';
import { useSearchPlaceholder } from '../../base/use-search-placeholder.ts';

/** Enters admissions recorded on paper, one line after another, by keyboard alone. */
export function FromPaperTab(): ReactNode {
  const { t } = useTranslation();
  const { time } = useFormats();
  const notify = useNotify();
  const { dialog } = useNavigation();
  const { entries, failure, enter, undo } = useEntries();
  const [person, setPerson] = useState<SearchRow | null>(null);
  const [printBadge, setPrintBadge] = useState(false);
  const takeBack = async (admissionId: string): Promise<void> => {
    if (await undo(admissionId)) notify(t('emergency.fromPaper.undone'));
  };
  useHotkeys(
    [
      {
        key: 'z',
        ctrl: true,
        inFields: true,
        run: () => {
          const latest = entries.find(({ undone }) => !undone);
          if (latest !== undefined) void takeBack(latest.admissionId);
        },
      },
      { key: 'Escape', inFields: true, run: () => setPerson(null) },
    ],
    dialog === null,
  );
  return (
    <div className="from-paper grid gap-5 items-start">
      <section className="card grid gap-4" aria-label={t('emergency.fromPaper.title')}>
        <div>
          <h2 className="text-lg">{t('emergency.fromPaper.title')}</h2>
          <p className="field-hint">{t('emergency.fromPaper.intro')}</p>
        </div>
        {person === null ? (
          <PersonFinder onChoose={setPerson} />
        ) : (
          <LineForm
            key={person.id}
            person={person}
            onChange={() => setPerson(null)}
            enter={async (line) => {
              const answer = await enter({ ...line, person, printBadge });
              if (answer?.outcome === 'entered') {
                const words = { name: person.printedName, time: time(answer.at) };
                notify(t('emergency.fromPaper.done', words));
                setPerson(null);
              }
              return answer;
            }}
          />
        )}
        <FailureNote failure={failure} />
        <Switch isSelected={printBadge} onChange={setPrintBadge}>
          {t('emergency.fromPaper.printBadge')}
        </Switch>
      </section>
      <EntryList entries={entries} onUndo={(id) => void takeBack(id)} />
    </div>
  );
}

function EntryList({
  entries,
  onUndo,
}: {
  entries: readonly Entry[];
  onUndo: (admissionId: string) => void;
}): ReactNode {
  const { t } = useTranslation();
  const words = useEventWords();
  const { time } = useFormats();
  return (
    <section className="card paper-entries" aria-label={t('emergency.fromPaper.entered')}>
      <h2 className="text-lg">{t('emergency.fromPaper.entered')}</h2>
      {entries.length === 0 ? (
        <EmptyState
          icon={<FilePenLine />}
          title={t('emergency.fromPaper.none')}
          hint={t('emergency.fromPaper.noneHint')}
        />
      ) : (
        <ol className="grid">
          {entries.map((entry) => (
            <li
              className="grid gap-3 items-center not-first:border-t"
              key={entry.admissionId}
              data-undone={entry.undone || undefined}
            >
              <time className="figures font-bold">{time(entry.at)}</time>
              <span className="paper-entry-who grid font-semibold">
                <bdi>{entry.printedName}</bdi>
                <bdi className="paper-where small font-normal">
                  {words.delegation(entry.delegation)}
                </bdi>
              </span>
              <span className="code text-xs">{entry.number ?? ''}</span>
              {entry.undone ? (
                <Chip tone="quiet">{t('emergency.fromPaper.undone')}</Chip>
              ) : (
                <IconButton
                  label={t('emergency.fromPaper.undo', { name: entry.printedName })}
                  icon={<Undo2 className="flips" />}
                  onPress={() => onUndo(entry.admissionId)}
                />
              )}
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

interface Entry {
  admissionId: string;
  delegateId: string;
  printedName: string;
  delegation: string;
  at: number;
  number: string | null;
  undone: boolean;
}

interface Entries {
  entries: readonly Entry[];
  failure: CallFailure | null;
  /** Null if the call itself failed: see `failure`. */
  enter: (line: {
    person: { id: string; printedName: string; delegation: string };
    at: number;
    number: string;
    printBadge: boolean;
  }) => Promise<EnterFromPaperAnswer | null>;
  undo: (admissionId: string) => Promise<boolean>;
}

/** The entries made since the page was opened, for review. They are already in the ledger. */
function useEntries(): Entries {
  const [entries, setEntries] = useState<readonly Entry[]>([]);
  const [failure, setFailure] = useState<CallFailure | null>(null);
  const enter: Entries['enter'] = async ({ person, at, number, printBadge }) => {
    setFailure(null);
    try {
      const answer = await ask('enterFromPaper', {
        key: crypto.randomUUID(),
        delegateId: person.id,
        at,
        number,
        printBadge,
      });
      if (answer.outcome === 'entered') {
        const entry: Entry = {
          admissionId: answer.admissionId,
          delegateId: person.id,
          printedName: person.printedName,
          delegation: person.delegation,
          at: answer.at,
          number: answer.number,
          undone: false,
        };
        setEntries((all) => [entry, ...all]);
      }
      return answer;
    } catch (error) {
      setFailure(failureOf(error));
      return null;
    }
  };
  const undo = async (admissionId: string): Promise<boolean> => {
    setFailure(null);
    try {
      await ask('undoCheckIn', { admissionId, reason: 'other' });
      setEntries((all) =>
        all.map((one) => (one.admissionId === admissionId ? { ...one, undone: true } : one)),
      );
      return true;
    } catch (error) {
      setFailure(failureOf(error));
      return false;
    }
  };
  return { entries, failure, enter, undo };
}

const shownRows = 6;

/** Finds the person of a line by typing, arrow keys and Enter. */
function PersonFinder({ onChoose }: { onChoose: (person: SearchRow) => void }): ReactNode {
  const { t } = useTranslation();
  const placeholder = useSearchPlaceholder();
  const words = useEventWords();
  const search = useSearch();
  const listId = useId();
  const lastKeyAt = useRef(Number.NEGATIVE_INFINITY);
  const rows = search.rows.slice(0, shownRows);
  const active = Math.min(search.active, Math.max(0, rows.length - 1));
  const rowId = (index: number): string => `${listId}-${index}`;
  const choose = (row: SearchRow | undefined): void => {
    if (row === undefined || !search.current) return;
    search.setQuery('');
    onChoose(row);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    const sincePrevious = event.timeStamp - lastKeyAt.current;
    lastKeyAt.current = event.timeStamp;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      search.setActive(Math.max(0, Math.min(active + step, rows.length - 1)));
    } else if (event.key === 'Enter') {
      event.preventDefault();
      // A hand scanner's Enter comes right after its last letter: it must choose nobody.
      if (sincePrevious >= deliberateMilliseconds && !event.repeat) choose(rows[active]);
    }
  };
  return (
    <div className="grid gap-4">
      <label className="field">
        <span className="field-label">{t('emergency.fromPaper.person')}</span>
        <input
          className="field-input"
          type="text"
          role="combobox"
          aria-autocomplete="list"
          aria-expanded={rows.length > 0}
          {...(rows.length > 0
            ? { 'aria-controls': listId, 'aria-activedescendant': rowId(active) }
            : {})}
          // biome-ignore lint/a11y/noAutofocus: the line begins here, and comes back here after each person
          autoFocus
          autoComplete="off"
          spellCheck={false}
          maxLength={200}
          placeholder={placeholder}
          value={search.query}
          onChange={(event) => search.setQuery(event.target.value)}
          onKeyDown={onKeyDown}
        />
      </label>
      <FailureNote failure={search.failure} />
      {rows.length > 0 && (
        <div
          id={listId}
          role="listbox"
          aria-label={t('search.results')}
          className="grid overflow-hidden border rounded-md"
        >
          {rows.map((row, index) => (
            // The field handles the keys: the list never has the focus (ARIA combobox).
            // biome-ignore lint/a11y/useKeyWithClickEvents: see above
            // biome-ignore lint/a11y/useFocusableInteractive: see above
            <div
              key={row.id}
              id={rowId(index)}
              role="option"
              aria-selected={index === active}
              className="paper-row grid grid-cols-text-end items-center px-3 py-1 not-first:border-t chosen-row"
              onClick={() => choose(row)}
            >
              <span className="paper-who flex flex-wrap gap-x-2 font-semibold">
                <bdi>{row.printedName}</bdi>
                {row.nativeName !== '' && (
                  <NativeName name={row.nativeName} delegation={row.delegation} />
                )}
              </span>
              <bdi className="paper-where small">{words.delegation(row.delegation)}</bdi>
              <span className="paper-marks flex gap-2 col-start-2">
                <PresenceChip presentToday={row.presentToday} presentEvent={row.presentEvent} />
                {row.status !== 'confirmed' && <StatusChip status={row.status} />}
              </span>
            </div>
          ))}
        </div>
      )}
      {search.query.trim() !== '' && search.current && rows.length === 0 && (
        <div role="status">
          <EmptyLine icon={<SearchX size={18} />} className="field-hint">
            {t('search.none', { query: search.query.trim() })}
          </EmptyLine>
        </div>
      )}
    </div>
  );
}
