import { Ban } from 'lucide-react';
import type { ReactNode } from 'react';
import type { OrganiserStation } from '../../../../domain/wire/organiser-stations.ts';
import { useNotify } from '../../../../renderer/ui/toast.tsx';
import { ask } from '../../client/ask.ts';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { useWords } from '../../words.ts';

/** Ends a station for good. Its name has to be typed: two stations look alike in a list. */
export function RevokeDialog({
  station: { id, name },
  onClose,
  onDone,
}: {
  station: OrganiserStation;
  onClose: () => void;
  onDone: () => void;
}): ReactNode {
  const { t } = useWords();
  const notify = useNotify();
  return (
    <ConfirmDialog
      title={t('stations.revokeTitle', { name })}
      expected={name}
      label={t('stations.typeName', { name })}
      wrong={t('stations.wrongName')}
      submit={{ words: t('stations.revoke'), icon: <Ban aria-hidden="true" size={18} /> }}
      onConfirm={async (confirm) => {
        await ask('revokeStation', { confirm }, id);
        notify(t('stations.revokedNow', { name }));
        onDone();
      }}
      onClose={onClose}
    >
      <p>{t('stations.revokeEffect')}</p>
    </ConfirmDialog>
  );
}
