import { Server } from 'lucide-react';
import { type FormEvent, type ReactNode, useCallback, useState } from 'react';
import { Form } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useSync } from '../hub-client/sync-provider.tsx';
import { Button } from '../kit/button.tsx';
import { ask } from '../kit/client/ask.ts';
import { useAction } from '../kit/client/use-action.ts';
import { Dialog } from '../kit/dialog.tsx';
import { FailureNote } from '../kit/failure-note.tsx';
import { showErrors } from '../kit/show-errors.ts';
import { useNotify } from '../kit/toast.tsx';
import { firstHubDraft, hubOf } from './hub-draft.ts';
import { HubForm } from './hub-form.tsx';
import './hub-dialogs.css';

/** Starts a hub on this desk with the event, roster and facts that it has. */
export function HostDialog({ onClose }: { onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  const notify = useNotify();
  const { renew } = useSync();
  const [draft, setDraft] = useState(firstHubDraft);
  const [wasSent, setWasSent] = useState(false);
  const verb = useCallback(
    async (hub: { name: string; port: number }): Promise<void> => {
      await ask('hostHub', hub);
      notify(t('host.started'));
      renew();
    },
    [notify, renew, t],
  );
  const { run, busy, failure } = useAction(verb);
  const send = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    showErrors(event.currentTarget, () => setWasSent(true));
    const hub = hubOf(draft);
    if (hub !== null && (await run(hub))) onClose();
  };
  return (
    <Dialog title={t('alone.host.title')} closesOutside={false} onClose={onClose}>
      <Form className="dialog-form" onSubmit={(event) => void send(event)}>
        <p className="small">{t('host.effect')}</p>
        <HubForm draft={draft} onChange={setDraft} wasSent={wasSent} />
        <FailureNote failure={failure} />
        <div className="dialog-buttons">
          <Button onPress={onClose}>{t('app.cancel')}</Button>
          <Button
            type="submit"
            look="primary"
            isDisabled={busy}
            icon={<Server aria-hidden="true" size={18} />}
          >
            {t(busy ? 'host.starting' : 'host.start')}
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}
