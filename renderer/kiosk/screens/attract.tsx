import { Keyboard as KeyboardIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { i18next } from '../../../ui/words/index.ts';
import { KioskButton } from '../kiosk-button.tsx';
import { useKiosk } from '../kiosk-context.tsx';
import { ScreenFrame } from '../screen-frame.tsx';
import { ReaderArt } from './reader-art.tsx';
import './attract.css';

/** The first screen: its text rotates through all languages, and the scanner is active. */
export function Attract(): ReactNode {
  const { t } = useTranslation('kiosk');
  const { send, shown } = useKiosk();
  const inTurn = { lng: shown };
  return (
    <ScreenFrame
      className="attract"
      other={
        <KioskButton
          icon={<KeyboardIcon />}
          onPress={() => send({ type: 'TYPE', language: shown })}
        >
          <span lang={shown}>{t('attract.type', inTurn)}</span>
        </KioskButton>
      }
    >
      <div className="attract-words" key={shown} lang={shown} dir={i18next.dir(shown)}>
        <p className="attract-welcome text-2xl font-semibold">{t('attract.welcome', inTurn)}</p>
        {/* Spoken in the station's language, whose voice it is. */}
        <h1 data-speak={t('attract.scan')}>{t('attract.scan', inTurn)}</h1>
        <p className="kiosk-lead" data-speak={t('attract.where')}>
          {t('attract.where', inTurn)}
        </p>
      </div>
      <ReaderArt />
    </ScreenFrame>
  );
}
