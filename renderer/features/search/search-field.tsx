import { Search as SearchIcon, X } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../ui/button.tsx';
import { deliberateMilliseconds } from '../../ui/hotkeys.ts';
import { KeyHint } from '../../ui/key-hint.tsx';
import { focusSearch, searchFieldId } from './focus-search.ts';
import { resultsId, rowId } from './search-results.tsx';
import type { Search } from './use-search.ts';
import './search.css';

interface SearchFieldProps {
  search: Search;
  /** Enter: acts on the chosen row. */
  onAct: () => void;
}

const pageRows = 6;

/** Where the choice moves to with a key; null for keys that do not move it. */
function moved(key: string, active: number, last: number): number | null {
  switch (key) {
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
  const lastKeyAt = useRef(Number.NEGATIVE_INFINITY);
  const { query, setQuery, rows, active } = search;
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    const sincePrevious = event.timeStamp - lastKeyAt.current;
    lastKeyAt.current = event.timeStamp;
    const next = moved(event.key, active, rows.length - 1);
    if (next !== null) {
      event.preventDefault();
      search.setActive(Math.max(0, next));
    } else if (event.key === 'Enter') {
      event.preventDefault();
      // The Enter of a hand scanner comes right after its last letter; it must check nobody in.
      if (sincePrevious >= deliberateMilliseconds && !event.repeat) onAct();
    }
  };
  const hasRows = rows.length > 0;
  return (
    <div className="search-field">
      <SearchIcon aria-hidden="true" size={20} />
      <input
        id={searchFieldId}
        type="text"
        role="combobox"
        aria-label={t('search.label')}
        aria-autocomplete="list"
        aria-expanded={hasRows}
        {...(hasRows ? { 'aria-controls': resultsId } : {})}
        {...(hasRows ? { 'aria-activedescendant': rowId(active) } : {})}
        placeholder={t('search.placeholder')}
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        value={query}
        onChange={(event) => setQuery(event.target.value)}
        onKeyDown={onKeyDown}
      />
      {query === '' ? (
        <KeyHint keys={[t('keys.slash')]} />
      ) : (
        <IconButton
          label={t('search.clear')}
          icon={<X aria-hidden="true" size={18} />}
          onPress={() => {
            setQuery('');
            focusSearch();
          }}
        />
      )}
    </div>
  );
}
