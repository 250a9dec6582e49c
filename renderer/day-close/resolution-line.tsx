import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useMoment } from '../base/use-moment.ts';
import type { Resolution } from './matters.ts';

export function ResolutionLine({ resolution }: { resolution: NonNullable<Resolution> }): ReactNode {
  const { t } = useTranslation();
  const moment = useMoment();
  const { note, operatorName, wall } = resolution;
  return (
    <p className="flex flex-wrap gap-x-3 text-sm wrap-anywhere">
      <bdi>{note}</bdi>
      <span className="figures text-soft">
        {operatorName === null
          ? t('dayClose.note.at', { time: moment(wall) })
          : t('dayClose.note.by', { time: moment(wall), operator: operatorName })}
      </span>
    </p>
  );
}
