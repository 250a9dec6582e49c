import { ArrowBigDown, ArrowBigLeft, ArrowBigRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStation } from '../../kit/client/station.tsx';
import { useKiosk } from '../kiosk-context.tsx';

const arrows = { below: ArrowBigDown, left: ArrowBigLeft, right: ArrowBigRight } as const;

/**
 * Where the badge is, seen from afar: an arrow to the outlet of the kiosk's own printer; the number
 * of the counter that checks documents, with an arrow where it is beside the kiosk. A badge that
 * another printer made has no arrow: this kiosk does not know where that one is.
 */
export function Outlet(): ReactNode {
  const { t } = useTranslation('kiosk');
  const { badgeOutlet, counter } = useStation();
  const { admission, print } = useKiosk().context;
  const isCounter = admission?.handOver === 'counter';
  if (print?.moved === true || (isCounter && counter === '')) return <PrinterName />;
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

/** The way to the outlet of the kiosk's own printer, in a sentence. */
export function OutletWords(): ReactNode {
  const { t } = useTranslation('kiosk');
  const { badgeOutlet } = useStation();
  return (
    <p className="kiosk-lead" data-speak>
      {t(`printing.${badgeOutlet}`)}
    </p>
  );
}

/** The printer that has the badge, by name. */
export function PrinterName(): ReactNode {
  const { t } = useTranslation('kiosk');
  const name = useKiosk().context.print?.printer ?? null;
  if (name === null) return null;
  return (
    <p className="kiosk-place font-semibold" data-speak>
      <span className="font-normal">{t('printing.at')}</span> <bdi>{name}</bdi>
    </p>
  );
}
