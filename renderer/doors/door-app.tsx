import { ArrowRightLeft, DoorClosed, DoorOpen, LogIn, LogOut, MapPin } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { useTranslation } from 'react-i18next';
import { type EventText, nameIn, textIn } from '../../domain/base/language.ts';
import { inUse } from '../../domain/event/event-changes.ts';
import type { DoorView } from '../../preload/contract/doors.ts';
import { EmptyLine } from '../../ui/empty-state.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { useFormats } from '../../ui/formats.ts';
import { useHotkeys } from '../../ui/hotkeys.tsx';
import { ToastProvider, useNotify } from '../../ui/toast.tsx';
import { ask, failureOf } from '../base/ask.ts';
import { type Action, useAction } from '../base/page-client.ts';
import { useSeconds } from '../base/seconds.ts';
import { useStation, useStationAnswer } from '../base/station.tsx';
import { SyncProvider } from '../hub-client/sync-provider.tsx';
import { DoorFoot } from './door-foot.tsx';
import { DoorProvider, useDoor } from './door-provider.tsx';
import { DoorResult } from './door-result.tsx';
import { stateLook } from './look.ts';
import './door.css';
import './door-head.css';
import './door-sizes.css';

/**
 * The door of a session: one badge after another, a huge answer, and the number of people inside.
 *
 * @param isCovered the children cover the page: its keys and buttons must not act unseen
 */
export function DoorApp({
  isCovered,
  children,
}: {
  isCovered: boolean;
  children: ReactNode;
}): ReactNode {
  return (
    <ToastProvider>
      <SyncProvider>
        <DoorProvider>
          <Door isCovered={isCovered} />
          {children}
        </DoorProvider>
      </SyncProvider>
    </ToastProvider>
  );
}

function Door({ isCovered }: { isCovered: boolean }): ReactNode {
  const { t } = useTranslation();
  const { view, shown, flow } = useDoor();
  const choice = useDoorChoice();
  useToldSession(view);
  useHotkeys(
    [
      { key: 'Enter', run: () => void flow.decide('let-pass') },
      { key: 'Escape', run: () => void flow.decide('refuse') },
      { key: 'z', ctrl: true, run: () => void flow.undo() },
    ],
    !isCovered,
  );
  if (view === null) return <main className="door grid h-full" aria-busy="true" />;
  const isChoosing = choice.isOpen || view.checkpoint === null;
  return (
    <div
      className="door grid h-full"
      inert={isCovered}
      data-tone={isChoosing ? 'calm' : (stateLook(shown.state)?.tone ?? 'calm')}
    >
      <DoorHead view={view} onChoose={choice.open} />
      <main className="door-main grid min-h-0 overflow-auto" aria-label={t('door.result')}>
        {isChoosing ? <DoorChoice view={view} choice={choice} /> : <DoorResult view={view} />}
      </main>
      <DoorFoot view={view} />
    </div>
  );
}

/** Notifies the steward when the timetable has moved the door to another session. */
function useToldSession(view: DoorView | null): void {
  const { t } = useTranslation();
  const { event } = useStation();
  const { language } = useFormats();
  const notify = useNotify();
  const before = useRef<string | null>(null);
  const now = view?.checkpoint ?? null;
  useEffect(() => {
    const name = nameIn(event.checkpoints, now, language, event);
    if (before.current !== null && before.current !== now && name !== null) {
      notify(t('door.nowSession', { name }));
    }
    before.current = now;
  }, [now, event, language, notify, t]);
}

type Checkpoint = ReturnType<typeof useStation>['event']['checkpoints'][number];

/** Chooses the door's checkpoint; those open today come first. */
function DoorChoice({ view, choice }: { view: DoorView; choice: DoorChoosing }): ReactNode {
  const { t } = useTranslation();
  const { event } = useStation();
  const doors = inUse(event.checkpoints).filter(({ kind }) => kind !== 'registration');
  const isToday = ({ windows }: Checkpoint): boolean =>
    windows.length === 0 || windows.some(({ day }) => day === view.day);
  const sorted = [...doors.filter(isToday), ...doors.filter((one) => !isToday(one))];
  const { failure } = choice.choose;
  return (
    <section
      className="door-choice px-8 py-6 grid gap-5 justify-items-start self-start"
      aria-labelledby="door-choice-title"
    >
      <h1 id="door-choice-title">{t('door.choose.title')}</h1>
      {failure !== null && <FailureNote failure={failure} />}
      {sorted.length === 0 && (
        <EmptyLine icon={<DoorClosed size={24} />}>{t('door.choose.none')}</EmptyLine>
      )}
      {view.canChoose ? (
        <ul className="grid gap-4 w-full">
          {sorted.map((checkpoint) => (
            <li key={checkpoint.id}>
              <ChoiceButton
                checkpoint={checkpoint}
                isCurrent={checkpoint.id === view.checkpoint}
                onPress={() => void choice.choose.run(checkpoint.id)}
              />
            </li>
          ))}
        </ul>
      ) : (
        <p>{t('door.choose.fixed')}</p>
      )}
      {view.checkpoint !== null && (
        <Button className="door-button" onPress={choice.close}>
          {t('door.choose.keep')}
        </Button>
      )}
    </section>
  );
}

function ChoiceButton({
  checkpoint,
  isCurrent,
  onPress,
}: {
  checkpoint: Checkpoint;
  isCurrent: boolean;
  onPress: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const formats = useFormats();
  const { language } = formats;
  const { event } = useStation();
  const room = checkpoint.room === null ? '' : textIn(checkpoint.room, language, event);
  const Icon = checkpoint.kind === 'exit' ? LogOut : DoorOpen;
  const times = checkpoint.windows.map(({ day, opens, closes }) =>
    t('door.window', { day: formats.shortDay(day), opens, closes }),
  );
  return (
    <Button
      className="door-choice-button flex items-center gap-4 px-5 py-4 size-full"
      data-current={isCurrent || undefined}
      onPress={onPress}
    >
      <Icon aria-hidden="true" size={32} className="flips" />
      <span className="grid gap-1">
        <strong>{textIn(checkpoint.name, language, event)}</strong>
        <span className="text-[1.125rem] figures text-soft">
          {[room, ...times].filter(Boolean).join(' · ')}
        </span>
      </span>
    </Button>
  );
}

interface DoorChoosing {
  isOpen: boolean;
  open: () => void;
  close: () => void;
  choose: Action<[checkpoint: string]>;
}

/** Opened by the steward, or automatically while no checkpoint is chosen. */
function useDoorChoice(): DoorChoosing {
  const [isOpen, setOpen] = useState(false);
  const choose = useAction(async (checkpoint: string) => {
    await ask('chooseDoor', { checkpoint });
    setOpen(false);
  });
  return { isOpen, open: () => setOpen(true), close: () => setOpen(false), choose };
}

function DoorHead({ view, onChoose }: { view: DoorView; onChoose: () => void }): ReactNode {
  const { t } = useTranslation();
  const { event, stationName, training } = useStation();
  const formats = useFormats();
  const checkpoint = event.checkpoints.find(({ id }) => id === view.checkpoint);
  const shown = (text: EventText | null | undefined): string =>
    text === null || text === undefined ? '' : textIn(text, formats.language, event);
  const words = [shown(checkpoint?.room), stationName, shown(event.name)];
  return (
    <section
      className="door-head border-b bg-surface text-ink flex items-center gap-6"
      aria-label={t('door.head')}
    >
      <div className="door-place flex-1">
        <p className="door-place-name text-(length:--door-text) overflow-hidden font-bold tracking-tight leading-[1.2]">
          {shown(checkpoint?.name) || t('door.noCheckpoint')}
        </p>
        <p className="text-(length:--door-small) text-soft truncate">
          {training && (
            <strong className="door-training rounded-sm text-ink px-3">{t('door.training')}</strong>
          )}
          {words.filter(Boolean).join(' · ')}
        </p>
      </div>
      {view.canChoose && view.checkpoint !== null && (
        <HoldButton icon={<MapPin size={28} />} onHeld={onChoose}>
          {t('door.change')}
        </HoldButton>
      )}
      {view.checkpoint !== null && <Direction view={view} />}
      <Clock />
    </section>
  );
}

function Direction({ view }: { view: DoorView }): ReactNode {
  const { t } = useTranslation();
  const notify = useNotify();
  const { direction, canTurn } = view;
  const Icon = direction === 'in' ? LogIn : LogOut;
  const turn = (): void => {
    ask('turnDoor', { direction: direction === 'in' ? 'out' : 'in' }).catch((error: unknown) =>
      notify(t(`error.${failureOf(error).code}.title`)),
    );
  };
  return (
    <div className="door-direction items-stretch flex gap-3" data-direction={direction}>
      <p className="door-direction-now whitespace-nowrap" role="status">
        <Icon aria-hidden="true" size={44} className="flips" />
        <strong>{t(`door.direction.${direction}`)}</strong>
      </p>
      {canTurn && (
        <HoldButton icon={<ArrowRightLeft size={28} />} onHeld={turn}>
          {t(direction === 'in' ? 'door.turnOut' : 'door.turnIn')}
        </HoldButton>
      )}
    </div>
  );
}

function Clock(): ReactNode {
  const { rightOffset } = useStationAnswer();
  const formats = useFormats();
  const now = useSeconds() + rightOffset;
  return <time className="door-clock figures font-bold">{formats.time(now)}</time>;
}

/** Milliseconds to hold: longer than a brush with a sleeve or the Enter of a scan. */
const holdMilliseconds = 900;

/**
 * A button that acts when it is held, by touch, mouse or key, while a bar fills. For settings that
 * an accidental touch must not change.
 */
function HoldButton({
  onHeld,
  icon,
  children,
}: {
  onHeld: () => void;
  icon: ReactNode;
  children: ReactNode;
}): ReactNode {
  const { t } = useTranslation();
  const [isHeld, setHeld] = useState(false);
  const latest = useRef(onHeld);
  useEffect(() => {
    latest.current = onHeld;
  });
  useEffect(() => {
    if (!isHeld) return;
    const timer = setTimeout(() => {
      setHeld(false);
      latest.current();
    }, holdMilliseconds);
    return () => clearTimeout(timer);
  }, [isHeld]);
  return (
    <Button
      className="door-hold"
      data-held={isHeld || undefined}
      onPressStart={() => setHeld(true)}
      onPressEnd={() => setHeld(false)}
    >
      {icon}
      <span>
        {children}
        <span className="door-hold-words block text-soft font-normal">{t('door.hold')}</span>
      </span>
    </Button>
  );
}
