import { Crown, Database, QrCode, ShieldCheck } from 'lucide-react';
import { type FormEvent, type ReactNode, useState } from 'react';
import { Form } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { CheckLine } from '../../ui/check-line.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { showErrors } from '../../ui/show-errors.ts';
import { firstHubDraft, type HubDraft, hubOf } from './hub-draft.ts';
import { HubForm } from './hub-form.tsx';
import { useSync } from './sync-provider.tsx';
import { TakeOverReady } from './take-over-ready.tsx';
import { TakeOverSteps } from './take-over-steps.tsx';
import './hub-dialogs.css';

const points = [
  { point: 'copy', Icon: Database },
  { point: 'kiosks', Icon: QrCode },
  { point: 'safe', Icon: ShieldCheck },
] as const;

/** The hub is gone: guides this desk to becoming the hub, and the other kiosks to it. */
export function TakeOverDialog({ onClose }: { onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  const { takeOver, view } = useSync();
  const { state } = takeOver;
  // The others know the hub by its name: the new one keeps it unless somebody says otherwise.
  const [draft, setDraft] = useState({ ...firstHubDraft, name: view?.link?.hubName ?? '' });
  const end = (): void => {
    takeOver.leave();
    onClose();
  };
  const size = state.kind === 'done' ? 'wide' : 'normal';
  return (
    <Dialog title={t(`takeOver.${state.kind}`)} size={size} closesOutside={false} onClose={end}>
      {(state.kind === 'none' || state.kind === 'failed') && (
        <Begin draft={draft} onDraft={setDraft} onCancel={end} />
      )}
      {state.kind === 'running' && <TakeOverSteps progress={state.progress} onHide={end} />}
      {state.kind === 'done' && <TakeOverReady since={state.since} onDone={end} />}
    </Dialog>
  );
}

function Begin({
  draft,
  onDraft,
  onCancel,
}: {
  draft: HubDraft;
  onDraft: (draft: HubDraft) => void;
  onCancel: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const { takeOver } = useSync();
  const [isGone, setIsGone] = useState(takeOver.state.kind === 'failed');
  const [wasSent, setWasSent] = useState(false);
  const send = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    showErrors(event.currentTarget, () => setWasSent(true));
    const hub = hubOf(draft);
    if (hub !== null) void takeOver.start(hub.name, hub.port);
  };
  return (
    <Form className="dialog-form" onSubmit={send}>
      <ul className="plain-points">
        {points.map(({ point, Icon }) => (
          <li key={point}>
            <Icon aria-hidden="true" size={20} />
            {t(`takeOver.points.${point}`)}
          </li>
        ))}
      </ul>
      <HubForm draft={draft} onChange={onDraft} wasSent={wasSent} />
      <CheckLine isSelected={isGone} onChange={setIsGone}>
        {t('takeOver.isGone')}
      </CheckLine>
      <FailureNote failure={takeOver.state.kind === 'failed' ? takeOver.state.failure : null} />
      <div className="dialog-buttons">
        <Button onPress={onCancel}>{t('app.cancel')}</Button>
        <Button
          type="submit"
          look="primary"
          isDisabled={!isGone}
          icon={<Crown aria-hidden="true" size={18} />}
        >
          {t('takeOver.start')}
        </Button>
      </div>
    </Form>
  );
}
