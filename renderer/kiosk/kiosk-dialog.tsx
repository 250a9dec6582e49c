import type { ReactNode } from 'react';
import { Dialog } from 'react-aria-components/Dialog';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import './kiosk-dialog.css';

interface KioskDialogProps {
  className: string;
  role?: 'dialog' | 'alertdialog';
  /** Its accessible name, if it has no heading in the slot `title`. */
  label?: string;
  /** Called by a touch outside, or Escape. */
  onClose: () => void;
  children: ReactNode;
}

/** A dialog in the middle of the screen, within reach; a touch outside closes it. */
export function KioskDialog({
  className,
  role = 'dialog',
  label,
  onClose,
  children,
}: KioskDialogProps): ReactNode {
  return (
    <ModalOverlay
      className="kiosk-scrim bg-scrim z-10 text-(length:--kiosk-body) grid place-content-center fixed inset-0"
      isOpen
      isDismissable
      onOpenChange={onClose}
    >
      <Modal className={`kiosk-dialog bg-surface shadow-lift-3 text-ink ${className}`}>
        <Dialog
          className="kiosk-dialog-body shadow-none grid justify-items-center text-center outline-none"
          role={role}
          {...(label === undefined ? {} : { 'aria-label': label })}
        >
          {children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
