import { ClockFading } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { Arrivals } from '../../../../domain/organiser/figures.ts';
import { EmptyState } from '../../../../ui/empty-state.tsx';
import { Select } from '../../../../ui/fields/select.tsx';
import { useFormats } from '../../../../ui/formats.ts';
import { useEvent } from '../../client/event-context.tsx';
import { useAnswer } from '../../client/page-client.ts';
import { Answered } from '../../parts/answered.tsx';
import { type ArrivalsBar, ArrivalsChart } from '../../parts/arrivals-chart.tsx';
import { Section } from '../../parts/page.tsx';
import { useWords } from '../../words.ts';

const all = 'all';

/** First admissions of the day by quarters of an hour, at one registration desk or at all. */
export function ArrivalsCard({ day }: { day: string }): ReactNode {
  const { t, language } = useWords();
  const event = useEvent();
  const desks = event.checkpoints.filter(({ kind }) => kind === 'registration');
  const [chosen, setChosen] = useState(all);
  const checkpoint = chosen === all ? undefined : chosen;
  const arrivals = useAnswer('arrivals', [{ day, checkpoint }], { renewOn: ['facts'] });
  return (
    <Section
      title={t('overview.arrivals')}
      aside={
        desks.length > 1 && (
          <div className="w-48 max-w-full">
            <Select
              label={t('overview.desk')}
              labelHidden
              choices={[
                { id: all, label: t('overview.allDesks') },
                ...desks.map(({ id, name }) => ({ id, label: name[language] })),
              ]}
              value={chosen}
              onChange={setChosen}
            />
          </div>
        )
      }
    >
      <Answered answer={arrivals}>{(value) => <ArrivalsPicture arrivals={value} />}</Answered>
    </Section>
  );
}

function ArrivalsPicture({ arrivals }: { arrivals: Arrivals }): ReactNode {
  const { t } = useWords();
  const { number, time } = useFormats();
  const { intervals, outside, total } = arrivals;
  const [first] = intervals;
  const outsideNote = outside > 0 && (
    <p className="small figures">
      {t('overview.arrivalsOutside', { count: outside, number: number(outside) })}
    </p>
  );
  if (first === undefined) {
    return outside > 0 ? (
      outsideNote
    ) : (
      <EmptyState
        icon={<ClockFading size={24} />}
        title={t('overview.noArrivals')}
        hint={t('overview.noArrivalsHint')}
      />
    );
  }
  const peak = intervals.reduce((best, one) => (one.arrivals > best.arrivals ? one : best), first);
  const words = {
    total: number(total),
    peak: number(peak.arrivals),
    from: time(peak.from),
    to: time(peak.from + arrivals.step),
  };
  return (
    <>
      <p className="small figures">{t('overview.arrivalsSentence', words)}</p>
      {outsideNote}
      <ArrivalsChart bars={barsOf(arrivals)} label={t('overview.chartLabel', words)} />
      <ArrivalsTable arrivals={arrivals} />
    </>
  );
}

/** Min number of bars: early in the day some stay empty instead of a few very wide ones. */
const minBars = 16;

function barsOf({ intervals, step, basis }: Arrivals): ArrivalsBar[] {
  const bars = intervals.map(({ from, arrivals }) => ({
    from,
    count: arrivals,
    isRunning: from <= basis.asOf && basis.asOf < from + step,
  }));
  const last = intervals.at(-1)?.from ?? 0;
  for (let next = 1; bars.length < minBars; next += 1) {
    bars.push({ from: last + next * step, count: 0, isRunning: false });
  }
  return bars;
}

/** The chart's figures as a table: every quarter of an hour, and the running total. */
function ArrivalsTable({ arrivals: { intervals, step } }: { arrivals: Arrivals }): ReactNode {
  const { t } = useWords();
  const { number, time } = useFormats();
  let sum = 0;
  return (
    <details className="chart-table">
      <summary className="inline-flex items-center min-h-target text-accent text-sm font-semibold">
        {t('overview.asTable')}
      </summary>
      <table className="w-full border-collapse text-sm">
        <thead>
          <tr>
            <th className="text-soft font-semibold" scope="col">
              {t('overview.quarter')}
            </th>
            <th className="text-soft font-semibold" scope="col">
              {t('overview.arrivalsColumn')}
            </th>
            <th className="text-soft font-semibold" scope="col">
              {t('overview.soFar')}
            </th>
          </tr>
        </thead>
        <tbody className="figures">
          {intervals.map(({ from, arrivals }) => {
            sum += arrivals;
            return (
              <tr key={from}>
                <th scope="row">
                  {t('overview.fromTo', { from: time(from), to: time(from + step) })}
                </th>
                <td>{number(arrivals)}</td>
                <td>{number(sum)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </details>
  );
}
