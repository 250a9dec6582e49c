import { Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { useNotify } from '../../../../renderer/ui/toast.tsx';
import { ask } from '../../client/ask.ts';
import { useEvent } from '../../client/event-context.tsx';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { useWords } from '../../words.ts';

/** The last step of a purge: the event's name is typed, and the approval is used up. */
export function CarryOutDialog({
  approval,
  onClose,
}: {
  approval: string;
  onClose: () => void;
}): ReactNode {
  const { t, language } = useWords();
  const event = useEvent();
  const notify = useNotify();
  const name = event.name[language];
  return (
    <ConfirmDialog
      title={t('privacy.carryOutTitle')}
      expected={name}
      label={t('privacy.typeEvent', { name })}
      wrong={t('privacy.wrongEvent')}
      submit={{
        words: t('privacy.carryOutNow'),
        icon: <Trash2 aria-hidden="true" size={18} />,
      }}
      onConfirm={async () => {
        await ask('orderPurge', { approval });
        notify(t('privacy.ordered'));
        onClose();
      }}
      onClose={onClose}
    >
      <p>{t('privacy.carryOutEffect')}</p>
      <p>{t('privacy.after')}</p>
    </ConfirmDialog>
  );
}
