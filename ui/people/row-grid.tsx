// A table's elements cannot be virtualised: rows are placed by position, and the grid itself takes
// the focus and names its active row.
// biome-ignore-all lint/a11y/useSemanticElements: see above
// biome-ignore-all lint/a11y/useFocusableInteractive: see above
// biome-ignore-all lint/a11y/noNoninteractiveTabindex: see above

import { ArrowDown, ArrowUp, ArrowUpDown } from 'lucide-react';
import {
  type CSSProperties,
  type KeyboardEvent,
  type MouseEvent,
  memo,
  type ReactNode,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { Checkbox } from 'react-aria-components/Checkbox';
import '../data-table.css';
import '../fields/check-line.css';
import './row-grid.css';

/** A column of a `RowGrid`. With `sort` its heading sorts the list. */
export interface GridColumn<R, S extends string> {
  id: string;
  heading: string;
  /** Its least width in rem, and its share of the space that is left (0: none). */
  width: { min: number; grow: number };
  cell: (row: R) => ReactNode;
  sort?: S;
  /** Shown at a phone's width too. */
  onPhone?: boolean;
}

export interface Sorting<S extends string> {
  by: S;
  descending: boolean;
}

interface RowGridProps<R, S extends string> {
  label: string;
  columns: readonly GridColumn<R, S>[];
  total: number;
  /** Undefined while the row is being read. */
  rowAt: (index: number) => R | undefined;
  keyOf: (row: R) => string;
  /** What screen readers say of a row's check box, and what they say of all. */
  allLabel: string;
  /** Rows that came into view: the caller reads them. */
  onShow: (first: number, last: number) => void;
  sorting: Sorting<S>;
  onSort: (sorting: Sorting<S>) => void;
  /** Null: rows can only be opened. */
  selected: ReadonlySet<string> | null;
  /** With `extends`, all rows from the last one that was selected are. */
  onSelect: (index: number, options: { extends: boolean }) => void;
  onSelectAll: () => void;
  onClear: () => void;
  onOpen: (row: R) => void;
  /** True while the rows belong to an older question. */
  isWaiting: boolean;
}

/** Height of a row and of the head, in rem; `row-grid.css` has the same. */
const rowRem = 2.75;
/** Rows drawn above and below what is visible. */
const spareRows = 8;

interface View {
  first: number;
  last: number;
}

/**
 * Rows of a long list, of which only those in view are drawn. Arrows move, Space selects, Shift
 * extends, Ctrl+A selects all, Enter opens.
 */
export function RowGrid<R, S extends string>(props: RowGridProps<R, S>): ReactNode {
  const { label, columns, total, rowAt, keyOf, allLabel, selected, sorting, isWaiting } = props;
  const { onShow, onSelect, onOpen } = props;
  const frame = useRef<HTMLDivElement>(null);
  const id = useId();
  const [active, setActive] = useState(0);
  const [height, setHeight] = useState(44);
  const [view, setView] = useState<View>({ first: 0, last: 20 });
  const last = Math.max(0, total - 1);
  const at = Math.min(active, last);

  const measure = (): void => {
    const element = frame.current;
    if (element === null) return;
    const row = rowRem * Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
    setHeight(row);
    const first = Math.floor(element.scrollTop / row);
    const next = { first, last: first + Math.ceil(element.clientHeight / row) };
    setView((now) => (now.first === next.first && now.last === next.last ? now : next));
  };
  const latest = useRef(measure);
  latest.current = measure;
  useLayoutEffect(() => {
    const element = frame.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => latest.current());
    observer.observe(element);
    latest.current();
    return () => observer.disconnect();
  }, []);

  const from = Math.min(Math.max(0, view.first - spareRows), last);
  const to = Math.min(last, view.last + spareRows);
  // Without dependencies: a page may have been dropped or be missing since the last rendering.
  useEffect(() => onShow(from, to));

  const move = (index: number): void => {
    const next = Math.max(0, Math.min(index, last));
    setActive(next);
    const element = frame.current;
    if (element === null) return;
    const top = next * height;
    const room = element.clientHeight - height;
    if (top < element.scrollTop) element.scrollTop = top;
    else if (top + height > element.scrollTop + room) element.scrollTop = top + height - room;
  };
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    // The head's buttons have keys of their own.
    if (event.target !== event.currentTarget || total === 0) return;
    const page = Math.max(1, view.last - view.first - 2);
    const next = moved(event.key, at, page, last);
    if (next !== null) {
      event.preventDefault();
      move(next);
      if (event.shiftKey && selected !== null)
        onSelect(Math.max(0, Math.min(next, last)), { extends: true });
      return;
    }
    const row = rowAt(at);
    if (event.key === 'Enter' && row !== undefined && !event.repeat) onOpen(row);
    else if (selected === null) return;
    else if (event.key === 'a' && (event.ctrlKey || event.metaKey)) props.onSelectAll();
    else if (event.key === ' ') onSelect(at, { extends: event.shiftKey });
    else if (event.key === 'Escape' && selected.size > 0) props.onClear();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onClick = (event: MouseEvent<HTMLDivElement>): void => {
    const target = event.target instanceof Element ? event.target : null;
    const index = Number(target?.closest<HTMLElement>('[data-index]')?.dataset.index ?? Number.NaN);
    if (target === null || Number.isNaN(index)) return;
    setActive(index);
    const isTick = target.closest('[data-tick]') !== null || event.shiftKey || event.ctrlKey;
    if (selected !== null && isTick) {
      onSelect(index, { extends: event.shiftKey });
      return;
    }
    const row = rowAt(index);
    if (row !== undefined) onOpen(row);
  };

  const shape = shapeOf(columns.map(({ width }) => width));
  const indexes =
    total === 0 ? [] : Array.from({ length: to - from + 1 }, (_, offset) => from + offset);
  return (
    <div
      ref={frame}
      className="row-grid"
      role="grid"
      tabIndex={0}
      aria-label={label}
      aria-rowcount={total + 1}
      aria-colcount={columns.length + (selected === null ? 0 : 1)}
      aria-multiselectable={selected !== null}
      aria-busy={isWaiting}
      data-ticks={selected !== null || undefined}
      {...(at >= from && at <= to && total > 0 ? { 'aria-activedescendant': `${id}-${at}` } : {})}
      style={shape}
      onScroll={measure}
      onKeyDown={onKeyDown}
      onClick={onClick}
    >
      <div role="rowgroup" className="row-grid-head">
        <div role="row" className="row-grid-row" aria-rowindex={1}>
          {selected !== null && (
            <div role="columnheader" className="row-grid-tick">
              <Checkbox
                className="check-line flex size-full items-center justify-center quiet-focus"
                aria-label={allLabel}
                isDisabled={total === 0}
                isSelected={total > 0 && selected.size >= total}
                isIndeterminate={selected.size > 0 && selected.size < total}
                onChange={(isAll) => (isAll ? props.onSelectAll() : props.onClear())}
              >
                <span className="check-box rounded-sm bg-surface" aria-hidden="true" />
              </Checkbox>
            </div>
          )}
          {columns.map((column) => (
            <Heading
              key={column.id}
              column={column}
              sorting={sorting}
              onSort={(next) => {
                move(0);
                props.onSort(next);
              }}
            />
          ))}
        </div>
      </div>
      <div role="rowgroup" className="row-grid-body" style={{ blockSize: total * height }}>
        {indexes.map((index) => {
          const row = rowAt(index);
          return (
            <GridRow
              key={index}
              id={`${id}-${index}`}
              index={index}
              top={index * height}
              row={row}
              columns={columns as readonly GridColumn<unknown, string>[]}
              isActive={index === at}
              isSelected={selected === null ? null : row !== undefined && selected.has(keyOf(row))}
            />
          );
        })}
      </div>
    </div>
  );
}

/** Each row is a grid of its own: the same tracks at the same width keep the columns in line. */
function shapeOf(
  widths: readonly { min: number; grow: number }[],
): CSSProperties & Record<'--row-tracks' | '--row-width', string> {
  const tracks = widths.map(({ min, grow }) =>
    grow === 0 ? `${min}rem` : `minmax(${min}rem, ${grow}fr)`,
  );
  // The tick, the gaps, and the space at the end.
  const least = 3 + widths.reduce((sum, { min }) => sum + min + 0.75, 0) + 1;
  return { '--row-tracks': tracks.join(' '), '--row-width': `${least}rem` };
}

/** The row to which a key moves; null for other keys. */
function moved(key: string, at: number, page: number, last: number): number | null {
  switch (key) {
    case 'ArrowDown':
      return at + 1;
    case 'ArrowUp':
      return at - 1;
    case 'PageDown':
      return at + page;
    case 'PageUp':
      return at - page;
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return null;
  }
}

function Heading<R, S extends string>({
  column: { heading, sort, onPhone = false },
  sorting,
  onSort,
}: {
  column: GridColumn<R, S>;
  sorting: Sorting<S>;
  onSort: (sorting: Sorting<S>) => void;
}): ReactNode {
  if (sort === undefined) {
    return (
      <div role="columnheader" data-phone={onPhone || undefined}>
        {heading}
      </div>
    );
  }
  const own = sorting.by === sort ? sorting : null;
  const Icon = own === null ? ArrowUpDown : own.descending ? ArrowDown : ArrowUp;
  return (
    <div
      role="columnheader"
      data-phone={onPhone || undefined}
      aria-sort={own === null ? 'none' : own.descending ? 'descending' : 'ascending'}
    >
      <AriaButton
        className="sort-button gap-1 cursor-default inline-flex items-center min-h-target p-0 border-0 bg-transparent text-inherit"
        onPress={() => onSort({ by: sort, descending: own !== null && !own.descending })}
      >
        {heading}
        <Icon aria-hidden="true" size={14} data-own={own !== null || undefined} />
      </AriaButton>
    </div>
  );
}

interface GridRowProps {
  id: string;
  index: number;
  top: number;
  row: unknown;
  columns: readonly GridColumn<unknown, string>[];
  isActive: boolean;
  /** Null: it cannot be. */
  isSelected: boolean | null;
}

const GridRow = memo(function GridRow(props: GridRowProps): ReactNode {
  const { id, index, top, row, columns, isActive, isSelected } = props;
  return (
    <div
      id={id}
      role="row"
      className="row-grid-row"
      aria-rowindex={index + 2}
      {...(isSelected === null ? {} : { 'aria-selected': isSelected })}
      data-index={index}
      data-active={isActive || undefined}
      style={{ insetBlockStart: top }}
    >
      {isSelected !== null && (
        <div role="gridcell" data-tick className="row-grid-tick">
          <span className="check-box rounded-sm bg-surface" aria-hidden="true" />
        </div>
      )}
      {columns.map(({ id: column, cell, onPhone = false }) => (
        <div key={column} role="gridcell" data-phone={onPhone || undefined}>
          {row === undefined ? <span className="row-grid-wait" /> : cell(row)}
        </div>
      ))}
    </div>
  );
});
