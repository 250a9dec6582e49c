import { PackageCheck, PackageQuestionMark } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Quarantined } from '../../../preload/contract/sync.ts';
import { useAnswer } from '../../client/use-answer.ts';
import { useMoment } from '../../i18n/use-moment.ts';
import { Chip } from '../../ui/chip.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';

const knownReasons = [
  'not-understood',
  'other-envelope',
  'revoked',
  'wrong-commitment',
  'roster-change',
  'not-allowed',
] as const;

/** What was not understood and is kept as it came. */
export function QuarantineList(): ReactNode {
  const { t } = useTranslation();
  const { value, failure } = useAnswer('listQuarantined', [], { renewOn: ['syncChanged'] });
  const items = (value ?? []).toSorted((a, b) => b.wall - a.wall);
  return (
    <>
      <FailureNote failure={failure} />
      {value !== null && items.length === 0 && (
        <EmptyState
          icon={<PackageCheck aria-hidden="true" size={22} />}
          title={t('quarantine.none')}
          hint={t('quarantine.noneHint')}
        />
      )}
      {items.length > 0 && <p className="sync-lead">{t('quarantine.hint')}</p>}
      <ul className="sync-rows">
        {items.map((item) => (
          <li key={`${item.where} ${item.id}`}>
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
  const reason = knownReasons.find((one) => one === item.reason);
  return (
    <>
      <span className="row-sign">
        <PackageQuestionMark aria-hidden="true" size={20} />
      </span>
      <div className="row-words">
        <p className="row-title">
          {reason === undefined ? <bdi>{item.reason}</bdi> : t(`quarantine.reasons.${reason}`)}
        </p>
        <p className="row-detail">
          <bdi>{t('quarantine.from', { station: item.kioskName })}</bdi>
          <bdi className="code">{item.id}</bdi>
        </p>
      </div>
      <time className="row-time figures">{moment(item.wall)}</time>
      <Chip tone="quiet">{t(`quarantine.where.${item.where}`)}</Chip>
    </>
  );
}
