import { Check, Printer } from 'lucide-react';
import type { ReactNode } from 'react';
import { Checkbox } from 'react-aria-components/Checkbox';
import { useTranslation } from 'react-i18next';
import { useStation } from '../../base/station.tsx';
import { ShownText } from '../frame/shown-text.tsx';
import { KioskButton } from '../kiosk-button.tsx';
import { useKiosk } from '../kiosk-context.tsx';
import { ScreenFrame } from '../screen-frame.tsx';
import './consents.css';

/** The event's consents: none is ticked in advance, and nothing depends on them. */
export function Consents(): ReactNode {
  const { t } = useTranslation('kiosk');
  const { event } = useStation();
  const { context, send } = useKiosk();
  return (
    <ScreenFrame
      className="consents grid"
      back={
        <KioskButton variant="quiet" onPress={() => send({ type: 'BACK' })}>
          {t('common.back')}
        </KioskButton>
      }
      next={
        <KioskButton
          variant="primary"
          icon={<Printer />}
          onPress={() => send({ type: 'CONTINUE' })}
        >
          <span data-speak>{t('consents.print')}</span>
        </KioskButton>
      }
    >
      <h1 data-speak>{t('consents.title')}</h1>
      <p className="kiosk-lead" data-speak>
        {t('consents.lead')}
      </p>
      <div className="gap-(--kiosk-gap) grid">
        {event.consents.map(({ id, text }) => {
          return (
            <Checkbox
              key={id}
              className="consent rounded-lg bg-surface grid items-center"
              isSelected={context.consents[id] === true}
              onChange={(given) => send({ type: 'CONSENT', id, given })}
            >
              <span className="consent-box bg-surface grid place-content-center" aria-hidden="true">
                <Check />
              </span>
              <ShownText data-speak text={text} />
            </Checkbox>
          );
        })}
      </div>
    </ScreenFrame>
  );
}
