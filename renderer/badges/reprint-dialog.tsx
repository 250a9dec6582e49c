import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type ReprintReason, reprintReasonSchema } from '../../domain/ledger/attendance.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { ChoiceButtons } from '../../ui/fields/choice-buttons.tsx';
import { useNotify } from '../../ui/toast.tsx';
import { ask } from '../base/ask.ts';
import { useAction } from '../base/page-client.ts';

interface ReprintDialogProps {
  delegateId: string;
  printedName: string;
  onClose: () => void;
}

/** Prints a badge with a new serial, for a stated reason; the old badge is no longer valid. */
export function ReprintDialog({ delegateId, printedName, onClose }: ReprintDialogProps): ReactNode {
  const { t } = useTranslation();
  const notify = useNotify();
  const { run, busy, failure } = useAction(async (chosen: ReprintReason) => {
    const { serialText } = await ask('reprintBadge', { delegateId, reason: chosen });
    notify(t('reprint.done', { serial: serialText }));
  });
  const reprint = async (chosen: ReprintReason): Promise<void> => {
    if (await run(chosen)) onClose();
  };
  return (
    <Dialog
      title={t('reprint.title')}
      onClose={onClose}
      actions={<Button onPress={onClose}>{t('app.cancel')}</Button>}
    >
      <p className="font-semibold wrap-anywhere">
        <bdi>{t('reprint.of', { name: printedName })}</bdi>
      </p>
      <p className="small">{t('reprint.effect')}</p>
      <ChoiceButtons
        label={t('reprint.reason')}
        isDisabled={busy}
        onChoose={(chosen) => void reprint(chosen)}
        choices={reprintReasonSchema.options.map((id) => ({ id, label: t(`reprint.${id}`) }))}
      />
      <FailureNote failure={failure} />
    </Dialog>
  );
}
