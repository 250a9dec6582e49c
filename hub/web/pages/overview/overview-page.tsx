import type { ReactNode } from 'react';
import { useAnswer } from '../../client/use-answer.ts';
import { useFormats } from '../../formats.ts';
import { Answered } from '../../parts/answered.tsx';
import { AsOf } from '../../parts/as-of.tsx';
import { DayChoice } from '../../parts/day-choice.tsx';
import { Page } from '../../parts/page.tsx';
import { useDay } from '../../parts/use-day.ts';
import { useWords } from '../../words.ts';
import { ArrivalsCard } from './arrivals-card.tsx';
import { AttentionCard } from './attention-card.tsx';
import { BalanceCard } from './balance-card.tsx';
import { DayCard } from './day-card.tsx';
import { LanesCard } from './lanes-card.tsx';
import { SummaryFigures } from './summary-figures.tsx';
import './overview.css';

/** The day at a glance: who is here, how they arrive, whether the lanes suffice, what waits for somebody. */
export function OverviewPage(): ReactNode {
  const { t } = useWords();
  const formats = useFormats();
  const { day, isToday, choose } = useDay();
  const summary = useAnswer('summary', { day }, { on: ['facts', 'roster', 'stations'] });
  return (
    <Page
      title={t('overview.title')}
      lead={
        <span className="row">
          <span>{formats.day(day)}</span>
          <AsOf asOf={summary.value?.basis.asOf ?? null} />
        </span>
      }
      actions={<DayChoice day={day} onChange={choose} />}
    >
      <Answered answer={summary}>
        {(value) => (
          <>
            <SummaryFigures summary={value} />
            <div className="overview-grid">
              <div className="stack">
                <ArrivalsCard day={day} />
                <BalanceCard summary={value} />
                <DayCard day={day} />
              </div>
              <div className="stack">
                <AttentionCard summary={value} />
                {isToday && <LanesCard day={day} />}
              </div>
            </div>
          </>
        )}
      </Answered>
    </Page>
  );
}
