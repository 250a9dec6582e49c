import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { PrivacyView } from '../../preload/contract/privacy.ts';
import { useFormats } from '../../ui/formats.ts';
import { Note } from '../../ui/note.tsx';

export function PurgeEffect({ kept }: { kept: PrivacyView['kept'] }): ReactNode {
  const { t } = useTranslation();
  const { number } = useFormats();
  return (
    <Note tone="stop" icon={<TriangleAlert />} title={t('privacy.purge.final')}>
      <p>
        {t('privacy.purge.effect', {
          persons: number(kept.delegates),
          photos: number(kept.photos),
          files: number(kept.files),
        })}
      </p>
      <p>{t('privacy.purge.stays')}</p>
    </Note>
  );
}
