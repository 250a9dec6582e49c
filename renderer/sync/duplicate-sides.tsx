import { CircleCheckBig } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Duplicate } from '../../preload/contract/check-in.ts';
import { Chip } from '../../ui/chip.tsx';
import { useFormats } from '../../ui/formats.ts';
import './duplicates.css';

export function DuplicateSides({ duplicate }: { duplicate: Duplicate }): ReactNode {
  const { t } = useTranslation();
  return (
    <div className="duplicate-sides grid-cols-fit-60 grid gap-3">
      <Side
        side={duplicate.first}
        chip={
          <Chip tone="go" icon={<CircleCheckBig size={14} strokeWidth={2.5} />}>
            {t('duplicates.counts')}
          </Chip>
        }
      />
      <Side side={duplicate.further} chip={<Chip tone="quiet">{t('duplicates.further')}</Chip>} />
    </div>
  );
}

function Side({ side, chip }: { side: Duplicate['first']; chip: ReactNode }): ReactNode {
  const { t } = useTranslation();
  const { time } = useFormats();
  return (
    <div className="grid grid-cols-sides gap-x-3 items-center px-3 py-2 border rounded-md bg-page">
      <time className="figures text-lg font-semibold">{time(side.wall)}</time>
      <span className="grid text-sm wrap-anywhere">
        <bdi className="font-semibold">{side.stationName}</bdi>
        {side.operatorName !== null && (
          <bdi className="text-soft">{t('delegate.by', { operator: side.operatorName })}</bdi>
        )}
      </span>
      {chip}
    </div>
  );
}
