import { Keyboard as KeyboardIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { KioskButton } from '../kiosk-button.tsx';
import { useKiosk } from '../kiosk-context.tsx';
import { ScreenFrame } from '../screen-frame.tsx';
import { ReaderArt } from './reader-art.tsx';
import './attract.css';

/** After the choice of a language: scan or type. */
export function Start(): ReactNode {
  const { t } = useTranslation('kiosk');
  const { send } = useKiosk();
  return (
    <ScreenFrame
      className="attract"
      back={
        <KioskButton variant="quiet" onPress={() => send({ type: 'LEAVE' })}>
          {t('common.back')}
        </KioskButton>
      }
      other={
        <KioskButton icon={<KeyboardIcon />} onPress={() => send({ type: 'TYPE' })}>
          <span data-speak>{t('start.type')}</span>
        </KioskButton>
      }
    >
      <div className="attract-words">
        <h1 data-speak>{t('start.title')}</h1>
        <p className="kiosk-lead" data-speak>
          {t('start.lead')}
        </p>
      </div>
      <ReaderArt />
    </ScreenFrame>
  );
}
