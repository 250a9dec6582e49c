import type { ReactNode } from 'react';
import type { Summary } from '../../../../domain/wire/organiser-figures.ts';
import { useFormats } from '../../formats.ts';
import { Bar } from '../../parts/bar.tsx';
import { useWords } from '../../words.ts';

/** The figures that are asked for most, large. */
export function SummaryFigures({ summary }: { summary: Summary }): ReactNode {
  const { t } = useWords();
  const { number, percent } = useFormats();
  const { present, notArrived, delegations, stations } = summary;
  const expected = present + notArrived;
  const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);
  return (
    <dl className="figures-row">
      <Figure
        label={t('overview.present')}
        value={number(present)}
        below={t('overview.ofExpected', {
          number: number(expected),
          percent: percent(share(present, expected)),
        })}
        fraction={share(present, expected)}
      />
      <Figure
        label={t('overview.delegationsPresent')}
        value={number(delegations.present)}
        below={t('overview.ofAccredited', { number: number(delegations.accredited) })}
        fraction={share(delegations.present, delegations.accredited)}
      />
      <Figure
        label={t('overview.walkIns')}
        value={number(summary.walkIns)}
        below={t('overview.reprintsAndOverrides', {
          reprints: number(summary.reprints),
          overrides: number(summary.overrides),
        })}
      />
      <Figure
        label={t('overview.stationsOnline')}
        value={number(stations.online)}
        below={t('overview.ofStations', {
          number: number(stations.enrolled),
          complete: number(stations.complete),
        })}
        fraction={share(stations.online, stations.enrolled)}
      />
    </dl>
  );
}

function Figure({
  label,
  value,
  below,
  fraction,
}: {
  label: string;
  value: string;
  below: string;
  fraction?: number;
}): ReactNode {
  return (
    <div className="figure">
      <dt>{label}</dt>
      <dd className="figure-value figures">{value}</dd>
      <dd className="figure-below figures">{below}</dd>
      {fraction !== undefined && (
        <dd>
          <Bar fraction={fraction} />
        </dd>
      )}
    </div>
  );
}
