import type { ReactNode } from 'react';
import { Meter } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useAnswer } from '../../client/use-answer.ts';
import { useFormats } from '../../i18n/format.ts';
import './counts-card.css';

/** How many of the expected are here. */
export function CountsCard(): ReactNode {
  const { t } = useTranslation();
  const { number, percent } = useFormats();
  const { value } = useAnswer('getCounts', [], { renewOn: ['countsChanged', 'stationChanged'] });
  if (value === null) return <div className="counts-card" />;
  const fraction = value.expected === 0 ? 0 : value.presentToday / value.expected;
  return (
    <div className="counts-card figures">
      <p className="counts-main">
        <strong>{number(value.presentToday)}</strong>
        <span>
          {t('desk.counts.present')}
          <small>{t('desk.counts.ofExpected', { expected: number(value.expected) })}</small>
        </span>
      </p>
      <Meter
        className="counts-meter"
        aria-label={t('desk.counts.title')}
        value={Math.min(1, fraction) * 100}
        valueLabel={percent(fraction)}
      >
        {({ percentage }) => (
          <div className="counts-fill" style={{ inlineSize: `${percentage}%` }} />
        )}
      </Meter>
      <dl>
        <div>
          <dt>{t('desk.counts.notHandedOver')}</dt>
          <dd>{number(value.notHandedOver)}</dd>
        </div>
        <div>
          <dt>{t('desk.counts.event')}</dt>
          <dd>{number(value.presentEvent)}</dd>
        </div>
        <div>
          <dt>{t('desk.counts.registered')}</dt>
          <dd>{number(value.registered)}</dd>
        </div>
      </dl>
    </div>
  );
}
