import { CircleCheck, CircleDashed } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Heads, Presence } from '../../../../domain/wire/organiser-figures.ts';
import { addressOf } from '../../app/route.ts';
import { useFormats } from '../../formats.ts';
import { Bar } from '../../parts/bar.tsx';
import type { Column } from '../../parts/data-table.tsx';
import { useWords } from '../../words.ts';

type Row = Presence['rows'][number];
type Head = Heads['rows'][number];

const share = ({ present, registered }: Row): number =>
  registered === 0 ? 0 : present / registered;

/** The columns of the delegations; names of heads for whoever may see persons. */
export function useDelegationColumns(heads: Heads | null): Column<Row>[] {
  const { t, language } = useWords();
  const { number, compare } = useFormats();
  const nameOf = ({ name, code }: Row): string => name?.[language] ?? code;
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
            <span className="small delegation-kind">{t(`delegations.kind.${row.kind}`)}</span>
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
        <span className="delegation-bar">
          <Bar fraction={share(row)} tone={share(row) === 1 ? 'go' : 'accent'} />
        </span>
      ),
    },
    {
      id: 'heads',
      heading: t('delegations.heads'),
      order: (a, b) => a.heads.present - b.heads.present,
      cell: (row) => <HeadsCell row={row} heads={headsOf.get(row.code) ?? []} />,
    },
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
      <span className="head" data-here={isHere || undefined}>
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
    <ul className="heads">
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
    <li className="head" data-here={since !== null || undefined}>
      <HeadIcon isHere={since !== null} />
      <a href={addressOf('delegate', delegateId)}>
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
    <CircleCheck aria-hidden="true" size={16} />
  ) : (
    <CircleDashed aria-hidden="true" size={16} />
  );
}
