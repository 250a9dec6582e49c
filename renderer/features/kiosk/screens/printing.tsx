import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { KioskButton } from '../kiosk-button.tsx';
import { useKiosk } from '../kiosk-context.tsx';
import { PrinterArt } from './printer-art.tsx';
import { Quoted } from './quoted.tsx';

/** Printing, as far as the printer says; and at which one, where its own could not. */
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

/** Its printer cannot print and none takes its place, or it takes long: the badge stays in the queue. */
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

/** Printed ahead: it lies at the desk. */
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

/** The code to quote at the desk, and the way out. */
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
    <p className="kiosk-place" data-speak>
      <span>{t('printing.at')}</span>
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
