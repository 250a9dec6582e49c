import {
  Circle,
  CircleCheckBig,
  Crown,
  Database,
  LoaderCircle,
  QrCode,
  ShieldCheck,
} from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TakeOverProgress } from '../../preload/contract/sync.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { CheckLine } from '../../ui/fields/check-line.tsx';
import { DialogForm } from '../../ui/form-dialog.tsx';
import { useFormats } from '../../ui/formats.ts';
import { Progress } from '../../ui/progress.tsx';
import { useSync } from '../hub-client/sync-provider.tsx';
import { ComingBack } from './coming-back.tsx';
import { firstHubDraft, type HubDraft, hubOf } from './hub-draft.ts';
import { HubForm } from './hub-form.tsx';
import { DeskInviteCode } from './invite-code.tsx';
import { useInvite } from './use-invite.ts';
import './hub-dialogs.css';

const takeOverSteps = [
  'starting-hub',
  'copying-roster',
  'copying-facts',
  'ready',
] as const satisfies readonly TakeOverProgress['step'][];

function TakeOverSteps({
  progress,
  onHide,
}: {
  progress: TakeOverProgress;
  onHide: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const { number } = useFormats();
  const { step, done, total } = progress;
  const current = takeOverSteps.indexOf(step);
  return (
    <>
      <ol className="take-over-steps grid gap-1" aria-label={t('takeOver.steps')}>
        {takeOverSteps.map((one, index) => (
          <li
            className="flex items-center gap-3 min-h-9 text-soft"
            key={one}
            data-done={index < current || undefined}
            aria-current={index === current ? 'step' : undefined}
          >
            <StepIcon place={index - current} />
            {t(`takeOver.step.${one}`)}
          </li>
        ))}
      </ol>
      <Progress
        label={t(`takeOver.step.${step}`)}
        fraction={total === 0 ? 0 : done / total}
        valueWords={
          total === 0 ? '' : t('link.pullOf', { done: number(done), total: number(total) })
        }
      />
      <p className="small">{t('takeOver.meanwhile')}</p>
      <div className="dialog-buttons">
        <Button autoFocus onPress={onHide}>
          {t('takeOver.hide')}
        </Button>
      </div>
    </>
  );
}

function StepIcon({ place }: { place: number }): ReactNode {
  if (place < 0) return <CircleCheckBig size={20} />;
  if (place > 0) return <Circle size={20} />;
  return <LoaderCircle size={20} className="spins" />;
}

const points = [
  { point: 'copy', Icon: Database },
  { point: 'stations', Icon: QrCode },
  { point: 'safe', Icon: ShieldCheck },
] as const;

/** The hub is lost: guides this desk to become the hub, and the other stations to join it. */
export function TakeOverDialog({ onClose }: { onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  const { takeOver, view } = useSync();
  const { state } = takeOver;
  // The stations know the hub by its name: propose the same name for the new one.
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
      {state.kind === 'done' && <TakeOverReady onDone={end} />}
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
  const send = (): void => {
    setWasSent(true);
    const hub = hubOf(draft);
    if (hub !== null) void takeOver.start(hub.name, hub.port);
  };
  return (
    <DialogForm
      onCancel={onCancel}
      onSubmit={send}
      failure={takeOver.state.kind === 'failed' ? takeOver.state.failure : null}
      submit={{ label: t('takeOver.start'), icon: <Crown />, isDisabled: !isGone }}
    >
      <ul className="plain-points grid gap-3">
        {points.map(({ point, Icon }) => (
          <li className="grid grid-cols-sign-text gap-3" key={point}>
            <Icon className="text-accent" aria-hidden="true" size={20} />
            {t(`takeOver.points.${point}`)}
          </li>
        ))}
      </ul>
      <HubForm draft={draft} onChange={onDraft} wasSent={wasSent} />
      <CheckLine isSelected={isGone} onChange={setIsGone}>
        {t('takeOver.isGone')}
      </CheckLine>
    </DialogForm>
  );
}

function TakeOverReady({ onDone }: { onDone: () => void }): ReactNode {
  const { t } = useTranslation();
  const invite = useInvite();
  const { run } = invite;
  useEffect(() => {
    void run({ mode: 'desk', name: '', replaces: null, takeOver: true });
  }, [run]);
  return (
    <>
      <p>{t('takeOver.readyHint')}</p>
      <DeskInviteCode invite={invite} aside={<ComingBack />} />
      <div className="dialog-buttons">
        <Button variant="primary" onPress={onDone}>
          {t('takeOver.finish')}
        </Button>
      </div>
    </>
  );
}
