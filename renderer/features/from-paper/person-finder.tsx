import { SearchX } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { SearchRow } from '../../../preload/contract/check-in.ts';
import { useEventWords } from '../../i18n/event-words.ts';
import { EmptyLine } from '../../ui/empty-line.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { deliberateMilliseconds } from '../../ui/hotkeys.ts';
import { NativeName } from '../../ui/native-name.tsx';
import { PresenceChip, StatusChip } from '../search/status-chip.tsx';
import { useSearch } from '../search/use-search.ts';

const shownRows = 6;

/** Finds the person of a line: type, arrows, Enter. */
export function PersonFinder({ onChoose }: { onChoose: (person: SearchRow) => void }): ReactNode {
  const { t } = useTranslation();
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
      // The Enter of a hand scanner comes right after its last letter.
      if (sincePrevious >= deliberateMilliseconds && !event.repeat) choose(rows[active]);
    }
  };
  return (
    <div className="paper-finder">
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
          placeholder={t('search.placeholder')}
          value={search.query}
          onChange={(event) => search.setQuery(event.target.value)}
          onKeyDown={onKeyDown}
        />
      </label>
      <FailureNote failure={search.failure} />
      {rows.length > 0 && (
        <div id={listId} role="listbox" aria-label={t('search.results')} className="paper-rows">
          {rows.map((row, index) => (
            // Keys are the field's: the list has no focus of its own (ARIA combobox).
            // biome-ignore lint/a11y/useKeyWithClickEvents: see above
            // biome-ignore lint/a11y/useFocusableInteractive: see above
            <div
              key={row.id}
              id={rowId(index)}
              role="option"
              aria-selected={index === active}
              className="paper-row"
              onClick={() => choose(row)}
            >
              <span className="paper-who">
                <bdi>{row.printedName}</bdi>
                {row.nativeName !== '' && (
                  <NativeName name={row.nativeName} delegation={row.delegation} />
                )}
              </span>
              <bdi className="paper-where">{words.delegation(row.delegation)}</bdi>
              <span className="paper-marks">
                <PresenceChip presentToday={row.presentToday} presentEvent={row.presentEvent} />
                {row.status !== 'confirmed' && <StatusChip status={row.status} />}
              </span>
            </div>
          ))}
        </div>
      )}
      {search.query.trim() !== '' && search.current && rows.length === 0 && (
        <div role="status">
          <EmptyLine icon={<SearchX aria-hidden="true" size={18} />} className="field-hint">
            {t('search.none', { query: search.query.trim() })}
          </EmptyLine>
        </div>
      )}
    </div>
  );
}
