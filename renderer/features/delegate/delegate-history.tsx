import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { DelegateDetail } from '../../../preload/contract/check-in.ts';
import { useEventWords } from '../../i18n/event-words.ts';
import { useFormats } from '../../i18n/format.ts';
import { PaperChip } from '../from-paper/paper-chip.tsx';
import { OverrideWords } from '../override/override-mark.tsx';

/** When and where the delegate was checked in, and by whom; newest first. */
export function DelegateHistory({
  admissions,
}: {
  admissions: DelegateDetail['admissions'];
}): ReactNode {
  const { t } = useTranslation();
  const { time, shortDay } = useFormats();
  const words = useEventWords();
  const newestFirst = [...admissions].sort((a, b) => b.wall - a.wall);
  return (
    <div className="delegate-block">
      <h3>{t('delegate.history')}</h3>
      {newestFirst.length === 0 && <p className="delegate-none">{t('delegate.noHistory')}</p>}
      <ol>
        {newestFirst.map((one) => (
          <li key={one.eventId} className="delegate-admission">
            <span className="figures">
              <strong>{time(one.wall)}</strong>
              {shortDay(one.localDay)}
            </span>
            <span className="delegate-where">
              <bdi>{words.checkpoint(one.checkpoint)}</bdi>
              <bdi>{one.kioskName}</bdi>
              {one.operatorName !== null && (
                <bdi>{t('delegate.by', { operator: one.operatorName })}</bdi>
              )}
              {one.fromPaper === true && <PaperChip />}
              {one.override !== null && <OverrideWords override={one.override} />}
            </span>
          </li>
        ))}
      </ol>
    </div>
  );
}
