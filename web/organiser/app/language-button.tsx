import type { ReactNode } from 'react';
import { Button } from '../../../ui/button.tsx';
import { endonyms } from '../../../ui/words/endonyms.ts';
import { chooseLanguage, useWords } from '../words.ts';

/** Switches to the next language; its label is that language's own name. */
export function LanguageButton({ icon }: { icon: ReactNode }): ReactNode {
  const { next } = useWords();
  return (
    <Button variant="quiet" size="small" icon={icon} onPress={() => chooseLanguage(next)}>
      <span lang={next}>{endonyms[next]}</span>
    </Button>
  );
}
