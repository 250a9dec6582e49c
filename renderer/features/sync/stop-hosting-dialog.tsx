import { Power } from 'lucide-react';
import { type ReactNode, useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../../client/ask.ts';
import { ConfirmDialog } from './confirm-dialog.tsx';

/** Ends the hub on this desk; the kiosks then go on alone. */
export function StopHostingDialog({ onClose }: { onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  const verb = useCallback(() => ask('stopHosting'), []);
  return (
    <ConfirmDialog
      title={t('stopHosting.title')}
      lead={t('stopHosting.of')}
      effect={t('stopHosting.effect')}
      icon={<Power aria-hidden="true" size={18} />}
      confirm={t('host.stop')}
      done={t('stopHosting.done')}
      verb={verb}
      onClose={onClose}
    />
  );
}
