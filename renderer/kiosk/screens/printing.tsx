import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { KioskButton } from '../kiosk-button.tsx';
import { useKiosk } from '../kiosk-context.tsx';
import { Quoted } from './quoted.tsx';
import './printer-art.css';

/** The print's progress as the printer reports it, and which printer, if it is another one. */
export function Printing(): ReactNode {
  const { t } = useTranslation('kiosk');
  const { context } = useKiosk();
  const moved = context.print?.moved === true;
  return (
    <div className="kiosk-screen kiosk-centre">
      <PrinterArt moving />
      <h1 data-speak>{moved ? t('moved.title') : t('printing.title')}</h1>
      {moved && <PrinterName />}
      <HandOver />
    </div>
  );
}

/** Its printer cannot print and none replaces it, or it takes long: the badge stays queued. */
export function Held(): ReactNode {
  const { t } = useTranslation('kiosk');
  return (
    <div className="kiosk-screen kiosk-centre">
      <PrinterArt />
      <h1 data-speak>{t('held.title')}</h1>
      <PrinterName />
      <p className="kiosk-lead" data-speak>
        {t('held.lead')}
      </p>
      <Ending />
    </div>
  );
}

/** Printed ahead: the badge is at the desk. */
export function Collect(): ReactNode {
  const { t } = useTranslation('kiosk');
  const { send } = useKiosk();
  return (
    <div className="kiosk-screen kiosk-centre">
      <PrinterArt />
      <h1 data-speak>{t('collect.title')}</h1>
      <p className="kiosk-lead" data-speak>
        {t('collect.lead')}
      </p>
      <Ending>
        <KioskButton onPress={() => send({ type: 'MORE' })}>{t('take.more')}</KioskButton>
      </Ending>
    </div>
  );
}

/** The code to quote at the desk, and the button that leaves. */
function Ending({ children }: { children?: ReactNode }): ReactNode {
  const { t } = useTranslation('kiosk');
  const { context, send } = useKiosk();
  return (
    <>
      {context.code !== null && <Quoted code={context.code} />}
      <div className="kiosk-actions">
        <KioskButton look="primary" onPress={() => send({ type: 'LEAVE' })}>
          {t('take.done')}
        </KioskButton>
        {children}
      </div>
    </>
  );
}

function PrinterName(): ReactNode {
  const { t } = useTranslation('kiosk');
  const { context } = useKiosk();
  const name = context.print?.printer ?? null;
  if (name === null) return null;
  return (
    <p className="kiosk-place bg-accent-soft font-semibold" data-speak>
      <span className="font-normal">{t('printing.at')}</span>
      <bdi>{name}</bdi>
    </p>
  );
}

function HandOver(): ReactNode {
  const { t } = useTranslation('kiosk');
  const { context } = useKiosk();
  const isCounter = context.admission?.handOver === 'counter';
  if (!isCounter && context.print?.moved === true) return null;
  return (
    <p className="kiosk-lead" data-speak>
      {isCounter ? t('printing.counter') : t('printing.beside')}
    </p>
  );
}

/** A badge that comes out of a printer. */
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
