import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { useNotify } from '../../ui/toast.tsx';
import { useAction } from '../base/page-client.ts';
import { useSync } from '../hub-client/sync-provider.tsx';

interface ConfirmDialogProps {
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
export function ConfirmDialog({
  title,
  lead,
  effect,
  icon,
  confirm,
  done,
  verb,
  onClose,
}: ConfirmDialogProps): ReactNode {
  const { t } = useTranslation();
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
    <Dialog
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button autoFocus onPress={onClose}>
            {t('app.cancel')}
          </Button>
          <Button variant="danger" isDisabled={busy} icon={icon} onPress={() => void act()}>
            {confirm}
          </Button>
        </>
      }
    >
      <p className="font-semibold wrap-anywhere">
        <bdi>{lead}</bdi>
      </p>
      <p className="small">{effect}</p>
      <FailureNote failure={failure} />
    </Dialog>
  );
}
