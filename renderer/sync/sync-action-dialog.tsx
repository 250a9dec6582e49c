import type { ReactNode } from 'react';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { useNotify } from '../../ui/toast.tsx';
import { useAction } from '../base/page-client.ts';
import { useSync } from '../hub-client/sync-provider.tsx';

interface SyncActionDialogProps {
  title: string;
  lead: string;
  effect: string;
  icon: ReactNode;
  confirm: string;
  done: string;
  verb: () => Promise<void>;
  onClose: () => void;
}

/** Asks before an action that no key can undo. */
export function SyncActionDialog({
  title,
  lead,
  effect,
  icon,
  confirm,
  done,
  verb,
  onClose,
}: SyncActionDialogProps): ReactNode {
  const notify = useNotify();
  const { renew } = useSync();
  const { run, busy, failure } = useAction(async () => {
    await verb();
    notify(done);
    renew();
  });
  const act = async (): Promise<void> => {
    if (await run()) onClose();
  };
  return (
    <ConfirmDialog
      title={title}
      onClose={onClose}
      onConfirm={() => void act()}
      failure={failure}
      confirm={{ label: confirm, icon, variant: 'danger', isDisabled: busy }}
      focusCancel
    >
      <p className="font-semibold wrap-anywhere">
        <bdi>{lead}</bdi>
      </p>
      <p className="small">{effect}</p>
    </ConfirmDialog>
  );
}
