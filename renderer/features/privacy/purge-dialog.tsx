import { Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { PrivacyView } from '../../../preload/contract/privacy.ts';
import { ask } from '../../client/ask.ts';
import { SecondPinDialog } from '../override/second-pin-dialog.tsx';
import { useRolesWords } from '../settings/use-roles-words.ts';
import { PurgeEffect } from './purge-effect.tsx';

const purge = (pin: string) => ask('purge', { pin });

/** Says what goes and that it does not come back, and asks for a second person's PIN. */
export function PurgeDialog({
  kept,
  onClose,
}: {
  kept: PrivacyView['kept'];
  onClose: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const rolesWords = useRolesWords();
  return (
    <SecondPinDialog
      deed={{
        title: t('privacy.purge.askTitle'),
        label: t('roles.pinOf', { roles: rolesWords('approve-purge') }),
        confirm: {
          words: t('privacy.purge.confirm'),
          look: 'danger',
          icon: <Trash2 aria-hidden="true" size={18} />,
        },
        send: purge,
        done: t('privacy.purge.done'),
      }}
      onClose={onClose}
    >
      <PurgeEffect kept={kept} />
    </SecondPinDialog>
  );
}
