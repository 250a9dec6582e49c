import { ChevronRight, CircleCheck, Star } from 'lucide-react';
import type { ReactNode } from 'react';
import type { RosterSearch } from '../../../../domain/organiser/roster.ts';
import { Chip } from '../../../../ui/chip.tsx';
import { NativeName } from '../../../../ui/native-name.tsx';
import { addressOf } from '../../app/route.ts';
import { useEventNames } from '../../client/event-context.tsx';
import { StatusChip } from '../../parts/status-chip.tsx';
import { useWords } from '../../words.ts';

/** The people found, each with a link to their page. */
export function FoundList({ rows }: { rows: RosterSearch['rows'] }): ReactNode {
  return (
    <ul className="found grid -mx-3">
      {rows.map((row) => (
        <li className="not-first:border-t" key={row.id}>
          <a
            className="found-person text-ink no-underline flex items-center gap-3 justify-between p-3 rounded-md hover:bg-sunken"
            href={addressOf('delegate', row.id)}
          >
            <FoundWords row={row} />
            <ChevronRight size={18} />
          </a>
        </li>
      ))}
    </ul>
  );
}

export function FoundWords({ row }: { row: RosterSearch['rows'][number] }): ReactNode {
  const { t } = useWords();
  const { delegation, category } = useEventNames();
  const place = row.administration === '' ? row.jobTitle : row.administration;
  return (
    <span className="narrow-stack gap-x-4 gap-y-0.5 grid grid-cols-text-end flex-1 min-w-0">
      <span className="flex flex-wrap gap-x-3 items-baseline font-semibold">
        <bdi>{row.title === '' ? row.printedName : `${row.title} ${row.printedName}`}</bdi>
        {row.nativeName !== '' && (
          <NativeName className="font-normal" name={row.nativeName} delegation={row.delegation} />
        )}
        {row.vip && (
          <span className="text-accent">
            <Star size={14} />
            <span className="visually-hidden">{t('person.vip')}</span>
          </span>
        )}
      </span>
      <span className="col-start-1 small">
        {row.delegation !== '' && <bdi>{delegation(row.delegation)}</bdi>}
        {row.delegation !== '' && place !== '' && ' · '}
        {place !== '' && <bdi>{place}</bdi>}
      </span>
      <span className="found-chips flex items-center flex-wrap gap-x-2 gap-y-1 justify-end col-start-2">
        <span className="small">{category(row.category)}</span>
        <StatusChip status={row.status} />
        {row.presentToday && (
          <Chip tone="go" icon={<CircleCheck size={14} />}>
            {t('person.presentToday')}
          </Chip>
        )}
      </span>
    </span>
  );
}
