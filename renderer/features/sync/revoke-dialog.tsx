import { Ban } from 'lucide-react';
import { type ReactNode, useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../../client/ask.ts';
import { ConfirmDialog } from './confirm-dialog.tsx';

interface RevokeDialogProps {
  id: string;
  name: string;
  onClose: () => void;
}

/** Shuts a kiosk out of the hub. */
export function RevokeDialog({ id, name, onClose }: RevokeDialogProps): ReactNode {
  const { t } = useTranslation();
  const verb = useCallback(() => ask('revokeKiosk', { id }), [id]);
  return (
    <ConfirmDialog
      title={t('revoke.title')}
      lead={t('revoke.of', { name })}
      effect={t('revoke.effect')}
      icon={<Ban aria-hidden="true" size={18} />}
      confirm={t('kiosks.revoke')}
      done={t('revoke.done', { name })}
      verb={verb}
      onClose={onClose}
    />
  );
}
