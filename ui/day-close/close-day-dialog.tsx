import { Lock } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '../confirm-dialog.tsx';
import type { Failure } from '../failure-note.tsx';
import { useFormats } from '../formats.ts';
import type { Action } from '../page-client.ts';
import { StaysOpen, type StaysOpenProps } from './stays-open.tsx';

interface CloseDayDialogProps {
  /** The local day. */
  day: string;
  /** The revision that the report will have. */
  revision: number;
  stays: StaysOpenProps;
  /** Who signs the report, and that it is final. */
  effect: string;
  close: Action<[], Failure>;
  onClose: () => void;
}

/** Asks before the day is closed, and lists everything that the report will show as open. */
export function CloseDayDialog({
  day,
  revision,
  stays,
  effect,
  close: { run, busy, failure },
  onClose,
}: CloseDayDialogProps): ReactNode {
  const { t } = useTranslation();
  const formats = useFormats();
  const closeLabel = useCloseLabel();
  const confirm = async (): Promise<void> => {
    if (await run()) onClose();
  };
  return (
    <ConfirmDialog
      title={t('day.close.ask', { day: formats.day(day) })}
      closesOutside={false}
      onClose={onClose}
      onConfirm={() => void confirm()}
      failure={failure}
      confirm={{
        label: busy ? t('day.close.busy') : closeLabel(revision),
        icon: <Lock />,
        isDisabled: busy,
      }}
      focusCancel
    >
      <StaysOpen {...stays} />
      <p className="small">{effect}</p>
    </ConfirmDialog>
  );
}

/** The label of the button that closes a day, by the revision of the report that it leads to. */
export function useCloseLabel(): (revision: number) => string {
  const { t } = useTranslation();
  return (revision) =>
    revision === 1 ? t('day.close.button') : t('day.close.again', { revision });
}
