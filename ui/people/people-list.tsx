import { Columns3, ListFilter, Search, UserSearch, X } from 'lucide-react';
import {
  type ReactNode,
  useCallback,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
} from 'react';
import { Menu, MenuItem, MenuTrigger } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import { useTranslation } from 'react-i18next';
import type { GroupWord } from '../../domain/event/group-words.ts';
import {
  type PeopleColumn,
  type PeopleFilter,
  type PeopleSort,
  type PersonRow,
  peopleColumns,
} from '../../domain/people/people-list.ts';
import { Button, IconButton } from '../button.tsx';
import { EmptyState } from '../empty-state.tsx';
import { type Failure, FailureNote } from '../failure-note.tsx';
import { useFormats } from '../formats.ts';
import { useLater } from '../use-later.ts';
import { FilterChip } from './filter-chip.tsx';
import { createPagedRows, rowAt } from './paged-rows.ts';
import type { PeopleCalls, SubscribeToPeople } from './people-calls.ts';
import type { EventNames } from './people-event.ts';
import { filterOf, type PeopleChoices, type PeopleQuestion, useFilters } from './people-filter.ts';
import { RowGrid } from './row-grid.tsx';
import { useColumns } from './use-columns.tsx';
import { type Selection, useSelection } from './use-selection.ts';
import { useShownColumns } from './use-shown-columns.ts';
import './people-list.css';

/** Milliseconds without a key before the list is searched. */
const settling = 150;

/** How the list shows the people who are selected. */
export interface ShownPeople {
  columns: readonly PeopleColumn[];
  sort: PeopleSort;
  day: PeopleFilter['day'];
}

interface PeopleListProps<F extends Failure> {
  calls: PeopleCalls<F>;
  subscribe: SubscribeToPeople;
  /** What can be filtered by. */
  choices: PeopleChoices;
  names: EventNames;
  onOpen: (id: string) => void;
  /** Buttons that need no selection: import, add. */
  actions: ReactNode;
  /** Shown if there is nobody yet. */
  nobody: ReactNode;
  /** Buttons for the selected people; without them nobody can be selected. */
  bulkActions?: (selection: Selection, shown: ShownPeople) => ReactNode;
}

/** Everyone who is expected, of whom only those in view are read. */
export function PeopleList<F extends Failure>(props: PeopleListProps<F>): ReactNode {
  const { calls, subscribe, choices, names, onOpen, actions, nobody, bulkActions } = props;
  const { t } = useTranslation();
  const { language, number } = useFormats();
  const [question, setQuestion] = useState<PeopleQuestion>(start);
  const text = useLater(question.text.trim(), settling) ?? '';
  const { chosen, sorting } = question;
  const filter = useMemo(() => filterOf(text, chosen), [text, chosen]);
  const asked = useMemo(() => ({ filter, sort: sorting }), [filter, sorting]);
  const [rows] = useState(() => createPagedRows({ ...calls, load: calls.list }));
  const shown = useSyncExternalStore(rows.subscribe, rows.snapshot);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the order follows the language
  useEffect(() => {
    rows.ask(asked);
    return rows.close;
  }, [rows, asked, language]);
  useEffect(() => subscribe({ soon: rows.soon, now: rows.renew }), [subscribe, rows]);

  const selection = useSelection(
    (index) => rowAt(shown, index)?.id,
    () => calls.ids(asked),
  );
  const { clear } = selection;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is hidden must not stay selected
  useEffect(clear, [filter]);

  const [columnIds, setColumnIds] = useShownColumns();
  const columns = useColumns(names, columnIds);
  const isFiltered = text !== '' || Object.keys(chosen).length > 0;
  const isEmpty = shown.total === 0 && !shown.isWaiting;
  const at = useCallback((index: number) => rowAt(shown, index), [shown]);

  if (isEmpty && !isFiltered) {
    return (
      <>
        <div className="people-bar justify-end">{actions}</div>
        <FailureNote failure={shown.failure} onRetry={rows.renew} />
        {nobody}
      </>
    );
  }
  return (
    <>
      <div className="people-tools">
        <SearchBox
          place={names.place}
          text={question.text}
          onChange={(next) => setQuestion((last) => ({ ...last, text: next }))}
        />
        <span className="flex-1" />
        {actions}
      </div>
      <Filters choices={choices} question={question} onChange={setQuestion}>
        <ColumnChoice
          place={names.place}
          offered={peopleColumns.filter((id) => id !== 'ticket' || choices.knowsTickets)}
          shown={columnIds}
          onChange={setColumnIds}
        />
      </Filters>
      <FailureNote failure={shown.failure} onRetry={rows.renew} />
      <div className="people-bar">
        <p className="figures small" role="status">
          {selection.ids.size > 0
            ? t('people.selected', {
                count: selection.ids.size,
                formatted: number(selection.ids.size),
                total: number(shown.total ?? 0),
              })
            : shown.total !== null &&
              t('people.count', { count: shown.total, formatted: number(shown.total) })}
        </p>
        {selection.ids.size > 0 && (
          <>
            {bulkActions?.(selection, { columns: columnIds, sort: sorting, day: filter.day })}
            <Button variant="quiet" size="small" icon={<X />} onPress={clear}>
              {t('people.deselect')}
            </Button>
          </>
        )}
      </div>
      {isEmpty ? (
        <EmptyState
          icon={<UserSearch />}
          title={t('people.noneFound')}
          hint={t('people.noneFoundHint')}
          action={
            <Button onPress={() => setQuestion((last) => ({ ...start, sorting: last.sorting }))}>
              {t('people.clearFilters')}
            </Button>
          }
        />
      ) : (
        <RowGrid<PersonRow, PeopleSort['by']>
          label={t('people.list')}
          allLabel={t('people.selectAll')}
          columns={columns}
          total={shown.total ?? 0}
          rowAt={at}
          keyOf={keyOf}
          onShow={rows.show}
          isWaiting={shown.isWaiting}
          sorting={question.sorting}
          onSort={(sorting) => setQuestion((last) => ({ ...last, sorting }))}
          selected={bulkActions === undefined ? null : selection.ids}
          onSelect={(index, options) => void selection.select(index, options)}
          onSelectAll={() => void selection.selectAll()}
          onClear={clear}
          onOpen={({ id }) => onOpen(id)}
        />
      )}
    </>
  );
}

const start: PeopleQuestion = {
  text: '',
  chosen: {},
  sorting: { by: 'name', descending: false },
};

const keyOf = ({ id }: PersonRow): string => id;

function SearchBox({
  place,
  text,
  onChange,
}: {
  place: GroupWord;
  text: string;
  onChange: (text: string) => void;
}): ReactNode {
  const { t } = useTranslation();
  const label = t('people.search', { group: place });
  return (
    <div className="people-search">
      <Search className="text-soft" aria-hidden="true" size={18} />
      <input
        className="quiet-focus"
        type="text"
        aria-label={label}
        placeholder={label}
        autoComplete="off"
        spellCheck={false}
        maxLength={100}
        value={text}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && text !== '') onChange('');
        }}
      />
      {text !== '' && (
        <IconButton label={t('search.clear')} icon={<X />} onPress={() => onChange('')} />
      )}
    </div>
  );
}

function Filters({
  choices,
  question,
  onChange,
  children,
}: {
  choices: PeopleChoices;
  question: PeopleQuestion;
  onChange: (change: (last: PeopleQuestion) => PeopleQuestion) => void;
  children: ReactNode;
}): ReactNode {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const filters = useFilters(choices);
  const count = Object.keys(question.chosen).length;
  return (
    <>
      <span className="people-fold-button">
        <Button
          size="small"
          icon={<ListFilter />}
          aria-expanded={isOpen}
          onPress={() => setOpen(!isOpen)}
        >
          {count === 0 ? t('people.filters') : t('people.filtersSet', { count })}
        </Button>
      </span>
      <fieldset
        className="people-filters"
        aria-label={t('people.filters')}
        data-open={isOpen || undefined}
      >
        {filters.map(({ id, label, choices: options }) => (
          <FilterChip
            key={id}
            label={label}
            choices={options}
            value={question.chosen[id] ?? null}
            onChange={(value) =>
              onChange((last) => {
                const { [id]: _, ...rest } = last.chosen;
                return { ...last, chosen: value === null ? rest : { ...rest, [id]: value } };
              })
            }
          />
        ))}
        {count > 0 && (
          <Button
            variant="quiet"
            size="small"
            onPress={() => onChange((last) => ({ ...last, chosen: {} }))}
          >
            {t('people.clearFilters')}
          </Button>
        )}
        {children}
      </fieldset>
    </>
  );
}

function ColumnChoice({
  place,
  offered,
  shown,
  onChange,
}: {
  place: GroupWord;
  offered: readonly PeopleColumn[];
  shown: readonly PeopleColumn[];
  onChange: (shown: readonly PeopleColumn[]) => void;
}): ReactNode {
  const { t } = useTranslation();
  return (
    <span className="people-columns ms-auto">
      <MenuTrigger>
        <Button size="small" variant="quiet" icon={<Columns3 />}>
          {t('people.columns')}
        </Button>
        <Popover
          className="popover max-h-80 p-1 overflow-auto border rounded-md bg-surface shadow-lift-2"
          placement="bottom end"
        >
          <Menu
            className="min-w-52"
            aria-label={t('people.columns')}
            selectionMode="multiple"
            selectedKeys={shown}
            onSelectionChange={(keys) =>
              onChange(offered.filter((id) => keys === 'all' || keys.has(id)))
            }
          >
            {offered.map((id) => (
              <MenuItem
                key={id}
                id={id}
                className="option flex items-center gap-2 min-h-target px-3 rounded-sm"
                textValue={t(`people.column.${id}`, { group: place })}
              >
                {({ isSelected }) => (
                  <>
                    <span
                      className="check-box rounded-sm bg-surface"
                      aria-hidden="true"
                      data-on={isSelected || undefined}
                    />
                    {t(`people.column.${id}`, { group: place })}
                  </>
                )}
              </MenuItem>
            ))}
          </Menu>
        </Popover>
      </MenuTrigger>
    </span>
  );
}
