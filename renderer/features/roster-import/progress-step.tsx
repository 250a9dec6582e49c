import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportProgress } from '../../../domain/roster-import.ts';
import { useFormats } from '../../i18n/format.ts';
import { Progress } from '../../ui/progress.tsx';

interface ProgressStepProps {
  phase: 'comparing' | 'writing';
  progress: ImportProgress | null;
}

/** The bar while main reads, compares or writes; check-ins go on meanwhile. */
export function ProgressStep({ phase, progress }: ProgressStepProps): ReactNode {
  const { t } = useTranslation();
  const { number, percent } = useFormats();
  const fraction = progress?.fraction ?? 0;
  const rows = progress?.rows ?? 0;
  return (
    <div className="card roster-progress">
      <Progress
        label={t(`roster.progress.${progress?.phase ?? phase}`)}
        fraction={fraction}
        valueWords={percent(fraction)}
      />
      <p className="figures">
        {t('roster.progress.rows', { count: rows, formatted: number(rows) })}
      </p>
      <p>{t('roster.progress.hint')}</p>
      <p>{t('roster.progress.cancelHint')}</p>
    </div>
  );
}
