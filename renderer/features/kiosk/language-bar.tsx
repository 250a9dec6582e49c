import type { ReactNode } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useStation } from '../../client/station.tsx';
import { endonyms } from '../../i18n/kiosk/index.ts';
import { useKiosk } from './kiosk-context.tsx';

/** The six languages, each by its own name; no flags. */
export function LanguageBar(): ReactNode {
  const { t } = useTranslation('kiosk');
  const { kioskLanguages } = useStation();
  const { context, send } = useKiosk();
  return (
    <nav className="language-bar" aria-label={t('common.language')}>
      {kioskLanguages.map((language) => (
        <Button
          key={language}
          className="kiosk-language"
          {...(language === context.language ? { 'aria-current': 'true' } : {})}
          onPress={() => send({ type: 'LANGUAGE', language })}
        >
          <bdi lang={language}>{endonyms[language]}</bdi>
        </Button>
      ))}
    </nav>
  );
}
