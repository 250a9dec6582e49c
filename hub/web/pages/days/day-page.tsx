import { ArrowLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import type { OrganiserDayStatus } from '../../../../domain/wire/organiser-days.ts';
import { addressOf } from '../../app/route.ts';
import { useAnswer } from '../../client/use-answer.ts';
import { useFormats } from '../../formats.ts';
import { Answered } from '../../parts/answered.tsx';
import { AsOf } from '../../parts/as-of.tsx';
import { DayStateChip } from '../../parts/day-state-chip.tsx';
import { Page, Section } from '../../parts/page.tsx';
import { useWords } from '../../words.ts';
import { ClosingCard } from './closing-card.tsx';
import { openFindings } from './day-matters.ts';
import { DayReports } from './day-reports.tsx';
import { DayStations } from './day-stations.tsx';
import { FindingsCard } from './findings-card.tsx';
import './days.css';

/** One day: what is proved of each station, what has to be looked into, closing it, and its signed reports. */
export function DayPage({ day }: { day: string }): ReactNode {
  const { t } = useWords();
  const formats = useFormats();
  const status = useAnswer('dayStatus', { day }, { on: ['facts', 'stations', 'days'] });
  const { value } = status;
  return (
    <Page
      title={formats.day(day)}
      lead={
        <span className="row">
          <a className="back" href={addressOf('days')}>
            <ArrowLeft aria-hidden="true" size={16} />
            {t('days.back')}
          </a>
          {value !== null && <DayStateChip day={value} />}
          <AsOf asOf={value?.asOf ?? null} />
        </span>
      }
    >
      <Answered answer={status}>
        {(known) => (
          <>
            <Figures status={known} />
            <div className="day-grid">
              <ClosingCard status={known} onChanged={status.renew} />
              <FindingsCard status={known} />
            </div>
            <Section title={t('days.stations')}>
              <p className="soft">{t('days.stationsHint')}</p>
              <DayStations stations={known.stations} />
            </Section>
            <Section title={t('days.reports')}>
              <DayReports status={known} />
            </Section>
          </>
        )}
      </Answered>
    </Page>
  );
}

function Figures({ status }: { status: OrganiserDayStatus }): ReactNode {
  const { t } = useWords();
  const { number } = useFormats();
  const { proven } = status.proof;
  const all = status.stations.length;
  const open = openFindings(status).length;
  return (
    <section className="card" aria-label={t('days.status')}>
      <dl className="day-figures figures">
        <div data-tone={all > 0 && proven === all ? 'go' : undefined}>
          <dt>{t('days.proven')}</dt>
          <dd>{t('days.of', { part: number(proven), whole: number(all) })}</dd>
        </div>
        <div data-tone={open > 0 ? 'look' : undefined}>
          <dt>{t('days.openMatters')}</dt>
          <dd>{number(open)}</dd>
        </div>
        <div>
          <dt>{t('days.persons')}</dt>
          <dd>{number(status.persons)}</dd>
        </div>
        <div>
          <dt>{t('days.registered')}</dt>
          <dd>{number(status.balance.registered)}</dd>
        </div>
        <div>
          <dt>{t('days.factsName')}</dt>
          <dd>{number(status.facts)}</dd>
        </div>
      </dl>
    </section>
  );
}
