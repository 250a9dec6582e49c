import type { ReactNode } from 'react';
import type { AuditEntry } from '../../../../domain/wire/organiser-audit.ts';
import { Chip } from '../../../../renderer/ui/chip.tsx';
import { useFormats } from '../../formats.ts';
import type { Column } from '../../parts/data-table.tsx';
import { useWords } from '../../words.ts';

/** The columns of the audit. */
export function useActivityColumns(): Column<AuditEntry>[] {
  const { t } = useWords();
  const { moment } = useFormats();
  return [
    {
      id: 'what',
      heading: t('activity.what'),
      isTitle: true,
      cell: (entry) => (
        <span className="row">
          {t(`activity.did.${entry.action}`)}
          {entry.outcome !== 'done' && (
            <Chip tone={entry.outcome === 'refused' ? 'stop' : 'look'}>
              {t(`activity.outcome.${entry.outcome}`)}
            </Chip>
          )}
        </span>
      ),
    },
    {
      id: 'when',
      heading: t('activity.when'),
      cell: ({ at }) => <span className="figures">{moment(at)}</span>,
    },
    { id: 'who', heading: t('activity.who'), cell: (entry) => <Who entry={entry} /> },
    { id: 'about', heading: t('activity.about'), cell: (entry) => <About entry={entry} /> },
    {
      id: 'address',
      heading: t('activity.address'),
      cell: ({ address }) => <bdi className="code">{address}</bdi>,
    },
  ];
}

function Who({ entry: { actor, account } }: { entry: AuditEntry }): ReactNode {
  const { t } = useWords();
  if (actor === 'administrator') return t('activity.administrator');
  return <bdi>{account?.name ?? t('activity.nobody')}</bdi>;
}

function About({ entry: { query, detail, count } }: { entry: AuditEntry }): ReactNode {
  const { t } = useWords();
  const { number } = useFormats();
  if (query === null && detail === '' && count === null) return null;
  return (
    <span>
      {query !== null && (
        <>
          <q>
            <bdi>{query}</bdi>
          </q>{' '}
        </>
      )}
      {detail !== '' && <bdi>{detail}</bdi>}
      {count !== null && (
        <span className="small figures">
          {' '}
          {t('activity.count', { count, number: number(count) })}
        </span>
      )}
    </span>
  );
}
