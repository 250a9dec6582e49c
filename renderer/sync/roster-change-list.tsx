import {
  ArrowLeftRight,
  CircleCheckBig,
  Hourglass,
  SpellCheck,
  UserRoundPen,
  UserRoundPlus,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { RosterChange } from '../../preload/contract/sync.ts';
import { Chip } from '../../ui/chip.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { useEventWords } from '../base/event-words.ts';
import { useAnswer } from '../base/page-client.ts';
import { useMoment } from '../base/use-moment.ts';
import { useSync } from '../hub-client/sync-provider.tsx';

const icons: Readonly<Record<RosterChange['kind'], typeof SpellCheck>> = {
  'walk-in-registered': UserRoundPlus,
  'spelling-corrected': SpellCheck,
  'person-changed': UserRoundPen,
  'delegate-replaced': ArrowLeftRight,
};

/** Walk-ins, corrections and replacements at desks: who, when, and whether the hub has them. */
export function RosterChangeList(): ReactNode {
  const { t } = useTranslation();
  const { value, failure } = useAnswer('listRosterChanges', [], {
    renewOn: ['syncChanged', 'countsChanged'],
  });
  const changes = value ?? [];
  return (
    <>
      <FailureNote failure={failure} />
      {value !== null && changes.length === 0 && (
        <EmptyState
          icon={<UserRoundPlus />}
          title={t('changes.none')}
          hint={t('changes.noneHint')}
        />
      )}
      <ul className="sync-rows grid panel empty:hidden">
        {changes.map((change) => (
          <li
            className="grid items-center col-span-full px-4 py-2 not-first:border-t"
            key={change.id}
          >
            <Row change={change} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Row({ change }: { change: RosterChange }): ReactNode {
  const { t } = useTranslation();
  const words = useEventWords();
  const moment = useMoment();
  const Icon = icons[change.kind];
  const detail = useDetail(change);
  return (
    <>
      <span className="row-sign grid place-items-center text-soft">
        <Icon aria-hidden="true" size={20} />
      </span>
      <div className="grid gap-0.5 wrap-anywhere">
        <p className="font-semibold">
          <bdi>{change.printedName}</bdi>
          <span className="ms-3 small font-normal">
            <bdi>{words.delegation(change.delegation)}</bdi>
          </span>
        </p>
        <p className="flex flex-wrap gap-x-3 small">
          <span>{t(`changes.kind.${change.kind}`)}</span>
          {detail !== '' && <bdi>{detail}</bdi>}
        </p>
      </div>
      <div className="justify-items-end max-w-72 grid small text-end">
        <time className="figures text-ink text-sm font-semibold">{moment(change.wall)}</time>
        <bdi>
          {change.operatorName === null
            ? change.stationName
            : t('changes.by', { station: change.stationName, operator: change.operatorName })}
        </bdi>
      </div>
      <Confirmed isConfirmed={change.confirmed} />
    </>
  );
}

/** The new value, or who approved it under which reference; empty once that was purged. */
function useDetail({ kind, detail }: RosterChange): string {
  const { t } = useTranslation();
  const isValue = kind === 'spelling-corrected' || kind === 'person-changed';
  if (detail === '' || isValue) return detail;
  return t('changes.approved', { by: detail });
}

function Confirmed({ isConfirmed }: { isConfirmed: boolean }): ReactNode {
  const { t } = useTranslation();
  const { view } = useSync();
  if (isConfirmed) {
    return (
      <Chip tone="go" icon={<CircleCheckBig size={14} strokeWidth={2.5} />}>
        {t('changes.confirmed')}
      </Chip>
    );
  }
  // Without a hub, no change waits to be sent.
  if (view === null || view.link === null) return <Chip tone="quiet">{t('changes.here')}</Chip>;
  return (
    <Chip tone="look" icon={<Hourglass size={14} strokeWidth={2.5} />}>
      {t('changes.waiting')}
    </Chip>
  );
}
