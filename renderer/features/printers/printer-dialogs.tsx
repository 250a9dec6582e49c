import type { ReactNode } from 'react';
import type { PrinterDialogRequest } from '../../app/navigation.tsx';
import { HistoryDialog } from './history-dialog.tsx';
import { PrinterDialog } from './printer-dialog.tsx';
import { RemoveDialog } from './remove-dialog.tsx';
import { StockDialog } from './stock-dialog.tsx';
import './printer-dialogs.css';

/** The dialogs of the printers' screen. */
export function PrinterDialogs({
  dialog,
  onClose,
}: {
  dialog: PrinterDialogRequest;
  onClose: () => void;
}): ReactNode {
  switch (dialog.kind) {
    case 'add-printer':
      return <PrinterDialog key="new" printerId={null} onClose={onClose} />;
    case 'edit-printer':
      return (
        <PrinterDialog key={dialog.printerId} printerId={dialog.printerId} onClose={onClose} />
      );
    case 'load-stock':
      return <StockDialog printerId={dialog.printerId} onClose={onClose} />;
    case 'printer-history':
      return <HistoryDialog printerId={dialog.printerId} name={dialog.name} onClose={onClose} />;
    case 'remove-printer':
      return <RemoveDialog printerId={dialog.printerId} name={dialog.name} onClose={onClose} />;
  }
}
