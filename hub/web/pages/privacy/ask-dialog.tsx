import type { ReactNode } from 'react';
import { ReasonDialog } from '../../parts/reason-dialog.tsx';
import { useWords } from '../../words.ts';
import { Consequences } from './consequences.tsx';

/** Asks for a purge. */
export function AskDialog({ onClose }: { onClose: () => void }): ReactNode {
  const { t } = useWords();
  return (
    <ReasonDialog title={t('privacy.askTitle')} route="requestPurge" onClose={onClose}>
      <Consequences />
      <p>{t('privacy.exportFirst')}</p>
    </ReasonDialog>
  );
}
