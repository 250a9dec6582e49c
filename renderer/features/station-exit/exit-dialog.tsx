import { ArrowLeft, DoorOpen, Settings, Usb } from 'lucide-react';
import { type ReactNode, useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../../client/ask.ts';
import { useStation } from '../../client/station.tsx';
import { useAction } from '../../client/use-action.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { PinFace, usePinKeys } from '../sign-in/pin-face.tsx';
import { type PinAnswer, useCheckedPin } from '../sign-in/use-pin-entry.ts';
import { StickWritten } from '../stick/stick-written.tsx';
import { useCloseWhenIdle } from './use-close-when-idle.ts';
import { useWriteStick } from './use-write-stick.ts';

/** Asks for a supervisor's PIN, then where to: out, to the settings, or back. Left alone it closes by itself. */
export function ExitDialog({ onClose }: { onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  const [pin, setPin] = useState<string | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  useCloseWhenIdle(onClose, isBusy);
  return (
    <Dialog
      title={t(pin === null ? 'stationExit.title' : 'stationExit.chooseTitle')}
      closesOutside={false}
      onClose={onClose}
    >
      {pin === null ? (
        <AskPin onRight={setPin} onClose={onClose} />
      ) : (
        <Choose pin={pin} onBusy={setIsBusy} onClose={onClose} />
      )}
    </Dialog>
  );
}

function AskPin({
  onRight,
  onClose,
}: {
  onRight: (pin: string) => void;
  onClose: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const check = useCallback(
    async (pin: string): Promise<PinAnswer> => {
      const answer = await ask('leaveStation', { pin, to: 'ask' });
      if (answer.result === 'wait') return { waitMilliseconds: answer.milliseconds };
      if (answer.result === 'wrong-pin') return 'wrong-pin';
      onRight(pin);
      return 'right';
    },
    [onRight],
  );
  const entry = useCheckedPin(check);
  usePinKeys(entry, onClose);
  return (
    <section className="pin station-exit-pin" aria-label={t('stationExit.pin')}>
      <PinFace entry={entry} hint={t('stationExit.hint')} enterLabel={t('setUp.next')} />
    </section>
  );
}

function Choose({
  pin,
  onBusy,
  onClose,
}: {
  pin: string;
  onBusy: (isBusy: boolean) => void;
  onClose: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const { mode } = useStation();
  const [isLeaving, setIsLeaving] = useState(false);
  const verb = useCallback(
    async (to: 'settings' | 'leave'): Promise<void> => {
      const answer = await ask('leaveStation', { pin, to });
      // The PIN was right a moment ago; if it is not any more, somebody changed it meanwhile.
      if (answer.result === 'approved') setIsLeaving(true);
      else onClose();
    },
    [onClose, pin],
  );
  const { run, busy, failure } = useAction(verb);
  const stick = useWriteStick(pin, { onBusy, onClose });
  if (isLeaving) return <p role="status">{t('stationExit.leaving')}</p>;
  return (
    <div className="station-exit-ways">
      <Button
        look="primary"
        size="large"
        wide
        autoFocus
        icon={<ArrowLeft aria-hidden="true" size={22} className="flips" />}
        onPress={onClose}
      >
        {t('stationExit.goOn')}
      </Button>
      <Button
        size="large"
        wide
        isDisabled={busy}
        icon={<Settings aria-hidden="true" size={22} />}
        onPress={() => void run('settings')}
      >
        {t('stationExit.settings')}
      </Button>
      <Button
        size="large"
        wide
        isDisabled={busy || stick.action.busy}
        icon={<Usb aria-hidden="true" size={22} />}
        onPress={() => void stick.action.run()}
      >
        {t('stationExit.stick')}
      </Button>
      {stick.outcome === 'closed' && <p role="status">{t('stationExit.stickClosed')}</p>}
      {typeof stick.outcome === 'object' && stick.outcome !== null && (
        <StickWritten written={stick.outcome} />
      )}
      <Button
        look="danger"
        size="large"
        wide
        isDisabled={busy}
        icon={<DoorOpen aria-hidden="true" size={22} />}
        onPress={() => void run('leave')}
      >
        {t(mode === 'door' ? 'stationExit.leaveDoor' : 'stationExit.leave')}
      </Button>
      <FailureNote failure={failure ?? stick.action.failure} />
    </div>
  );
}
