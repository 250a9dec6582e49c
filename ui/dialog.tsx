import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Dialog as AriaDialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { useTranslation } from 'react-i18next';
import { IconButton } from './button.tsx';
import { ScrollArea } from './scroll-area.tsx';
import './dialog.css';

interface DialogProps {
  title: string;
  onClose: () => void;
  size?: 'normal' | 'wide';
  children: ReactNode;
  /** If false, a press outside does not close the dialog, so that nothing typed is lost. */
  closesOutside?: boolean;
  /** True if there is only text: the text then takes the focus, so that keys scroll it. */
  isText?: boolean;
  actions?: ReactNode;
}

/** A modal dialog; Escape and a press outside close it. Long content scrolls. */
export function Dialog({
  title,
  onClose,
  size = 'normal',
  closesOutside = true,
  isText = false,
  children,
  actions,
}: DialogProps): ReactNode {
  const { t } = useTranslation();
  return (
    <ModalOverlay
      isOpen
      isDismissable={closesOutside}
      className="dialog-overlay z-40 p-6 bg-scrim grid place-items-center fixed inset-0"
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <Modal className="dialog-modal rounded-xl bg-surface shadow-lift-3" data-size={size}>
        <AriaDialog className="dialog flex flex-col flex-1 min-w-0 min-h-0 quiet-focus">
          <header className="pt-5 pr-4 pb-2 pl-6 flex items-center gap-4 justify-between">
            <Heading className="text-xl" slot="title" level={2}>
              {title}
            </Heading>
            <IconButton label={t('app.close')} icon={<X size={20} />} onPress={onClose} />
          </header>
          {isText ? <Text title={title}>{children}</Text> : <Body>{children}</Body>}
          {actions !== undefined && <footer className="dialog-actions">{actions}</footer>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

function Body({ children }: { children: ReactNode }): ReactNode {
  return <div className="dialog-body grid gap-4 overflow-auto">{children}</div>;
}

function Text({ title, children }: { title: string; children: ReactNode }): ReactNode {
  return (
    <ScrollArea className="dialog-body grid gap-4" label={title}>
      {children}
    </ScrollArea>
  );
}
