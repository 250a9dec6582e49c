import type { ReactNode } from 'react';
import { addressOf } from '../../app/route.ts';
import { useAnswer } from '../../client/use-answer.ts';
import { useFormats } from '../../formats.ts';
import { DayStateChip } from '../../parts/day-state-chip.tsx';
import { Section } from '../../parts/page.tsx';
import { useWords } from '../../words.ts';

/** How far the proof of the day is. */
export function DayCard({ day }: { day: string }): ReactNode {
  const { t } = useWords();
  const { number } = useFormats();
  const { value } = useAnswer('days', {}, { on: ['days', 'facts', 'stations'] });
  const one = value?.days.find((known) => known.day === day);
  if (one === undefined) return null;
  const proven = one.stations.filter(({ verdict }) => verdict === 'proven').length;
  return (
    <Section title={t('days.status')} aside={<DayStateChip day={one} />}>
      <p className="figures">
        {t('days.provenOf', { proven: number(proven), count: one.stations.length })}
      </p>
      <p>
        <a href={addressOf('days')}>{t('days.all')}</a>
      </p>
    </Section>
  );
}
