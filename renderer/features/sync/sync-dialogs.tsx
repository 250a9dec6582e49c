import type { ReactNode } from 'react';
import type { SyncDialogRequest } from '../../app/navigation.tsx';
import { AddStopDialog } from './add-stop-dialog.tsx';
import { HostDialog } from './host-dialog.tsx';
import { InviteDialog } from './invite-dialog.tsx';
import { JoinDialog } from './join-dialog.tsx';
import { LeaveDialog } from './leave-dialog.tsx';
import { PageAccountDialog } from './page-account-dialog.tsx';
import { RemoveStopDialog } from './remove-stop-dialog.tsx';
import { ResolveDialog } from './resolve-dialog.tsx';
import { Restarting } from './restarting.tsx';
import { RevokeDialog } from './revoke-dialog.tsx';
import { StopHostingDialog } from './stop-hosting-dialog.tsx';
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
