import { UserRoundCheck } from 'lucide-react';
import { type ReactNode, useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../../client/ask.ts';
import { SecondPinDialog } from '../override/second-pin-dialog.tsx';
import { useRolesWords } from './use-roles-words.ts';

/** A second supervisor confirms an operator whom one person alone had added, or given a role or a PIN. */
export function VouchDialog({
  operatorId,
  name,
  onClose,
}: {
  operatorId: string;
  name: string;
  onClose: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const rolesWords = useRolesWords();
  const send = useCallback(
    (pin: string) => ask('vouchForOperator', { operatorId, pin }),
    [operatorId],
  );
  const words = t('settings.operators.vouchOf', { name });
  return (
    <SecondPinDialog
      deed={{
        title: words,
        label: t('roles.pinOf', { roles: rolesWords('manage-operators') }),
        confirm: {
          words,
          look: 'primary',
          icon: <UserRoundCheck aria-hidden="true" size={18} />,
        },
        send,
        done: t('settings.operators.vouched', { name }),
      }}
      onClose={onClose}
    >
      <p className="dialog-lead">{t('settings.operators.vouchWhy', { name })}</p>
      <p className="dialog-effect">{t('settings.operators.vouchEffect', { name })}</p>
    </SecondPinDialog>
  );
}
