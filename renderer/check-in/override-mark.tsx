import { ShieldAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { OverrideView } from '../../preload/contract/check-in.ts';
import { Chip } from '../../ui/chip.tsx';

export function OverrideChip(): ReactNode {
  const { t } = useTranslation();
  return (
    <Chip tone="look" icon={<ShieldAlert size={14} strokeWidth={2.5} />}>
      {t('override.chip')}
    </Chip>
  );
}

export function OverrideWords({ override }: { override: OverrideView }): ReactNode {
  const { t } = useTranslation();
  const { outcome, reason, approverName, note } = override;
  return (
    <>
      <OverrideChip />
      <span>
        {t(`override.refusal.${outcome}`)}
        {' · '}
        {t(`override.reasons.${reason}`)}
      </span>
      {note !== '' && <bdi>{note}</bdi>}
      <bdi>
        {approverName === null
          ? t('override.byUnknown')
          : t('override.by', { approver: approverName })}
      </bdi>
    </>
  );
}
