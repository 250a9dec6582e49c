import { Ban, Check } from 'lucide-react';
import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type CheckpointRight, checkpointRights } from '../../../domain/checkpoint-rights.ts';
import type { DeskDelegate } from '../../../preload/contract/check-in.ts';
import { useStation } from '../../client/station.tsx';
import { useFormats } from '../../i18n/format.ts';

/** Which checkpoints the person may pass, with days and seats; those without the right are said too. */
export function DelegateAccess({ delegate }: { delegate: DeskDelegate }): ReactNode {
  const { t } = useTranslation();
  const { event } = useStation();
  const rights = useMemo(() => checkpointRights(event, delegate), [event, delegate]);
  return (
    <div className="delegate-block">
      <h3>{t('delegate.access')}</h3>
      <ul className="delegate-access">
        {rights.map((right) => (
          <li key={right.checkpoint.id} data-may={right.mayEnter || undefined}>
            {right.mayEnter ? (
              <Check aria-hidden="true" size={16} strokeWidth={3} />
            ) : (
              <Ban aria-hidden="true" size={16} />
            )}
            <RightWords right={right} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function RightWords({
  right: { checkpoint, mayEnter, days },
}: {
  right: CheckpointRight;
}): ReactNode {
  const { t } = useTranslation();
  const { shortDay, list, language } = useFormats();
  const details = mayEnter
    ? [
        days === null ? null : list(days.map(shortDay)),
        checkpoint.seatsPerDelegation === null
          ? null
          : t('delegate.seats', { count: checkpoint.seatsPerDelegation }),
        checkpoint.needsCheckIn ? t('delegate.afterCheckIn') : null,
      ].filter((one) => one !== null)
    : [t('delegate.mayNot')];
  return (
    <span>
      <bdi>{checkpoint.name[language]}</bdi>
      {details.length > 0 && <span className="delegate-when">{details.join(' · ')}</span>}
    </span>
  );
}
