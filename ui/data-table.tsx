import { ArrowDown, ArrowUp, ArrowUpDown } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { useTranslation } from 'react-i18next';
import { Select } from './fields/select.tsx';
import './data-table.css';

/** With `order` the table can be sorted by the column. */
export interface Column<R> {
  id: string;
  heading: string;
  cell: (row: R) => ReactNode;
  order?: (a: R, b: R) => number;
  /** Figures are aligned to the end of their cell. */
  isFigure?: boolean;
  /** On a phone it is the title of the row's card. One column per table. */
  isTitle?: boolean;
}

interface DataTableProps<R> {
  /** For screen readers only: the heading above the table shows it. */
  caption: string;
  columns: readonly Column<R>[];
  rows: readonly R[];
  keyOf: (row: R) => string;
  /** Shown if there are no rows. */
  empty: ReactNode;
}

interface Sorting {
  column: string;
  descending: boolean;
}

/** A table; at a phone's width every row becomes a card. Unsorted rows keep their given order. */
export function DataTable<R>({
  caption,
  columns,
  rows,
  keyOf,
  empty,
}: DataTableProps<R>): ReactNode {
  const [sorting, setSorting] = useState<Sorting | null>(null);
  if (rows.length === 0) return empty;
  const sorted = sort(rows, columns, sorting);
  return (
    <div className="data-table-frame overflow-x-auto min-w-0">
      <SortingChoice columns={columns} sorting={sorting} onSort={setSorting} />
      {/* CSS `display` removes a table's roles in some browsers, so they are explicit. */}
      {/* biome-ignore-start lint/a11y/noRedundantRoles: see above */}
      <table className="data-table w-full border-collapse text-sm" role="table">
        <caption className="visually-hidden">{caption}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map((column) => (
              <Heading key={column.id} column={column} sorting={sorting} onSort={setSorting} />
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {sorted.map((row) => (
            <tr key={keyOf(row)} role="row">
              {columns.map((column) => (
                <Cell key={column.id} column={column} row={row} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {/* biome-ignore-end lint/a11y/noRedundantRoles: see above */}
    </div>
  );
}

function sort<R>(
  rows: readonly R[],
  columns: readonly Column<R>[],
  sorting: Sorting | null,
): readonly R[] {
  const order = columns.find(({ id }) => id === sorting?.column)?.order;
  if (sorting === null || order === undefined) return rows;
  return [...rows].sort((a, b) => (sorting.descending ? order(b, a) : order(a, b)));
}

/** A column's next sorting: ascending, descending, then unsorted. */
function next(sorting: Sorting | null, column: string): Sorting | null {
  if (sorting?.column !== column) return { column, descending: false };
  return sorting.descending ? null : { column, descending: true };
}

function Heading<R>({
  column,
  sorting,
  onSort,
}: {
  column: Column<R>;
  sorting: Sorting | null;
  onSort: (sorting: Sorting | null) => void;
}): ReactNode {
  const own = sorting?.column === column.id ? sorting : null;
  const Icon = own === null ? ArrowUpDown : own.descending ? ArrowDown : ArrowUp;
  const said = own === null ? 'none' : own.descending ? 'descending' : 'ascending';
  return (
    <th
      // biome-ignore lint/a11y/noRedundantRoles: made a card by display, it would lose its role
      role="columnheader"
      scope="col"
      data-figure={column.isFigure || undefined}
      {...(column.order === undefined ? {} : { 'aria-sort': said })}
    >
      {column.order === undefined ? (
        column.heading
      ) : (
        <AriaButton
          className="sort-button gap-1 cursor-default inline-flex items-center min-h-target p-0 border-0 bg-transparent text-inherit"
          onPress={() => onSort(next(sorting, column.id))}
        >
          {column.heading}
          <Icon aria-hidden="true" size={14} data-own={own !== null || undefined} />
        </AriaButton>
      )}
    </th>
  );
}

function Cell<R>({ column, row }: { column: Column<R>; row: R }): ReactNode {
  return (
    <td
      className="border-b"
      // biome-ignore lint/a11y/noRedundantRoles: made a card by display, it would lose its role
      role="cell"
      data-heading={column.heading}
      data-figure={column.isFigure || undefined}
      data-title={column.isTitle || undefined}
    >
      {column.cell(row)}
    </td>
  );
}

const asListed = 'as-listed';

/** Replaces the headings on a phone, where they are hidden. */
function SortingChoice<R>({
  columns,
  sorting,
  onSort,
}: {
  columns: readonly Column<R>[];
  sorting: Sorting | null;
  onSort: (sorting: Sorting | null) => void;
}): ReactNode {
  const { t } = useTranslation();
  const sortable = columns.filter(({ order }) => order !== undefined);
  if (sortable.length === 0) return null;
  return (
    <div className="sorting-choice hidden">
      <Select
        label={t('table.sortBy')}
        choices={[
          { id: asListed, label: t('table.asListed') },
          ...sortable.map(({ id, heading }) => ({ id, label: heading })),
        ]}
        value={sorting?.column ?? asListed}
        onChange={(column) => onSort(column === asListed ? null : { column, descending: false })}
      />
    </div>
  );
}
