import { CalendarX2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { RetentionRule, RetentionState } from '../../domain/privacy/retention.ts';
import { FactList } from '../fact-list.tsx';
import { useFormats } from '../formats.ts';
import { Note } from '../note.tsx';

interface RetentionProps {
  rule: RetentionRule;
  state: Pick<RetentionState, 'phase' | 'warnOn' | 'purgeOn'>;
  /** Whether the event's personal data was purged. */
  isPurged: boolean;
  /** Who chose the rule, and when (UTC milliseconds), or its source as text; null if nobody has. */
  chosenBy: { name: string; at: number } | string | null;
}

/** The retention rule, and when personal data is deleted automatically, with a warning before. */
export function RetentionFacts({ rule, state, isPurged, chosenBy }: RetentionProps): ReactNode {
  const { t } = useTranslation();
  const { wholeDay, calendarDay } = useFormats();
  const { phase, warnOn, purgeOn } = state;
  const isNear = !isPurged && (phase === 'warning' || phase === 'due');
  const source =
    chosenBy === null
      ? t('retention.usual')
      : typeof chosenBy === 'string'
        ? chosenBy
        : t('retention.setBy', { name: chosenBy.name, day: wholeDay(calendarDay(chosenBy.at)) });
  const dates = (
    [
      ['warnOn', warnOn],
      ['purgeOn', purgeOn],
    ] as const
  ).flatMap(([name, day]) =>
    day === null ? [] : [{ name: t(`retention.${name}`), value: wholeDay(day) }],
  );
  return (
    <>
      {isNear && purgeOn !== null && (
        <Note
          tone="look"
          icon={<CalendarX2 />}
          title={t('retention.soon', { day: wholeDay(purgeOn) })}
        >
          <p>{t('retention.soonRemedy')}</p>
        </Note>
      )}
      <FactList
        facts={[
          {
            name: t('retention.set'),
            value: rule.set === 'gdpr' ? t('retention.gdpr') : <bdi>{rule.name}</bdi>,
          },
          {
            name: t('retention.kept'),
            value:
              rule.days === null ? t('retention.never') : t('retention.days', { count: rule.days }),
          },
          ...dates,
          { name: t('retention.source'), value: <bdi>{source}</bdi> },
        ]}
      />
    </>
  );
}
