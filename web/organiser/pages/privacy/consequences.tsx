import type { ReactNode } from 'react';
import { partName } from '../../../../domain/privacy/certificate-words.ts';
import { purgeParts } from '../../../../domain/privacy/outcome.ts';
import { useFormats } from '../../../../ui/formats.ts';
import { FactList } from '../../parts/fact-list.tsx';
import { useWords } from '../../words.ts';

/** What a purge deletes, where, and what it leaves. */
export function Consequences(): ReactNode {
  const { t, language } = useWords();
  const { list } = useFormats();
  return (
    <FactList
      facts={[
        { name: t('privacy.scope'), value: t('privacy.scopeWords') },
        {
          name: t('privacy.deleted'),
          value: list(purgeParts.map((part) => partName(part, language))),
        },
        {
          name: t('privacy.stays'),
          value: (
            <>
              <p>{t('privacy.staysWords')}</p>
              <p>{t('privacy.after')}</p>
            </>
          ),
        },
      ]}
    />
  );
}
