import type { ReactNode } from 'react';
import type { DelegateView } from '../../../../domain/wire/organiser-roster.ts';
import { Chip } from '../../../../renderer/ui/chip.tsx';
import { useEventNames } from '../../client/event-context.tsx';
import { useFormats } from '../../formats.ts';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { useWords } from '../../words.ts';

type Admission = DelegateView['admissions'][number];

/** When and where somebody came, and what became of each admission. */
export function AdmissionsTable({ admissions }: { admissions: readonly Admission[] }): ReactNode {
  const { t } = useWords();
  const { moment } = useFormats();
  const { checkpoint } = useEventNames();
  const columns: Column<Admission>[] = [
    {
      id: 'when',
      heading: t('person.when'),
      isTitle: true,
      cell: ({ wall }) => <span className="figures">{moment(wall)}</span>,
    },
    {
      id: 'where',
      heading: t('person.where'),
      cell: (row) => <bdi>{checkpoint(row.checkpoint)}</bdi>,
    },
    {
      id: 'by',
      heading: t('person.by'),
      cell: ({ kioskName, operatorName }) => (
        <bdi>{operatorName === null ? kioskName : `${kioskName} · ${operatorName}`}</bdi>
      ),
    },
    {
      id: 'state',
      heading: t('person.state'),
      cell: ({ state }) => (
        <Chip tone={state === 'standing' ? 'go' : state === 'duplicate' ? 'look' : 'quiet'}>
          {t(`person.admission.${state}`)}
        </Chip>
      ),
    },
  ];
  return (
    <DataTable
      caption={t('person.admissions')}
      columns={columns}
      rows={admissions}
      keyOf={({ id }) => id}
      empty={<p className="soft">{t('person.noAdmissions')}</p>}
    />
  );
}
