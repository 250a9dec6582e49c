import { ArrowBigDown, ArrowBigLeft, ArrowBigRight, ArrowBigUp } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStation } from '../../base/station.tsx';
import { useKiosk } from '../kiosk-context.tsx';

const arrows = { below: ArrowBigDown, left: ArrowBigLeft, right: ArrowBigRight } as const;

/**
 * Where the badge is, legible from afar: an arrow to the outlet of the kiosk's own printer, or the
 * number of the counter that checks documents, with an arrow if it is beside the kiosk. If another
 * printer made the badge, that printer's place is shown.
 */
export function Outlet(): ReactNode {
  const { t } = useTranslation('kiosk');
  const { badgeOutlet, counter } = useStation();
  const { admission, print } = useKiosk().context;
  const isCounter = admission?.handOver === 'counter';
  if (print?.moved === true || (isCounter && counter === '')) return <PrinterPlace />;
  const Arrow = arrows[badgeOutlet];
  const hasArrow = !isCounter || badgeOutlet !== 'below';
  return (
    <p className="take-outlet flex items-center" data-outlet={hasArrow ? badgeOutlet : undefined}>
      {hasArrow && <Arrow aria-hidden="true" />}
      {isCounter && (
        <span
          className="take-counter grid justify-items-center font-semibold"
          data-long={counter.length > 2 || undefined}
          data-speak={`${t('take.number')} ${counter}`}
        >
          <span>{t('take.number')}</span> <bdi className="figures">{counter}</bdi>
        </span>
      )}
    </p>
  );
}

export function OutletWords(): ReactNode {
  const { t } = useTranslation('kiosk');
  const { badgeOutlet } = useStation();
  return (
    <p className="kiosk-lead" data-speak>
      {t(`printing.${badgeOutlet}`)}
    </p>
  );
}

/** Left is left in every language; ahead is up, as on the signs of a building. */
const ways = {
  left: ArrowBigLeft,
  right: ArrowBigRight,
  ahead: ArrowBigUp,
  behind: ArrowBigDown,
} as const;

/**
 * The place of the printer that has the badge: its counter and the way to it. If neither is set,
 * the delegate must ask for the badge at the desk.
 */
export function PrinterPlace(): ReactNode {
  const { t } = useTranslation('kiosk');
  const { print } = useKiosk().context;
  const { counter, direction } = print?.place ?? { counter: '', direction: null };
  if (counter === '' && direction === null) {
    if (print?.moved !== true) return null;
    return (
      <p className="kiosk-lead" data-speak>
        {t('place.ask')}
      </p>
    );
  }
  const Arrow = direction === null ? null : ways[direction];
  const name = counter === '' ? t('printing.at') : t('take.number');
  const way = direction === null ? [] : [t(`place.${direction}`)];
  return (
    <p
      className="kiosk-place font-semibold"
      data-outlet={direction ?? undefined}
      data-speak={[`${name} ${counter}`.trim(), ...way].join(', ')}
    >
      {Arrow !== null && <Arrow aria-hidden="true" />}
      <span className="kiosk-place-words flex flex-wrap items-baseline justify-center">
        <span>{name}</span> {counter !== '' && <bdi className="figures">{counter}</bdi>}{' '}
        {way.map((words) => (
          <span className="font-normal" key={words}>
            {words}
          </span>
        ))}
      </span>
    </p>
  );
}
