import type { ReactNode } from 'react';
import type { OrganiserDayStatus } from '../../../../domain/wire/organiser-days.ts';
import { useFormats } from '../../formats.ts';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { useWords } from '../../words.ts';
import { VerdictChip } from './verdict-mark.tsx';

type Station = OrganiserDayStatus['stations'][number];

/** The verdict on each station, and why. */
export function DayStations({ stations }: { stations: readonly Station[] }): ReactNode {
  const { t } = useWords();
  const columns = useColumns();
  return (
    <DataTable
      caption={t('days.stations')}
      columns={columns}
      rows={stations}
      keyOf={({ kiosk }) => kiosk}
      empty={<p>{t('days.noStations')}</p>}
    />
  );
}

const worstFirst = ['broken', 'open', 'proven'];

function useColumns(): Column<Station>[] {
  const { t } = useWords();
  const { number, moment, compare } = useFormats();
  return [
    {
      id: 'station',
      heading: t('days.station'),
      isTitle: true,
      order: (a, b) => compare(a.name, b.name),
      cell: ({ name }) => <bdi>{name}</bdi>,
    },
    {
      id: 'verdict',
      heading: t('days.verdictName'),
      order: (a, b) => worstFirst.indexOf(a.verdict) - worstFirst.indexOf(b.verdict),
      cell: ({ verdict }) => <VerdictChip verdict={verdict} />,
    },
    {
      id: 'why',
      heading: t('days.why'),
      cell: ({ reason, asOf, noted }) => (
        <span>
          {t(`days.reason.${reason ?? 'proven'}`)}
          {asOf !== null && (
            <span className="small">
              {' '}
              {t('days.asOfClose', {
                time: moment(asOf.wall),
                kseq: number(asOf.kseq),
                since: number(asOf.since),
              })}
            </span>
          )}
          {noted && <span className="small"> {t('days.noted')}</span>}
        </span>
      ),
    },
    {
      id: 'held',
      heading: t('days.held'),
      isFigure: true,
      cell: ({ held, atLeast }) =>
        held === atLeast
          ? number(held)
          : t('days.heldOf', { held: number(held), least: number(atLeast) }),
    },
    {
      id: 'seen',
      heading: t('days.lastSeen'),
      isFigure: true,
      cell: ({ lastSeen }) => (lastSeen === null ? t('days.never') : moment(lastSeen)),
    },
  ];
}
