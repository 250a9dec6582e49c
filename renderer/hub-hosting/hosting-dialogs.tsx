import { Ban, Power } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../base/ask.ts';
import { SyncActionDialog } from '../sync/sync-action-dialog.tsx';

/** Ends the hub on this desk; the other stations then continue without it. */
export function StopHostingDialog({ onClose }: { onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  return (
    <SyncActionDialog
      title={t('stopHosting.title')}
      lead={t('stopHosting.of')}
      effect={t('stopHosting.effect')}
      icon={<Power size={18} />}
      confirm={t('host.stop')}
      done={t('stopHosting.done')}
      verb={() => ask('stopHosting')}
      onClose={onClose}
    />
  );
}

interface RevokeDialogProps {
  id: string;
  name: string;
  onClose: () => void;
}

export function RevokeDialog({ id, name, onClose }: RevokeDialogProps): ReactNode {
  const { t } = useTranslation();
  return (
    <SyncActionDialog
      title={t('revoke.title')}
      lead={t('revoke.of', { name })}
      effect={t('revoke.effect')}
      icon={<Ban size={18} />}
      confirm={t('stations.revoke')}
      done={t('revoke.done', { name })}
      verb={() => ask('revokeStation', { id })}
      onClose={onClose}
    />
  );
}
