import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type DayStatus, nextRevision } from '../../domain/day-close/status.ts';
import { CloseDayDialog } from '../../ui/day-close/close-day-dialog.tsx';
import { useNotify } from '../../ui/toast.tsx';
import { ask } from '../base/ask.ts';
import { useAction } from '../base/page-client.ts';
import { tellDayChanged } from './day-news.ts';
import { useStaysOpen } from './use-stays-open.ts';

export function CloseDialog({
  status,
  onClose,
}: {
  status: DayStatus;
  onClose: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const notify = useNotify();
  const { day } = status;
  const close = useAction(async () => {
    await ask('closeDay', { day });
    tellDayChanged();
    notify(t('dayClose.close.done'));
  });
  return (
    <CloseDayDialog
      day={day}
      revision={nextRevision(status)}
      stays={useStaysOpen(status)}
      effect={t('dayClose.close.effect')}
      close={close}
      onClose={onClose}
    />
  );
}
