import { SearchX } from 'lucide-react';
import type { ReactNode } from 'react';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import { useTranslation } from 'react-i18next';
import { EmptyLine } from '../../ui/empty-state.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { TextField } from '../../ui/fields/text-field.tsx';
import { useEventWords } from '../base/event-words.ts';
import { useSearch } from './use-search.ts';
import './delegate-finder.css';
import { useSearchPlaceholder } from '../base/use-search-placeholder.ts';

const shownRows = 8;

/** The desk's search, for use in a dialog. */
export function DelegateFinder({
  chosenId,
  onChoose,
}: {
  chosenId: string | null;
  onChoose: (delegateId: string | null) => void;
}): ReactNode {
  const { t } = useTranslation();
  const placeholder = useSearchPlaceholder();
  const words = useEventWords();
  const { query, setQuery, rows, current, failure } = useSearch();
  const shown = rows.slice(0, shownRows);
  return (
    <div className="grid gap-2">
      <TextField
        label={t('search.label')}
        hint={placeholder}
        autoFocus
        maxLength={200}
        value={query}
        onChange={(next) => {
          setQuery(next);
          onChoose(null);
        }}
      />
      <FailureNote failure={failure} />
      {shown.length > 0 && (
        <ListBox
          className="max-h-52 grid p-1 overflow-auto border rounded-md"
          aria-label={t('search.results')}
          selectionMode="single"
          selectedKeys={chosenId === null ? [] : [chosenId]}
          onSelectionChange={(keys) => {
            const [key] = keys === 'all' ? [] : [...keys];
            onChoose(key === undefined ? null : String(key));
          }}
        >
          {shown.map((row) => (
            <ListBoxItem
              key={row.id}
              id={row.id}
              textValue={row.printedName}
              className="finder-row px-3 rounded-sm flex items-center gap-3 justify-between min-h-target hover:bg-sunken data-focus-visible:-outline-offset-3"
            >
              <bdi className="font-semibold wrap-anywhere">{row.printedName}</bdi>
              <bdi>{words.delegation(row.delegation)}</bdi>
            </ListBoxItem>
          ))}
        </ListBox>
      )}
      {query.trim() !== '' && current && rows.length === 0 && (
        <div role="status">
          <EmptyLine icon={<SearchX size={18} />} className="field-hint">
            {t('search.none', { query: query.trim() })}
          </EmptyLine>
        </div>
      )}
    </div>
  );
}
