import { ArrowLeft, DoorOpen, Settings, Usb } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { WrittenStick } from '../../preload/contract/sync.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { ask, onNotice } from '../base/ask.ts';
import { type Action, useAction } from '../base/page-client.ts';
import { useStation } from '../base/station.tsx';
import { PinFace, usePinKeys } from '../operators/pin-face.tsx';
import { useCheckedPin } from '../operators/use-pin-entry.ts';
import { ClockQuestion } from '../sync/clock-question.tsx';
import { StickWritten } from '../sync/stick-written.tsx';
import '../operators/station-exit.css';

/** Wraps the page of a kiosk or a door: keeps visitors on it, and gives staff an exit. */
export function LockedStation({ children }: { children: ReactNode }): ReactNode {
  useLockedPage();
  return (
    <>
      {children}
      <StationExit />
      <ClockQuestion />
    </>
  );
}

/** Milliseconds to hold the corner: too long to happen by chance. */
const holdMilliseconds = 3_000;

/**
 * The exit of a kiosk or a door. Ctrl+Shift+Q opens the dialog for a supervisor's PIN, and so does
 * holding the upper corner at the start of the line for three seconds. The corner is an invisible
 * layer over the page; short touches on it do nothing.
 */
function StationExit(): ReactNode {
  const [isOpen, setIsOpen] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => onNotice('leaveAsked', () => setIsOpen(true)), []);
  useEffect(() => () => clearTimeout(timer.current), []);
  const release = (): void => clearTimeout(timer.current);
  return (
    <>
      <div
        className="station-exit-corner top-0 start-0 z-40 size-16 fixed touch-none"
        // Only staff need it; users of a screen reader have the Help button.
        aria-hidden="true"
        onPointerDown={() => {
          release();
          timer.current = setTimeout(() => setIsOpen(true), holdMilliseconds);
        }}
        onPointerUp={release}
        onPointerLeave={release}
        onPointerCancel={release}
      />
      {isOpen && <ExitDialog onClose={() => setIsOpen(false)} />}
    </>
  );
}

/** A mouse pointer that has not moved for this many milliseconds is hidden. */
const hideAfterMilliseconds = 4_000;

function refuse(event: Event): void {
  event.preventDefault();
}

/** Gestures that only the page can refuse: drag and drop, the context menu and pinching. */
const refused = ['dragstart', 'dragover', 'drop', 'contextmenu', 'gesturestart'] as const;

function refuseZoom(event: WheelEvent): void {
  if (event.ctrlKey) event.preventDefault();
}

/**
 * Makes the page that of a kiosk or a door: no dropping, selecting, zooming or context menu, and
 * the pointer hides. The main process refuses the rest: see main/app/security/station-lock.ts.
 */
function useLockedPage(): void {
  useEffect(() => {
    const root = document.documentElement;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const moved = (event: PointerEvent): void => {
      clearTimeout(timer);
      delete root.dataset.pointer;
      // A touch leaves the system's pointer where it was, so hide it.
      if (event.pointerType === 'touch') root.dataset.pointer = 'hidden';
      timer = setTimeout(() => {
        root.dataset.pointer = 'hidden';
      }, hideAfterMilliseconds);
    };
    root.dataset.locked = '';
    for (const kind of refused) window.addEventListener(kind, refuse, true);
    window.addEventListener('wheel', refuseZoom, { capture: true, passive: false });
    window.addEventListener('pointermove', moved, true);
    window.addEventListener('pointerdown', moved, true);
    return () => {
      clearTimeout(timer);
      delete root.dataset.locked;
      delete root.dataset.pointer;
      for (const kind of refused) window.removeEventListener(kind, refuse, true);
      window.removeEventListener('wheel', refuseZoom, true);
      window.removeEventListener('pointermove', moved, true);
      window.removeEventListener('pointerdown', moved, true);
    };
  }, []);
}

/** Asks for a supervisor's PIN, then where to go: exit, settings or back. Closes when idle. */
function ExitDialog({ onClose }: { onClose: () => void }): ReactNode {
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
  const entry = useCheckedPin(async (pin) => {
    const answer = await ask('leaveStation', { pin, to: 'ask' });
    if (answer.result === 'wait') return { waitMilliseconds: answer.milliseconds };
    if (answer.result === 'wrong-pin') return 'wrong-pin';
    onRight(pin);
    return 'right';
  });
  usePinKeys(entry, onClose);
  return (
    <section
      className="pin station-exit-pin pb-3 grid gap-3 justify-items-center self-center justify-self-center"
      aria-label={t('stationExit.pin')}
    >
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
  const { run, busy, failure } = useAction(async (to: 'settings' | 'leave') => {
    const answer = await ask('leaveStation', { pin, to });
    // The PIN was right a moment ago; if it no longer is, it was changed meanwhile.
    if (answer.result === 'approved') setIsLeaving(true);
    else onClose();
  });
  const stick = useWriteStick(pin, { onBusy, onClose });
  if (isLeaving) return <p role="status">{t('stationExit.leaving')}</p>;
  return (
    <div className="station-exit-ways grid gap-4">
      <Button
        variant="primary"
        size="large"
        wide
        autoFocus
        icon={<ArrowLeft size={22} className="flips" />}
        onPress={onClose}
      >
        {t('stationExit.goOn')}
      </Button>
      <Button
        size="large"
        wide
        isDisabled={busy}
        icon={<Settings size={22} />}
        onPress={() => void run('settings')}
      >
        {t('stationExit.settings')}
      </Button>
      <Button
        size="large"
        wide
        isDisabled={busy || stick.action.busy}
        icon={<Usb size={22} />}
        onPress={() => void stick.action.run()}
      >
        {t('stationExit.stick')}
      </Button>
      {stick.outcome === 'closed' && <p role="status">{t('stationExit.stickClosed')}</p>}
      {typeof stick.outcome === 'object' && stick.outcome !== null && (
        <StickWritten written={stick.outcome} />
      )}
      <Button
        variant="danger"
        size="large"
        wide
        isDisabled={busy}
        icon={<DoorOpen size={22} />}
        onPress={() => void run('leave')}
      >
        {t(mode === 'door' ? 'stationExit.leaveDoor' : 'stationExit.leave')}
      </Button>
      <FailureNote failure={failure ?? stick.action.failure} />
    </div>
  );
}

/**
 * Milliseconds without a touch after which a staff dialog counts as left open, perhaps past the
 * PIN.
 */
const idleMilliseconds = 20_000;

/**
 * Closes a dialog that staff left open, so that the next delegate does not find it.
 *
 * @param isBusy an action is in progress without touches: the dialog stays open
 */
function useCloseWhenIdle(onClose: () => void, isBusy = false): void {
  const close = useRef(onClose);
  useEffect(() => {
    close.current = onClose;
  });
  useEffect(() => {
    if (isBusy) return;
    let timer = setTimeout(() => close.current(), idleMilliseconds);
    const touched = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => close.current(), idleMilliseconds);
    };
    window.addEventListener('pointerdown', touched, true);
    window.addEventListener('keydown', touched, true);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('pointerdown', touched, true);
      window.removeEventListener('keydown', touched, true);
    };
  }, [isBusy]);
}

/**
 * Writes this station's records to a USB stick, from the dialog that a supervisor's PIN opened.
 * `outcome` is what was written, `closed` if the system's dialog was closed, or null before that.
 */
function useWriteStick(
  pin: string,
  dialog: { onBusy: (isBusy: boolean) => void; onClose: () => void },
): { action: Action<[]>; outcome: WrittenStick | 'closed' | null } {
  const { onBusy, onClose } = dialog;
  const [outcome, setOutcome] = useState<WrittenStick | 'closed' | null>(null);
  const action = useAction(async () => {
    setOutcome(null);
    onBusy(true);
    try {
      const answer = await ask('writeStickByPin', { pin });
      if (answer.result === 'written') setOutcome({ name: answer.name, facts: answer.facts });
      else if (answer.result === 'closed') setOutcome('closed');
      // The PIN was right a moment ago; if it no longer is, it was changed meanwhile.
      else onClose();
    } finally {
      onBusy(false);
    }
  });
  return { action, outcome };
}
