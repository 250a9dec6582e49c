import { Lock } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { DayStatus } from '../../domain/day-close/status.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { useFormats } from '../../ui/formats.ts';
import { useNotify } from '../../ui/toast.tsx';
import { ask } from '../base/ask.ts';
import { useAction } from '../base/page-client.ts';
import { tellDayChanged } from './day-news.ts';
import { StaysOpen } from './stays-open.tsx';
import { nextRevision } from './steps.ts';

/** Asks before the day is closed, and lists everything that the report will show as open. */
export function CloseDialog({
  status,
  onClose,
}: {
  status: DayStatus;
  onClose: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const { day: dayWords } = useFormats();
  const notify = useNotify();
  const { day } = status;
  const revision = nextRevision(status);
  const { run, busy, failure } = useAction(async () => {
    await ask('closeDay', { day });
    tellDayChanged();
    notify(t('dayClose.close.done'));
  });
  const close = async (): Promise<void> => {
    if (await run()) onClose();
  };
  return (
    <ConfirmDialog
      title={t('dayClose.close.ask', { day: dayWords(day) })}
      closesOutside={false}
      onClose={onClose}
      onConfirm={() => void close()}
      failure={failure}
      confirm={{
        label: busy
          ? t('dayClose.close.busy')
          : revision === 1
            ? t('dayClose.close.button')
            : t('dayClose.close.again', { revision }),
        icon: <Lock />,
        isDisabled: busy,
      }}
      focusCancel
    >
      <StaysOpen status={status} />
      <p className="small">{t('dayClose.close.effect')}</p>
    </ConfirmDialog>
  );
}
