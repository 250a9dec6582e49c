import { BookOpenCheck } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import {
  type AuditAction,
  type AuditEntry,
  auditActionSchema,
} from '../../../../domain/organiser/audit.ts';
import { Button } from '../../../../ui/button.tsx';
import { Chip } from '../../../../ui/chip.tsx';
import { type Column, DataTable } from '../../../../ui/data-table.tsx';
import { EmptyState } from '../../../../ui/empty-state.tsx';
import { FailureNote } from '../../../../ui/failure-note.tsx';
import { Select } from '../../../../ui/fields/select.tsx';
import { useFormats } from '../../../../ui/formats.ts';
import { useAction } from '../../client/page-client.ts';
import { ask } from '../../client/request.ts';
import { Page } from '../../parts/page.tsx';
import { useWords } from '../../words.ts';

const all = 'all';
const perPage = 100;

/** Who searched, saw, exported or changed what, for the data protection officer. Also audited. */
export function ActivityPage(): ReactNode {
  const { t } = useWords();
  const [action, setAction] = useState<AuditAction | typeof all>(all);
  return (
    <Page title={t('activity.title')} lead={t('activity.lead')}>
      <section className="card grid content-start gap-4 min-w-0">
        <div className="filter-row grid gap-3 items-end">
          <Select
            label={t('activity.action')}
            choices={[
              { id: all, label: t('activity.all') },
              ...auditActionSchema.options.map((id) => ({ id, label: t(`activity.did.${id}`) })),
            ]}
            value={action}
            onChange={setAction}
          />
        </div>
        <Entries key={action} action={action === all ? null : action} />
      </section>
    </Page>
  );
}

function Entries({ action }: { action: AuditAction | null }): ReactNode {
  const { t } = useWords();
  const columns = useActivityColumns();
  const [entries, setEntries] = useState<AuditEntry[] | null>(null);
  const [before, setBefore] = useState<number | null>(null);
  const load = useAction(async (from: number | null) => {
    const page = await ask('audit', {
      limit: perPage,
      ...(action === null ? {} : { action }),
      ...(from === null ? {} : { before: from }),
    });
    setEntries((known) => [...(from === null ? [] : (known ?? [])), ...page.entries]);
    setBefore(page.before);
  });
  const { run } = load;
  const isAsked = useRef(false);
  useEffect(() => {
    // Reading is recorded: only once, even if React runs effects twice in development.
    if (!isAsked.current) void run(null);
    isAsked.current = true;
  }, [run]);
  return (
    <>
      <FailureNote failure={load.failure} onRetry={() => void run(before)} />
      {entries !== null && (
        <DataTable
          caption={t('activity.title')}
          columns={columns}
          rows={entries}
          keyOf={({ seq }) => String(seq)}
          empty={
            <EmptyState
              icon={<BookOpenCheck size={24} />}
              title={t('activity.none')}
              hint={t('activity.noneHint')}
            />
          }
        />
      )}
      {before !== null && (
        <Button isDisabled={load.busy} onPress={() => void run(before)}>
          {t('activity.older')}
        </Button>
      )}
    </>
  );
}

function useActivityColumns(): Column<AuditEntry>[] {
  const { t } = useWords();
  const { moment } = useFormats();
  return [
    {
      id: 'what',
      heading: t('activity.what'),
      isTitle: true,
      cell: (entry) => (
        <span className="cluster">
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
