import { LoaderCircle } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Dialog as AriaDialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { useTranslation } from 'react-i18next';
import type { FoundHub } from '../../preload/contract/sync.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { useNavigation } from '../../ui/navigation.tsx';
import { useNotify } from '../../ui/toast.tsx';
import { ask } from '../base/ask.ts';
import { useAction } from '../base/page-client.ts';
import { useSync } from '../hub-client/sync-provider.tsx';
import { JoinConfirm } from './join-confirm.tsx';
import { JoinFind } from './join-find.tsx';
import { useFindHub } from './use-find-hub.ts';
import './join.css';

/** Joins a hub in two steps: find it by its code, then confirm that it is the right one. */
export function JoinDialog({ onClose }: { onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  const [typed, setTyped] = useState({ url: '', code: '' });
  const { find, found, forget } = useFindHub('findHub');
  const join = useJoin(onClose);
  const back = (): void => {
    join.forget();
    forget();
  };
  return (
    <Dialog title={t('join.title')} size="wide" closesOutside={false} onClose={onClose}>
      {found === null ? (
        <JoinFind find={find} typed={typed} onType={setTyped} />
      ) : (
        <JoinConfirm found={found} join={join} onBack={back} />
      )}
    </Dialog>
  );
}

function useJoin(onClose: () => void): ReturnType<typeof useAction<[FoundHub]>> {
  const { t } = useTranslation();
  const { open } = useNavigation();
  const notify = useNotify();
  const { renew } = useSync();
  return useAction(async ({ url, code, fingerprint }: FoundHub) => {
    const { hubName, restarts } = await ask('joinHub', { url, code, fingerprint });
    if (restarts) {
      open(<Restarting hubName={hubName} />, { stays: true });
      return;
    }
    notify(t('join.done', { hub: hubName }));
    renew();
    onClose();
  });
}

/** The hub has another event, so the app restarts with it. This dialog cannot be closed. */
function Restarting({ hubName }: { hubName: string }): ReactNode {
  const { t } = useTranslation();
  return (
    <ModalOverlay
      isOpen
      isKeyboardDismissDisabled
      className="z-70 grid place-items-center p-8 fixed inset-0 bg-page"
    >
      <Modal>
        <AriaDialog
          className="max-w-160 grid gap-4 justify-items-center text-center quiet-focus"
          role="alertdialog"
        >
          <LoaderCircle size={44} className="spins text-accent" />
          <Heading className="text-2xl" slot="title" level={2}>
            <bdi>{t('restarting.title', { hub: hubName })}</bdi>
          </Heading>
          <p className="text-soft">{t('restarting.hint')}</p>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
