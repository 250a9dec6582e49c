import { LoaderCircle } from 'lucide-react';
import type { ReactNode } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useTranslation } from 'react-i18next';

/** The hub's event is another one: the app is about to start anew with it. Nothing closes this. */
export function Restarting({ hubName }: { hubName: string }): ReactNode {
  const { t } = useTranslation();
  return (
    <ModalOverlay isOpen isKeyboardDismissDisabled className="restarting">
      <Modal>
        <Dialog className="restarting-words" role="alertdialog">
          <LoaderCircle aria-hidden="true" size={44} className="spins" />
          <Heading slot="title" level={2}>
            <bdi>{t('restarting.title', { hub: hubName })}</bdi>
          </Heading>
          <p>{t('restarting.hint')}</p>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
