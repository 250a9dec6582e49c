import type { ReactNode } from 'react';
import { useFormats } from '../../../ui/formats.ts';
import { useWords } from '../words.ts';

/** When the figures were computed, by the hub's clock. */
export function AsOf({ asOf }: { asOf: number | null }): ReactNode {
  const { t } = useWords();
  const { timeToTheSecond } = useFormats();
  if (asOf === null) return null;
  return (
    <span className="small figures" data-as-of={asOf}>
      {t('app.asOf', { time: timeToTheSecond(asOf) })}
    </span>
  );
}
