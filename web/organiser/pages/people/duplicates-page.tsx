import { CircleCheck, CopyCheck } from 'lucide-react';
import type { ReactNode } from 'react';
import type { OrganiserDuplicates } from '../../../../domain/organiser/stations.ts';
import { Chip } from '../../../../ui/chip.tsx';
import { type Column, DataTable } from '../../../../ui/data-table.tsx';
import { EmptyState } from '../../../../ui/empty-state.tsx';
import { useFormats } from '../../../../ui/formats.ts';
import { addressOf } from '../../app/route.ts';
import { useEventNames } from '../../client/event-context.tsx';
import { useAnswer } from '../../client/page-client.ts';
import { useMay } from '../../client/session-store.ts';
import { Answered } from '../../parts/answered.tsx';
import { AsOf } from '../../parts/as-of.tsx';
import { Page } from '../../parts/page.tsx';
import { useWords } from '../../words.ts';
import './people.css';

type Row = OrganiserDuplicates['rows'][number];

/** People admitted at two places that could not know of each other. */
export function DuplicatesPage(): ReactNode {
  const { t } = useWords();
  // The answer contains names, so each is audited: not renewed on every fact.
  const duplicates = useAnswer('duplicates', [{}], { once: true });
  const columns = useColumns();
  return (
    <Page
      title={t('duplicates.title')}
      lead={
        <span className="cluster">
          <span>{t('duplicates.lead')}</span>
          <AsOf asOf={duplicates.value?.asOf ?? null} />
        </span>
      }
    >
      <section className="card">
        <Answered answer={duplicates}>
          {({ rows }) => (
            <DataTable
              caption={t('duplicates.title')}
              columns={columns}
              rows={rows}
              keyOf={({ further }) => further.admissionId}
              empty={
                <EmptyState
                  icon={<CopyCheck size={24} />}
                  title={t('duplicates.none')}
                  hint={t('duplicates.noneHint')}
                />
              }
            />
          )}
        </Answered>
      </section>
    </Page>
  );
}

function useColumns(): Column<Row>[] {
  const { t } = useWords();
  const { compare } = useFormats();
  const { delegation } = useEventNames();
  return [
    {
      id: 'person',
      heading: t('duplicates.person'),
      isTitle: true,
      order: (a, b) => compare(a.printedName, b.printedName),
      cell: (row) => (
        <>
          <PersonLink row={row} />
          <br />
          <bdi className="small">{delegation(row.delegation)}</bdi>
        </>
      ),
    },
    {
      id: 'where',
      heading: t('duplicates.where'),
      order: (a, b) => compare(`${a.day} ${a.checkpoint}`, `${b.day} ${b.checkpoint}`),
      cell: (row) => <Where row={row} />,
    },
    {
      id: 'first',
      heading: t('duplicates.first'),
      order: (a, b) => a.first.wall - b.first.wall,
      cell: ({ first }) => <Place place={first} />,
    },
    {
      id: 'further',
      heading: t('duplicates.further'),
      order: (a, b) => a.further.wall - b.further.wall,
      cell: ({ further }) => <Place place={further} />,
    },
    {
      id: 'state',
      heading: t('duplicates.state'),
      cell: ({ resolved }) => <Resolution resolved={resolved} />,
    },
  ];
}

function PersonLink({ row: { delegateId, printedName } }: { row: Row }): ReactNode {
  const { t } = useWords();
  const maySee = useMay('search-roster');
  if (printedName === '') return <span>{t('duplicates.gone')}</span>;
  if (!maySee) return <bdi>{printedName}</bdi>;
  return (
    <a href={addressOf('delegate', delegateId)}>
      <bdi>{printedName}</bdi>
    </a>
  );
}

function Where({ row: { checkpoint, day } }: { row: Row }): ReactNode {
  const names = useEventNames();
  const { shortDay } = useFormats();
  return (
    <span>
      <bdi>{names.checkpoint(checkpoint)}</bdi>
      <br />
      <span className="small">{shortDay(day)}</span>
    </span>
  );
}

function Place({ place: { wall, stationName, operatorName } }: { place: Row['first'] }): ReactNode {
  const { time } = useFormats();
  return (
    <span className="figures">
      {time(wall)}
      {' · '}
      <bdi>{stationName}</bdi>
      {operatorName !== null && (
        <>
          <br />
          <bdi className="small">{operatorName}</bdi>
        </>
      )}
    </span>
  );
}

function Resolution({ resolved }: { resolved: Row['resolved'] }): ReactNode {
  const { t } = useWords();
  if (resolved === null) return <Chip tone="look">{t('duplicates.open')}</Chip>;
  return (
    <span className="resolution grid gap-1 justify-items-start">
      <Chip tone="go" icon={<CircleCheck size={14} />}>
        {t('duplicates.resolved', { who: resolved.operatorName ?? resolved.stationName })}
      </Chip>
      {resolved.note !== '' && <bdi className="small">{resolved.note}</bdi>}
    </span>
  );
}
