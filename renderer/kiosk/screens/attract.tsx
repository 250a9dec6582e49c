import { Keyboard as KeyboardIcon } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStation } from '../../kit/client/station.tsx';
import { KioskButton } from '../kiosk-button.tsx';
import { useKiosk } from '../kiosk-context.tsx';
import { ReaderArt } from './reader-art.tsx';
import './attract.css';

/** Milliseconds for which the welcome is shown in one language. */
const turn = 4_000;

/** Without a visitor: a welcome in every language in turn, and the scanner armed. */
export function Attract(): ReactNode {
  const { t } = useTranslation('kiosk');
  const { send } = useKiosk();
  return (
    <div className="kiosk-screen attract">
      <div className="attract-words">
        <Welcome />
        <h1 data-speak>{t('attract.scan')}</h1>
        <p className="kiosk-lead" data-speak>
          {t('attract.where')}
        </p>
        <KioskButton icon={<KeyboardIcon />} onPress={() => send({ type: 'TYPE' })}>
          {t('attract.type')}
        </KioskButton>
      </div>
      <ReaderArt />
    </div>
  );
}

function Welcome(): ReactNode {
  const { t } = useTranslation('kiosk');
  const { kioskLanguages } = useStation();
  const { context } = useKiosk();
  const first = Math.max(0, kioskLanguages.indexOf(context.language));
  const [at, setAt] = useState(first);
  useEffect(() => {
    const timer = setInterval(() => setAt((now) => now + 1), turn);
    return () => clearInterval(timer);
  }, []);
  const language = kioskLanguages[at % kioskLanguages.length] ?? context.language;
  // Screen readers hear the station's own language only.
  return (
    <p className="attract-welcome text-2xl font-semibold" aria-hidden="true" key={language}>
      <bdi lang={language}>{t('attract.welcome', { lng: language })}</bdi>
    </p>
  );
}
