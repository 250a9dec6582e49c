import { CircleCheckBig, CopyCheck, PackageCheck, PackageQuestionMark } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Duplicate } from '../../preload/contract/check-in.ts';
import type { Quarantined } from '../../preload/contract/sync.ts';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { Fold } from '../../ui/fold.tsx';
import { useFormats } from '../../ui/formats.ts';
import { useNavigation } from '../../ui/navigation.tsx';
import { useEventWords } from '../base/event-words.ts';
import { useAnswer } from '../base/page-client.ts';
import { useMoment } from '../base/use-moment.ts';
import { DuplicateSides } from '../sync/duplicate-sides.tsx';
import { ResolveDialog } from '../sync/resolve-dialog.tsx';
import '../sync/sync-lists.css';

const knownReasons = [
  'not-understood',
  'other-envelope',
  'revoked',
  'wrong-commitment',
  'roster-change',
  'not-allowed',
] as const;

/** Records without effect, for one of `knownReasons` or another; they are kept as they came. */
export function QuarantineList(): ReactNode {
  const { t } = useTranslation();
  const { value, failure } = useAnswer('listQuarantined', [], { renewOn: ['syncChanged'] });
  const items = (value ?? []).toSorted((a, b) => b.wall - a.wall);
  return (
    <>
      <FailureNote failure={failure} />
      {value !== null && items.length === 0 && (
        <EmptyState
          icon={<PackageCheck />}
          title={t('quarantine.none')}
          hint={t('quarantine.noneHint')}
        />
      )}
      {items.length > 0 && <p className="max-w-192 small">{t('quarantine.hint')}</p>}
      <ul className="sync-rows grid panel empty:hidden">
        {items.map((item) => (
          <li
            className="grid items-center col-span-full px-4 py-2 not-first:border-t"
            key={`${item.where} ${item.id}`}
          >
            <Row item={item} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Row({ item }: { item: Quarantined }): ReactNode {
  const { t } = useTranslation();
  const moment = useMoment();
  const reason = knownReasons.find((one) => one === item.reason) ?? 'not-understood';
  return (
    <>
      <span className="row-sign grid place-items-center text-soft">
        <PackageQuestionMark size={20} />
      </span>
      <div className="grid gap-0.5 wrap-anywhere">
        <p className="font-semibold">{t(`quarantine.reasons.${reason}`)}</p>
        <p className="small">
          <bdi>{t('quarantine.from', { station: item.stationName })}</bdi>
        </p>
      </div>
      <time className="figures text-ink text-sm font-semibold">{moment(item.wall)}</time>
      <Chip tone="quiet">{t(`quarantine.where.${item.where}`)}</Chip>
    </>
  );
}

/** Delegates admitted twice by desks unaware of each other; resolved ones are collapsed. */
export function DuplicateList(): ReactNode {
  const { t } = useTranslation();
  const { value, failure } = useAnswer('listDuplicates', [], {
    renewOn: ['syncChanged', 'countsChanged'],
  });
  const all = value ?? [];
  const open = all.filter(({ resolution }) => resolution === null);
  const settled = all.filter(({ resolution }) => resolution !== null);
  return (
    <>
      <FailureNote failure={failure} />
      {value !== null && open.length === 0 && (
        <EmptyState
          icon={<CopyCheck />}
          title={t('duplicates.none')}
          hint={t('duplicates.noneHint')}
        />
      )}
      {open.length > 0 && <p className="max-w-192 small">{t('duplicates.hint')}</p>}
      <Cards duplicates={open} />
      {settled.length > 0 && (
        <Fold label={t('duplicates.settled', { count: settled.length })}>
          <Cards duplicates={settled} />
        </Fold>
      )}
    </>
  );
}

function Cards({ duplicates }: { duplicates: readonly Duplicate[] }): ReactNode {
  if (duplicates.length === 0) return null;
  return (
    <ul className="duplicate-list grid gap-3">
      {duplicates.map((one) => (
        <li key={one.further.admissionId} className="grid gap-3 px-5 py-4 panel">
          <DuplicateCard duplicate={one} />
        </li>
      ))}
    </ul>
  );
}

function DuplicateCard({ duplicate }: { duplicate: Duplicate }): ReactNode {
  const { t } = useTranslation();
  const words = useEventWords();
  const { shortDay } = useFormats();
  const { open, close } = useNavigation();
  const { printedName, delegation, checkpoint, localDay, resolution } = duplicate;
  return (
    <>
      <header className="flex items-center gap-4">
        <div className="grid flex-1 min-w-0">
          <h2 className="text-lg wrap-anywhere">
            <bdi>{printedName}</bdi>
          </h2>
          <p className="flex flex-wrap gap-x-3 small">
            <bdi>{words.delegation(delegation)}</bdi>
            <bdi>{words.checkpoint(checkpoint)}</bdi>
            <span>{shortDay(localDay)}</span>
          </p>
        </div>
        {resolution === null && (
          <Button
            icon={<CircleCheckBig />}
            aria-label={t('duplicates.resolveOf', { name: printedName })}
            onPress={() => open(<ResolveDialog duplicate={duplicate} onClose={close} />)}
          >
            {t('duplicates.resolve')}
          </Button>
        )}
      </header>
      <DuplicateSides duplicate={duplicate} />
      {resolution !== null && <Resolution resolution={resolution} />}
    </>
  );
}

function Resolution({
  resolution,
}: {
  resolution: NonNullable<Duplicate['resolution']>;
}): ReactNode {
  const { t } = useTranslation();
  const moment = useMoment();
  const { note, operatorName, wall } = resolution;
  return (
    <p className="grid ps-3 text-sm wrap-anywhere border-s-3">
      <bdi>{note}</bdi>
      <span className="figures text-soft">
        {operatorName === null
          ? t('duplicates.settledAt', { time: moment(wall) })
          : t('duplicates.settledBy', { time: moment(wall), operator: operatorName })}
      </span>
    </p>
  );
}
