import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type UndoReason, undoReasonSchema } from '../../domain/ledger/attendance.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { ChoiceButtons } from '../../ui/fields/choice-buttons.tsx';
import { useNotify } from '../../ui/toast.tsx';
import { ask } from '../base/ask.ts';
import { useAction } from '../base/page-client.ts';
import { useDesk } from './desk-provider.tsx';

interface UndoDialogProps {
  admissionId: string;
  printedName: string;
  onClose: () => void;
}

/** Undoes a check-in with a reason. The ledger keeps the check-in and records its undoing. */
export function UndoDialog({ admissionId, printedName, onClose }: UndoDialogProps): ReactNode {
  const { t } = useTranslation();
  const notify = useNotify();
  const { state, flow } = useDesk();
  const { run, busy, failure } = useAction((chosen: UndoReason) =>
    ask('undoCheckIn', { admissionId, reason: chosen }),
  );
  const undo = async (chosen: UndoReason): Promise<void> => {
    if (!(await run(chosen))) return;
    const showsIt = state.kind === 'answered' && shows(state.answer, admissionId);
    if (showsIt) flow.putAside();
    notify(t('undo.done'));
    onClose();
  };
  return (
    <Dialog
      title={t('undo.title')}
      onClose={onClose}
      actions={<Button onPress={onClose}>{t('app.cancel')}</Button>}
    >
      <p className="font-semibold wrap-anywhere">
        <bdi>{t('undo.of', { name: printedName })}</bdi>
      </p>
      <p className="small">{t('undo.effect')}</p>
      <ChoiceButtons
        label={t('undo.reason')}
        isDisabled={busy}
        onChoose={(chosen) => void undo(chosen)}
        choices={undoReasonSchema.options.map((id) => ({ id, label: t(`undo.${id}`) }))}
      />
      <FailureNote failure={failure} />
    </Dialog>
  );
}

type Answer = Extract<ReturnType<typeof useDesk>['state'], { kind: 'answered' }>['answer'];

function shows(answer: Answer, admissionId: string): boolean {
  if (answer.outcome === 'admitted') return answer.admissionId === admissionId;
  return answer.outcome === 'already-in' && answer.admission.eventId === admissionId;
}
