import { Globe } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { useTranslation } from 'react-i18next';
import { endonyms } from '../../../ui/words/endonyms.ts';
import { KioskButton } from '../kiosk-button.tsx';
import { useKiosk } from '../kiosk-context.tsx';
import { KioskDialog } from '../kiosk-dialog.tsx';
import './languages.css';

/** Each language has its own name and no flag. Nothing where there is no choice. */
export function LanguageBar({ onChosen }: { onChosen?: () => void }): ReactNode {
  const { t } = useTranslation('kiosk');
  const { context, languages, send } = useKiosk();
  if (languages.length < 2) return null;
  return (
    <nav className="language-bar grid w-full" aria-label={t('common.language')}>
      {languages.map((language) => (
        <Button
          key={language}
          className="kiosk-language bg-surface text-ink text-(length:--text-lg) font-semibold leading-[1.1]"
          {...(language === context.language ? { 'aria-current': 'true' } : {})}
          onPress={() => {
            send({ type: 'LANGUAGE', language });
            onChosen?.();
          }}
        >
          <bdi lang={language}>{endonyms[language]}</bdi>
        </Button>
      ))}
    </nav>
  );
}

/** After the first screen: the current language, small; the others in a dialog. */
export function LanguageChoice(): ReactNode {
  const { t } = useTranslation('kiosk');
  const { context, languages } = useKiosk();
  const [isOpen, setIsOpen] = useState(false);
  const close = (): void => setIsOpen(false);
  const own = endonyms[context.language];
  if (languages.length < 2) return null;
  return (
    <>
      <KioskButton
        data-tool="language"
        aria-label={`${own}, ${t('common.language')}`}
        icon={<Globe />}
        onPress={() => setIsOpen(true)}
      >
        <bdi>{own}</bdi>
      </KioskButton>
      {isOpen && (
        <KioskDialog className="kiosk-languages" label={t('common.language')} onClose={close}>
          <LanguageBar onChosen={close} />
        </KioskDialog>
      )}
    </>
  );
}
