import { Ban, LoaderCircle, Power, Trash2 } from 'lucide-react';
import { type ReactNode, useCallback } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { StopEntry } from '../../../domain/sync/stop-list.ts';
import type { SyncDialogRequest } from '../../app/navigation.tsx';
import { ask } from '../../client/ask.ts';
import { SecondPinDialog } from '../override/second-pin-dialog.tsx';
import { useRolesWords } from '../settings/use-roles-words.ts';
import { AddStopDialog } from './add-stop-dialog.tsx';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { HostDialog } from './host-dialog.tsx';
import { InviteDialog } from './invite-dialog.tsx';
import { JoinDialog } from './join-dialog.tsx';
import { LeaveDialog } from './leave-dialog.tsx';
import { PageAccountDialog } from './page-account-dialog.tsx';
import { ResolveDialog } from './resolve-dialog.tsx';
import { useSync } from './sync-provider.tsx';
import { TakeOverDialog } from './take-over-dialog.tsx';

/** The dialogs of the sync screen. */
export function SyncDialogs({
  dialog,
  onClose,
}: {
  dialog: SyncDialogRequest;
  onClose: () => void;
}): ReactNode {
  switch (dialog.kind) {
    case 'join':
      return <JoinDialog onClose={onClose} />;
    case 'restarting':
      return <Restarting hubName={dialog.hubName} />;
    case 'leave':
      return <LeaveDialog onClose={onClose} />;
    case 'host':
      return <HostDialog onClose={onClose} />;
    case 'stop-hosting':
      return <StopHostingDialog onClose={onClose} />;
    case 'take-over':
      return <TakeOverDialog onClose={onClose} />;
    case 'invite':
      return <InviteDialog onClose={onClose} />;
    case 'page-account':
      return <PageAccountDialog onClose={onClose} />;
    case 'revoke':
      return <RevokeDialog id={dialog.id} name={dialog.name} onClose={onClose} />;
    case 'add-stop':
      return <AddStopDialog onClose={onClose} />;
    case 'remove-stop':
      return <RemoveStopDialog entry={dialog.entry} label={dialog.label} onClose={onClose} />;
    case 'resolve':
      return <ResolveDialog duplicate={dialog.duplicate} onClose={onClose} />;
  }
}

/** Ends the hub on this desk; the other stations then continue without it. */
function StopHostingDialog({ onClose }: { onClose: () => void }): ReactNode {
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
function RevokeDialog({ id, name, onClose }: RevokeDialogProps): ReactNode {
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

/** The hub's event is another one: the app is about to restart with it. Nothing closes this. */
function Restarting({ hubName }: { hubName: string }): ReactNode {
  const { t } = useTranslation();
  return (
    <ModalOverlay isOpen isKeyboardDismissDisabled className="restarting">
      <Modal>
        <Dialog className="restarting-words" role="alertdialog">
          <LoaderCircle aria-hidden="true" size={44} className="spins" />
          <Heading slot="title" level={2}>
            <bdi>{t('restarting.title', { hub: hubName })}</bdi>
          </Heading>
          <p>{t('restarting.hint')}</p>
        </Dialog>
      </Modal>
    </ModalOverlay>
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
function RemoveStopDialog({ entry, label, onClose }: RemoveStopDialogProps): ReactNode {
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
