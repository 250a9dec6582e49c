import type { ReactNode } from 'react';
import { purgeParts } from '../../../../domain/privacy/outcome.ts';
import { FactList } from '../../../../ui/fact-list.tsx';
import { useFormats } from '../../../../ui/formats.ts';
import { usePurgedLabel } from '../../../../ui/privacy/purged-parts.ts';
import { useWords } from '../../words.ts';

/** What a purge deletes, where, and what it leaves. */
export function Consequences(): ReactNode {
  const { t } = useWords();
  const { list } = useFormats();
  const purgedLabel = usePurgedLabel();
  return (
    <FactList
      facts={[
        { name: t('privacy.scope'), value: t('privacy.scopeWords') },
        {
          name: t('privacy.deleted'),
          value: list(purgeParts.map(purgedLabel)),
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
