import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { DayStatus } from '../../../domain/day-close/status.ts';
import { useFormats } from '../../i18n/format.ts';
import { useMoment } from '../../i18n/use-moment.ts';
import { mattersOf, openMatters } from './matters.ts';

/** The day in a few figures, above all steps. */
export function DayFigures({ status }: { status: DayStatus }): ReactNode {
  const { t } = useTranslation();
  const { number } = useFormats();
  const moment = useMoment();
  const { proven } = status.proof;
  const all = status.kiosks.length;
  const open = openMatters(mattersOf(status)).length;
  return (
    <dl className="day-figures">
      <div data-tone={proven === all ? 'go' : undefined}>
        <dt>{t('dayClose.figures.proven')}</dt>
        <dd className="figures">
          {t('dayClose.of', { part: number(proven), whole: number(all) })}
        </dd>
      </div>
      <div data-tone={open > 0 ? 'look' : undefined}>
        <dt>{t('dayClose.figures.open')}</dt>
        <dd className="figures">{number(open)}</dd>
      </div>
      <div>
        <dt>{t('dayClose.figures.persons')}</dt>
        <dd className="figures">{number(status.persons)}</dd>
      </div>
      <div>
        <dt>{t('dayClose.figures.facts')}</dt>
        <dd className="figures">{number(status.facts)}</dd>
      </div>
      <div>
        <dt>{t('dayClose.figures.asOf')}</dt>
        <dd className="figures">{moment(status.now)}</dd>
      </div>
    </dl>
  );
}
