import { Check } from 'lucide-react';
import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { PeopleColumn, PeopleSort, PersonRow } from '../../domain/people/people-list.ts';
import { useFormats } from '../formats.ts';
import { NativeName } from '../native-name.tsx';
import type { EventNames } from './people-event.ts';
import type { GridColumn } from './row-grid.tsx';
import { StateChip } from './state-chip.tsx';

type Column = GridColumn<PersonRow, PeopleSort['by']>;

/** The columns of the list of people: the name and what was chosen. */
export function useColumns(names: EventNames, shown: readonly PeopleColumn[]): Column[] {
  const { t } = useTranslation();
  const { list, shortDay } = useFormats();
  return useMemo(() => {
    const heading = (id: PeopleColumn | 'name'): { id: string; heading: string } => ({
      id,
      heading: t(`people.column.${id}`, { group: names.place }),
    });
    const all: Readonly<Record<PeopleColumn, Column>> = {
      place: {
        ...heading('place'),
        width: { min: 9, grow: 1.4 },
        sort: 'organisation',
        cell: (row) => <bdi>{placeOf(row, names)}</bdi>,
      },
      category: {
        ...heading('category'),
        width: { min: 7, grow: 1 },
        sort: 'category',
        cell: (row) => <bdi>{names.category(row.category)}</bdi>,
      },
      state: {
        ...heading('state'),
        width: { min: 9, grow: 0 },
        sort: 'state',
        onPhone: true,
        cell: ({ state }) => <StateChip state={state} />,
      },
      days: {
        ...heading('days'),
        width: { min: 8, grow: 1 },
        cell: ({ days }) => (days === null ? t('people.everyDay') : list(days.map(shortDay))),
      },
      badge: {
        ...heading('badge'),
        width: { min: 6, grow: 0 },
        cell: ({ badgePrinted }) => badgePrinted && <Done label={t('people.badgePrinted')} />,
      },
      ticket: {
        ...heading('ticket'),
        width: { min: 6, grow: 0 },
        cell: ({ ticketSent }) => ticketSent === true && <Done label={t('people.ticketSent')} />,
      },
      email: {
        ...heading('email'),
        width: { min: 12, grow: 1.4 },
        cell: ({ email }) => <bdi>{email}</bdi>,
      },
    };
    const name: Column = {
      ...heading('name'),
      width: { min: 11, grow: 2 },
      sort: 'name',
      onPhone: true,
      cell: (row) => (
        <>
          <Name row={row} />
          <Beneath row={row} names={names} />
        </>
      ),
    };
    return [name, ...shown.map((id) => all[id])];
  }, [names, shown, t, list, shortDay]);
}

/** The delegation, or the organisation of somebody who belongs to none. */
export function placeOf(
  { delegation, administration }: Pick<PersonRow, 'delegation' | 'administration'>,
  names: EventNames,
): string {
  return delegation === '' ? administration : names.delegation(delegation);
}

function Name({ row: { printedName, nativeName, delegation } }: { row: PersonRow }): ReactNode {
  return (
    <>
      <bdi className="font-semibold">{printedName}</bdi>
      {nativeName !== '' && (
        <>
          {' '}
          <NativeName name={nativeName} delegation={delegation} className="small" />
        </>
      )}
    </>
  );
}

/** On a phone, which shows no column for these: the category and where the person belongs. */
function Beneath({ row, names }: { row: PersonRow; names: EventNames }): ReactNode {
  const place = placeOf(row, names);
  return (
    <span className="person-beneath">
      <bdi>{names.category(row.category)}</bdi>
      {place !== '' && (
        <>
          {' · '}
          <bdi>{place}</bdi>
        </>
      )}
    </span>
  );
}

function Done({ label }: { label: string }): ReactNode {
  return <Check role="img" aria-label={label} className="text-go-ink" size={18} />;
}
