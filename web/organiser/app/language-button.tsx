import type { ReactNode } from 'react';
import { Button } from '../../../ui/button.tsx';
import { chooseLanguage, useWords } from '../words.ts';

/** Switches to the other language; its label is that language's own name. */
export function LanguageButton({ icon }: { icon: ReactNode }): ReactNode {
  const { t, language } = useWords();
  const other = language === 'en' ? 'fr' : 'en';
  return (
    <Button variant="quiet" size="small" icon={icon} onPress={() => chooseLanguage(other)}>
      <span lang={other}>{t('app.otherLanguage')}</span>
    </Button>
  );
}
