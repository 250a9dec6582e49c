import { Lock } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { OrganiserDayStatus } from '../../../../domain/wire/organiser-days.ts';
import { useNotify } from '../../../../renderer/ui/toast.tsx';
import { ask } from '../../client/ask.ts';
import { useAction } from '../../client/use-action.ts';
import { useFormats } from '../../formats.ts';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { useWords } from '../../words.ts';
import { nextRevision } from './day-matters.ts';
import { StaysOpen } from './stays-open.tsx';

/** Asks before the day is closed, with everything that the report will say is open. */
export function CloseDialog({
  status,
  onClose,
}: {
  status: OrganiserDayStatus;
  onClose: () => void;
}): ReactNode {
  const { t } = useWords();
  const { day: dayWords } = useFormats();
  const notify = useNotify();
  const { day } = status;
  // Of the day as it was when the dialog was opened: of two who close at once the second one is told.
  const [revision] = useState(() => nextRevision(status));
  const close = useAction(async () => {
    const closed = await ask('closeDay', { day, revision });
    notify(t('days.closedNow', { revision: closed.revision }));
    onClose();
  });
  return (
    <FormDialog
      title={t('days.closeTitle', { day: dayWords(day) })}
      onClose={onClose}
      onSubmit={() => void close.run()}
      failure={close.failure}
      submit={{
        words: revision === 1 ? t('days.close') : t('days.closeAgain', { revision }),
        icon: <Lock aria-hidden="true" size={18} />,
        isDisabled: close.busy,
      }}
    >
      <StaysOpen status={status} />
      <p>{t('days.closeEffect', { revision })}</p>
    </FormDialog>
  );
}
