import { Ban, Power, Trash2 } from 'lucide-react';
import { type ReactNode, useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { StopEntry } from '../../../domain/sync/stop-list.ts';
import { ask } from '../../client/ask.ts';
import { SecondPinDialog } from '../override/second-pin-dialog.tsx';
import { useRolesWords } from '../settings/use-roles-words.ts';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { useSync } from './sync-provider.tsx';

/** Ends the hub on this desk; the other stations then continue without it. */
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

interface RevokeDialogProps {
  id: string;
  name: string;
  onClose: () => void;
}

/** Revokes a station at the hub. */
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

interface RemoveStopDialogProps {
  entry: StopEntry;
  label: string;
  onClose: () => void;
}

/**
 * Takes a person or a badge off the stop list. A second person must approve it, since a mistake
 * would admit them everywhere.
 */
export function RemoveStopDialog({ entry, label, onClose }: RemoveStopDialogProps): ReactNode {
  const { t } = useTranslation();
  const { renew } = useSync();
  const rolesWords = useRolesWords();
  const send = useCallback(
    async (pin: string) => {
      const answer = await ask('changeStops', { add: [], remove: [entry], pin });
      if (answer.result === 'done') renew();
      return answer;
    },
    [entry, renew],
  );
  return (
    <SecondPinDialog
      deed={{
        title: t('stops.removeTitle'),
        label: t('roles.pinOf', { roles: rolesWords('approve-stop-list') }),
        confirm: {
          words: t('stops.remove'),
          look: 'danger',
          icon: <Trash2 aria-hidden="true" size={18} />,
        },
        send,
        done: t('stops.removed'),
      }}
      onClose={onClose}
    >
      <p className="dialog-lead">
        <bdi>{t('stops.removeAsk', { name: label })}</bdi>
      </p>
      <p className="dialog-effect">{t('stops.removeEffect')}</p>
    </SecondPinDialog>
  );
}
