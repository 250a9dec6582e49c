import type { ReactNode } from 'react';
import { PreviewDialog } from '../features/badge/preview-dialog.tsx';
import { ReprintDialog } from '../features/badge/reprint-dialog.tsx';
import { CloseDialog } from '../features/day-close/close-dialog.tsx';
import { NoteDialog } from '../features/day-close/note-dialog.tsx';
import { UndoDialog } from '../features/desk/undo-dialog.tsx';
import { KeyMapDialog } from '../features/help/key-map-dialog.tsx';
import { OverrideDialog } from '../features/override/override-dialog.tsx';
import { BatchDialog } from '../features/print-batch/batch-dialog.tsx';
import { CancelBatchDialog } from '../features/print-batch/cancel-batch-dialog.tsx';
import { PrinterDialogs } from '../features/printers/printer-dialogs.tsx';
import { HeldOrderDialog } from '../features/privacy/held-order-dialog.tsx';
import { CorrectDialog } from '../features/roster-changes/correct-dialog.tsx';
import { ReplaceDialog } from '../features/roster-changes/replace-dialog.tsx';
import { WalkInDialog } from '../features/roster-changes/walk-in-dialog.tsx';
import { OperatorDialogs } from '../features/settings/operator-dialogs.tsx';
import { SyncDialogs } from '../features/sync/sync-dialogs.tsx';
import { type DialogRequest, useNavigation } from './navigation.tsx';

/** The open dialog. */
export function Dialogs({ dialog }: { dialog: DialogRequest }): ReactNode {
  const { close } = useNavigation();
  switch (dialog.kind) {
    case 'help':
      return <KeyMapDialog onClose={close} />;
    case 'undo':
      return (
        <UndoDialog
          admissionId={dialog.admissionId}
          printedName={dialog.printedName}
          onClose={close}
        />
      );
    case 'reprint':
      return (
        <ReprintDialog
          delegateId={dialog.delegateId}
          printedName={dialog.printedName}
          onClose={close}
        />
      );
    case 'preview':
      return (
        <PreviewDialog
          delegateId={dialog.delegateId}
          printedName={dialog.printedName}
          onClose={close}
        />
      );
    case 'walk-in':
      return <WalkInDialog name={dialog.name} onClose={close} />;
    case 'correct':
      return <CorrectDialog delegateId={dialog.delegateId} onClose={close} />;
    case 'replace':
      return <ReplaceDialog delegateId={dialog.delegateId} onClose={close} />;
    case 'override':
      return <OverrideDialog request={dialog} onClose={close} />;
    case 'change-pin':
    case 'reset-pin':
    case 'deactivate-operator':
    case 'vouch':
      return <OperatorDialogs dialog={dialog} onClose={close} />;
    case 'held-order':
      return <HeldOrderDialog order={dialog.order} onClose={close} />;
    case 'print-batch':
      return <BatchDialog onClose={close} />;
    case 'cancel-batch':
      return (
        <CancelBatchDialog
          batchId={dialog.batchId}
          name={dialog.name}
          done={dialog.done}
          total={dialog.total}
          onClose={close}
        />
      );
    case 'add-printer':
    case 'edit-printer':
    case 'load-stock':
    case 'printer-history':
    case 'remove-printer':
      return <PrinterDialogs dialog={dialog} onClose={close} />;
    case 'note-finding':
      return <NoteDialog request={dialog} onClose={close} />;
    case 'close-day':
      return <CloseDialog status={dialog.status} onClose={close} />;
    default:
      return <SyncDialogs dialog={dialog} onClose={close} />;
  }
}
