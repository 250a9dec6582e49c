import { LogOut } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { useNotify } from '../../ui/toast.tsx';
import { ask } from '../base/ask.ts';
import { useAction } from '../base/page-client.ts';
import { useSync } from '../hub-client/sync-provider.tsx';

/** Leaves the hub. While records wait to be sent, warns first and then offers to leave anyway. */
export function LeaveDialog({ onClose }: { onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  const notify = useNotify();
  const { view, renew } = useSync();
  const waiting = view?.link?.state.waiting ?? 0;
  const { run, busy, failure } = useAction(async (force: boolean) => {
    await ask('leaveHub', { force });
    notify(t('leave.done'));
    renew();
  });
  const isHeld = failure?.code === 'facts-waiting';
  const leave = async (): Promise<void> => {
    if (await run(isHeld)) onClose();
  };
  return (
    <ConfirmDialog
      title={t('leave.title')}
      onClose={onClose}
      onConfirm={() => void leave()}
      failure={failure}
      confirm={{
        label: t(isHeld ? 'leave.force' : 'leave.confirm'),
        icon: <LogOut className="flips" />,
        variant: isHeld ? 'danger' : 'primary',
        isDisabled: busy,
      }}
      cancelLabel={t(isHeld ? 'leave.stay' : 'app.cancel')}
    >
      <p className="font-semibold wrap-anywhere">
        <bdi>{t('leave.of', { hub: view?.link?.hubName ?? '' })}</bdi>
      </p>
      <p className="small">{t('leave.effect')}</p>
      {isHeld && waiting > 0 && <p>{t('leave.waiting', { count: waiting })}</p>}
    </ConfirmDialog>
  );
}
