import { Search as SearchIcon, X } from 'lucide-react';
import { type ClipboardEvent, type KeyboardEvent, type ReactNode, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../../ui/button.tsx';
import { deliberateMilliseconds, KeyHint } from '../../../ui/hotkeys.tsx';
import { maxQueryLength } from '../../roster/tidy-query.ts';
import type { Search } from '../../roster/use-search.ts';
import { focusSearch, searchFieldId } from './focus-search.ts';
import { resultsId } from './search-results.tsx';
import { rowId } from './search-row.tsx';
import './search.css';
import { useSearchPlaceholder } from '../../base/use-search-placeholder.ts';

interface SearchFieldProps {
  search: Search;
  /** Enter was pressed on the chosen row. */
  onAct: () => void;
}

const pageRows = 6;
/** Characters of a pasted text that are kept: enough to see that it is too long. */
const maxPasted = 4 * maxQueryLength;

/**
 * Index of the row to which a key moves the choice; null for other keys. Home and End need Ctrl:
 * alone they move the cursor in the field.
 */
function moved(
  { key, ctrlKey, shiftKey, altKey }: KeyboardEvent,
  active: number,
  last: number,
): number | null {
  if (shiftKey || altKey) return null;
  switch (key) {
    case 'Home':
      return ctrlKey ? 0 : null;
    case 'End':
      return ctrlKey ? last : null;
    case 'ArrowDown':
      return Math.min(active + 1, last);
    case 'ArrowUp':
      return Math.max(active - 1, 0);
    case 'PageDown':
      return Math.min(active + pageRows, last);
    case 'PageUp':
      return Math.max(active - pageRows, 0);
    default:
      return null;
  }
}

/** The desk's search field: a combobox whose list is the results below it. */
export function SearchField({ search, onAct }: SearchFieldProps): ReactNode {
  const { t } = useTranslation();
  const placeholder = useSearchPlaceholder();
  const lastKeyAt = useRef(Number.NEGATIVE_INFINITY);
  const { query, setQuery, rows, active } = search;
  const isSole = rows.length === 1 && search.current;
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    const sincePrevious = event.timeStamp - lastKeyAt.current;
    lastKeyAt.current = event.timeStamp;
    const next = moved(event, active, rows.length - 1);
    if (next !== null) {
      event.preventDefault();
      search.setActive(Math.max(0, next));
    } else if (event.key === 'Enter' || (event.key === 'Tab' && isSole && !event.shiftKey)) {
      event.preventDefault();
      // A hand scanner's Enter comes right after its last letter: it must check in nobody.
      if (sincePrevious >= deliberateMilliseconds && !event.repeat) onAct();
    }
  };
  const onPaste = (event: ClipboardEvent<HTMLInputElement>): void => {
    const { value, selectionStart, selectionEnd } = event.currentTarget;
    const pasted = event.clipboardData.getData('text/plain');
    const start = selectionStart ?? value.length;
    const before = value.slice(0, start);
    const after = value.slice(selectionEnd ?? start);
    if (before.length + pasted.length + after.length <= maxQueryLength) return;
    // The browser would silently cut a long text, and a very long one would block the page.
    event.preventDefault();
    setQuery(before + pasted.slice(0, maxPasted) + after);
  };
  const hasRows = rows.length > 0;
  const isEmpty = query === '';
  const after = useMemo(
    () => (isEmpty ? <SlashHint /> : <ClearButton setQuery={setQuery} />),
    [isEmpty, setQuery],
  );
  return (
    <div className="search-field flex items-center gap-3 border border-edge rounded-lg bg-surface">
      <SearchIcon className="text-soft" size={20} />
      <input
        className="quiet-focus"
        id={searchFieldId}
        type="text"
        role="combobox"
        aria-label={t('search.label')}
        aria-autocomplete="list"
        aria-expanded={hasRows}
        {...(hasRows ? { 'aria-controls': resultsId } : {})}
        {...(hasRows ? { 'aria-activedescendant': rowId(active) } : {})}
        placeholder={placeholder}
        autoComplete="off"
        spellCheck={false}
        maxLength={maxQueryLength}
        value={query}
        onChange={(event) => setQuery(event.target.value, lastKeyAt.current)}
        onKeyDown={onKeyDown}
        onPaste={onPaste}
      />
      {after}
    </div>
  );
}

function SlashHint(): ReactNode {
  const { t } = useTranslation();
  return <KeyHint keys={[t('keys.slash')]} />;
}

function ClearButton({ setQuery }: Pick<Search, 'setQuery'>): ReactNode {
  const { t } = useTranslation();
  return (
    <IconButton
      label={t('search.clear')}
      icon={<X />}
      onPress={() => {
        setQuery('');
        focusSearch();
      }}
    />
  );
}
