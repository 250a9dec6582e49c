import type { ReactNode } from 'react';
import type { Arrivals } from '../../../../domain/wire/organiser-figures.ts';
import { useFormats } from '../../formats.ts';
import { useWords } from '../../words.ts';

/** The chart's figures in words: every quarter of an hour, and the sum so far. */
export function ArrivalsTable({
  arrivals: { intervals, step },
}: {
  arrivals: Arrivals;
}): ReactNode {
  const { t } = useWords();
  const { number, time } = useFormats();
  let sum = 0;
  return (
    <details className="chart-table">
      <summary>{t('overview.asTable')}</summary>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('overview.quarter')}</th>
            <th scope="col">{t('overview.arrivalsColumn')}</th>
            <th scope="col">{t('overview.soFar')}</th>
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
