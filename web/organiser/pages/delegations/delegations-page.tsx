import { CircleCheck, CircleDashed, SearchX } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { hasDelegations } from '../../../../domain/delegations.ts';
import type { Heads, Presence } from '../../../../domain/organiser/figures.ts';
import { Bar } from '../../../../ui/bar.tsx';
import { type Column, DataTable } from '../../../../ui/data-table.tsx';
import { EmptyState } from '../../../../ui/empty-state.tsx';
import { Select } from '../../../../ui/fields/select.tsx';
import { TextField } from '../../../../ui/fields/text-field.tsx';
import { useFormats } from '../../../../ui/formats.ts';
import { addressOf } from '../../app/route.ts';
import { useEvent } from '../../client/event-context.tsx';
import { useAnswer } from '../../client/page-client.ts';
import { useMay } from '../../client/session-store.ts';
import { Answered } from '../../parts/answered.tsx';
import { AsOf } from '../../parts/as-of.tsx';
import { DayChoice } from '../../parts/day-choice.tsx';
import { Page } from '../../parts/page.tsx';
import { useDay } from '../../parts/use-day.ts';
import { useWords } from '../../words.ts';
import { filterRows, type Shown, shownChoices } from './filter-rows.ts';
import './delegations.css';

/** Presence by delegation, in the secretariat's order. A table on purpose: no map, no flags. */
export function DelegationsPage(): ReactNode {
  const { t, language } = useWords();
  const formats = useFormats();
  const { day, choose } = useDay();
  const presence = useAnswer('presence', [{ day, language }], { renewOn: ['facts', 'roster'] });
  const heads = useHeads(day, presence.value);
  return (
    <Page
      title={t('delegations.title')}
      lead={
        <span className="cluster">
          <span>{formats.day(day)}</span>
          <AsOf asOf={presence.value?.basis.asOf ?? null} />
        </span>
      }
      actions={<DayChoice day={day} onChange={choose} />}
    >
      <Answered answer={presence}>
        {(value) => <PresenceTable presence={value} heads={heads} />}
      </Answered>
    </Page>
  );
}

/**
 * The heads by name, for users who may see people. The hub audits each answer, so the page asks
 * again only if the figures show that a head has arrived or left.
 */
function useHeads(day: string, presence: Presence | null): Heads | null {
  const { language } = useWords();
  const when = useMay('see-heads');
  const { value, renew } = useAnswer('heads', [{ day, language }], { when, once: true });
  const here = presence?.rows.reduce((sum, { heads }) => sum + heads.present, 0) ?? null;
  const known = useRef<number | null>(null);
  useEffect(() => {
    if (known.current !== null && here !== null && known.current !== here) renew();
    known.current = here;
  }, [here, renew]);
  return value;
}

function PresenceTable({
  presence: { rows },
  heads,
}: {
  presence: Presence;
  heads: Heads | null;
}): ReactNode {
  const { t, language } = useWords();
  const columns = useDelegationColumns(heads);
  const [text, setText] = useState('');
  const [shown, setShown] = useState<Shown>('all');
  const found = filterRows(rows, text, shown, language);
  return (
    <section className="card grid content-start gap-4 min-w-0">
      <div className="filter-row grid gap-3 items-end">
        <TextField label={t('delegations.filter')} value={text} onChange={setText} type="search" />
        <Select
          label={t('delegations.show')}
          choices={shownChoices.map((id) => ({ id, label: t(`delegations.shown.${id}`) }))}
          value={shown}
          onChange={setShown}
        />
      </div>
      <Totals rows={found} />
      <DataTable
        caption={t('delegations.title')}
        columns={columns}
        rows={found}
        keyOf={({ code }) => code}
        empty={
          <EmptyState
            icon={<SearchX size={24} />}
            title={t('delegations.none')}
            hint={t('delegations.noneHint')}
          />
        }
      />
    </section>
  );
}

function Totals({ rows }: { rows: Presence['rows'] }): ReactNode {
  const { t } = useWords();
  const { number } = useFormats();
  const sum = (of: (row: Presence['rows'][number]) => number): string =>
    number(rows.reduce((total, row) => total + of(row), 0));
  return (
    <p className="figures" role="status">
      {t('delegations.totals', {
        present: number(rows.filter(({ present }) => present > 0).length),
        all: number(rows.length),
        persons: sum((row) => row.present),
        registered: sum((row) => row.registered),
      })}
    </p>
  );
}

type Row = Presence['rows'][number];
type Head = Heads['rows'][number];

const share = ({ present, registered }: Row): number =>
  registered === 0 ? 0 : present / registered;

/** The columns of the delegations; names of heads only for users who may see people. */
function useDelegationColumns(heads: Heads | null): Column<Row>[] {
  const { t, language } = useWords();
  const { number, compare } = useFormats();
  const nameOf = ({ name, code }: Row): string => name?.[language] ?? code;
  const event = useEvent();
  const headsOf = groupHeads(heads);
  return [
    {
      id: 'name',
      heading: t('delegations.delegation'),
      isTitle: true,
      order: (a, b) => compare(nameOf(a), nameOf(b)),
      cell: (row) => (
        <>
          <bdi>{nameOf(row)}</bdi>
          {row.kind !== 'member' && row.kind !== null && (
            <span className="ms-2 text-soft text-xs font-normal">
              {t(`setUp.create.delegationKinds.${row.kind}`)}
            </span>
          )}
        </>
      ),
    },
    {
      id: 'present',
      heading: t('delegations.present'),
      isFigure: true,
      order: (a, b) => a.present - b.present,
      cell: ({ present, registered }) =>
        t('delegations.of', { present: number(present), registered: number(registered) }),
    },
    {
      id: 'share',
      heading: t('delegations.share'),
      order: (a, b) => share(a) - share(b),
      cell: (row) => (
        <span className="delegation-bar w-36 block">
          <Bar fraction={share(row)} tone={share(row) === 1 ? 'go' : 'accent'} />
        </span>
      ),
    },
    ...(hasDelegations(event)
      ? [
          {
            id: 'heads',
            heading: t('delegations.heads'),
            order: (a: Row, b: Row) => a.heads.present - b.heads.present,
            cell: (row: Row) => <HeadsCell row={row} heads={headsOf.get(row.code) ?? []} />,
          },
        ]
      : []),
  ];
}

function groupHeads(heads: Heads | null): Map<string, Head[]> {
  const groups = new Map<string, Head[]>();
  for (const head of heads?.rows ?? []) {
    groups.set(head.delegation, [...(groups.get(head.delegation) ?? []), head]);
  }
  return groups;
}

function HeadsCell({ row, heads }: { row: Row; heads: readonly Head[] }): ReactNode {
  const { t } = useWords();
  const { number } = useFormats();
  if (row.heads.registered === 0) return <span className="small">{t('delegations.noHead')}</span>;
  if (heads.length === 0) {
    const isHere = row.heads.present > 0;
    return (
      <span
        className="head inline-flex items-center flex-wrap gap-x-2"
        data-here={isHere || undefined}
      >
        <HeadIcon isHere={isHere} />
        {row.heads.registered === 1
          ? t(isHere ? 'delegations.headHere' : 'delegations.headMissing')
          : t('delegations.of', {
              present: number(row.heads.present),
              registered: number(row.heads.registered),
            })}
      </span>
    );
  }
  return (
    <ul className="heads grid gap-0.5">
      {heads.map((head) => (
        <HeadLine key={head.delegateId} head={head} />
      ))}
    </ul>
  );
}

function HeadLine({ head: { delegateId, title, printedName, since } }: { head: Head }): ReactNode {
  const { t } = useWords();
  const { time } = useFormats();
  return (
    <li
      className="head inline-flex items-center flex-wrap gap-x-2"
      data-here={since !== null || undefined}
    >
      <HeadIcon isHere={since !== null} />
      <a className="text-inherit" href={addressOf('delegate', delegateId)}>
        <bdi>{title === '' ? printedName : `${title} ${printedName}`}</bdi>
      </a>
      <span className="small figures">
        {since === null ? t('delegations.notYet') : t('delegations.since', { time: time(since) })}
      </span>
    </li>
  );
}

function HeadIcon({ isHere }: { isHere: boolean }): ReactNode {
  return isHere ? (
    <CircleCheck className="text-soft" size={16} />
  ) : (
    <CircleDashed className="text-soft" size={16} />
  );
}
