import type { ReactNode } from 'react';
import { PreviewDialog } from '../features/badge/preview-dialog.tsx';
import { ReprintDialog } from '../features/badge/reprint-dialog.tsx';
import { UndoDialog } from '../features/desk/undo-dialog.tsx';
import { KeyMapDialog } from '../features/help/key-map-dialog.tsx';
import { type DialogRequest, useNavigation } from './navigation.tsx';

/** The one dialog of the moment. */
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
  }
}
