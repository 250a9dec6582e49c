import type { ReactNode } from 'react';
import { Meter } from 'react-aria-components/Meter';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../ui/formats.ts';
import { useAnswer } from '../base/page-client.ts';
import './counts-card.css';

export function CountsCard(): ReactNode {
  const { t } = useTranslation();
  const { number, percent } = useFormats();
  const { value } = useAnswer('getCounts', [], { renewOn: ['countsChanged', 'stationChanged'] });
  if (value === null) return <div className="grid gap-2 px-4 py-3 panel" />;
  const fraction = value.expected === 0 ? 0 : value.presentToday / value.expected;
  return (
    <div className="figures grid gap-2 px-4 py-3 panel">
      <p className="counts-main flex items-center gap-3">
        <strong className="text-3xl tracking-tight leading-none">
          {number(value.presentToday)}
        </strong>
        <span className="grid font-semibold leading-[1.25]">
          {t('desk.counts.present')}
          <small className="small font-normal">
            {t('desk.counts.ofExpected', {
              count: value.expected,
              expected: number(value.expected),
            })}
          </small>
        </span>
      </p>
      <Meter
        className="counts-meter h-2 overflow-hidden rounded-full bg-sunken"
        aria-label={t('desk.counts.title')}
        value={Math.min(1, fraction) * 100}
        valueLabel={percent(fraction)}
      >
        {({ percentage }) => (
          <div className="counts-fill h-full" style={{ inlineSize: `${percentage}%` }} />
        )}
      </Meter>
      <dl className="grid text-sm">
        <div className="flex gap-3 justify-between">
          <dt className="text-soft">{t('desk.counts.notHandedOver')}</dt>
          <dd className="font-semibold">{number(value.notHandedOver)}</dd>
        </div>
        <div className="flex gap-3 justify-between">
          <dt className="text-soft">{t('desk.counts.event')}</dt>
          <dd className="font-semibold">{number(value.presentEvent)}</dd>
        </div>
        <div className="flex gap-3 justify-between">
          <dt className="text-soft">{t('desk.counts.registered')}</dt>
          <dd className="font-semibold">{number(value.registered)}</dd>
        </div>
      </dl>
    </div>
  );
}
