import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useKiosk } from '../kiosk-context.tsx';
import { ScreenFrame } from '../screen-frame.tsx';
import { FinishButton, MoreButton } from './finish-button.tsx';
import { OutletWords, PrinterPlace } from './outlet.tsx';
import { Quoted } from './quoted.tsx';
import './printer-art.css';

/** The progress that the printer reports, and which printer it is if it is not the kiosk's own. */
export function Printing(): ReactNode {
  const { t } = useTranslation('kiosk');
  const { context } = useKiosk();
  const moved = context.print?.moved === true;
  const isCounter = context.admission?.handOver === 'counter';
  return (
    <ScreenFrame className="kiosk-centre">
      <PrinterArt moving />
      <h1 data-speak>{moved ? t('moved.title') : t('printing.title')}</h1>
      {moved && <PrinterPlace />}
      {isCounter && (
        <p className="kiosk-lead" data-speak>
          {t('printing.counter')}
        </p>
      )}
      {!isCounter && !moved && <OutletWords />}
    </ScreenFrame>
  );
}

/** The printer cannot print and none replaces it, or it takes long: the badge stays queued. */
export function Held(): ReactNode {
  const { t } = useTranslation('kiosk');
  const { code } = useKiosk().context;
  return (
    <ScreenFrame className="kiosk-centre" next={<FinishButton />}>
      <PrinterArt />
      <h1 data-speak>{t('held.title')}</h1>
      <PrinterPlace />
      <p className="kiosk-lead" data-speak>
        {t('held.lead')}
      </p>
      {code !== null && <Quoted code={code} />}
    </ScreenFrame>
  );
}

/** For a badge printed ahead, which is at the desk. */
export function Collect(): ReactNode {
  const { t } = useTranslation('kiosk');
  const { code } = useKiosk().context;
  return (
    <ScreenFrame className="kiosk-centre" other={<MoreButton />} next={<FinishButton />}>
      <PrinterArt />
      <h1 data-speak>{t('collect.title')}</h1>
      <p className="kiosk-lead" data-speak>
        {t('collect.lead')}
      </p>
      {code !== null && <Quoted code={code} />}
    </ScreenFrame>
  );
}

function PrinterArt({ moving = false }: { moving?: boolean }): ReactNode {
  return (
    <svg
      className="printer-art"
      viewBox="0 0 320 250"
      aria-hidden="true"
      data-moving={moving || undefined}
    >
      <clipPath id="printer-slot">
        <rect x="0" y="84" width="320" height="170" />
      </clipPath>
      <g clipPath="url(#printer-slot)">
        <g className="printer-badge">
          <rect
            x="100"
            y="70"
            width="120"
            height="164"
            rx="10"
            className="stroke-2 fill-surface stroke-edge"
          />
          <rect x="100" y="70" width="120" height="34" rx="10" className="fill-ink" />
          <rect x="118" y="126" width="84" height="12" rx="6" className="fill-ink" />
          <rect x="132" y="148" width="56" height="8" rx="4" className="fill-edge" />
          <rect x="140" y="176" width="40" height="40" rx="4" className="fill-ink" />
        </g>
      </g>
      <rect x="40" y="18" width="240" height="72" rx="18" className="fill-accent" />
      <rect x="84" y="76" width="152" height="10" rx="5" className="fill-accent-strong" />
      <circle cx="252" cy="42" r="7" className="fill-look" />
    </svg>
  );
}
