import { Activity, type ReactNode, useCallback, useEffect } from 'react';
import { areSessionsOver } from '../../domain/event/session-end.ts';
import { showSection, useShownSection } from '../emergency/shown-section.ts';
import { scanTicked } from '../emergency/use-evacuation.ts';
import { useSync } from '../hub-client/sync-provider.tsx';
import { ask } from '../kit/client/ask.ts';
import { useStation, useStationAnswer } from '../kit/client/station.tsx';
import { useAction } from '../kit/client/use-action.ts';
import { useEventMinute } from '../kit/client/use-event-minute.ts';
import { FailureNote } from '../kit/failure-note.tsx';
import { useHotkeys } from '../kit/hotkeys.tsx';
import { screenNames, useNavigation } from '../kit/navigation.tsx';
import { HeldOrderCard } from '../privacy/held-order-card.tsx';
import { AlertCards } from '../station/alerts/alert-cards.tsx';
import { KeyMapDialog } from '../station/key-map-dialog.tsx';
import { railOf, sidebarOf } from './places.ts';
import { Rail } from './rail.tsx';
import { screens } from './screens.ts';
import { Sidebar } from './sidebar.tsx';
import { StatusBar } from './status-bar.tsx';
import './shell.css';

const signs = ['keydown', 'pointerdown', 'pointermove', 'wheel', scanTicked] as const;

/** Locks the desk after the set minutes without a key, a movement or a tick at the muster. */
export function useIdleLock(active: boolean, lock: () => Promise<boolean>): void {
  const { lockAfterMinutes } = useStation();
  useEffect(() => {
    if (!active || lockAfterMinutes === 0) return;
    let timer: ReturnType<typeof setTimeout>;
    const restart = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => void lock(), lockAfterMinutes * 60_000);
    };
    restart();
    for (const sign of signs) window.addEventListener(sign, restart, { capture: true });
    return () => {
      clearTimeout(timer);
      for (const sign of signs) window.removeEventListener(sign, restart, { capture: true });
    };
  }, [active, lockAfterMinutes, lock]);
}

interface ShellProps {
  isLocked: boolean;
  lockScreen: ReactNode;
}

/**
 * The frame: rail, screen, state of the desk. Hidden screens keep what was typed into them, so that
 * neither a scan nor the lock costs an operator their work.
 */
export function Shell({ isLocked, lockScreen }: ShellProps): ReactNode {
  const { screen, open, dialog, go, close } = useNavigation();
  const { renew } = useStationAnswer();
  const verb = useCallback(async (): Promise<void> => {
    await ask('lock');
    renew();
  }, [renew]);
  const { run: lock, failure } = useAction(verb);
  useIdleLock(!isLocked, lock);
  const { syncNow } = useSync();
  // A muster has the whole screen: everything else can wait.
  const isMuster = useShownSection() === 'evacuation' && screen === 'emergency' && !isLocked;
  useHotkeys(
    [
      { key: 'l', ctrl: true, inFields: true, run: () => void lock() },
      { key: 's', ctrl: true, shift: true, inFields: true, run: () => void syncNow.run() },
      // On the desk the delegation follows from the person shown.
      ...(screen === 'desk' && dialog === null
        ? []
        : [{ key: 'g', ctrl: true, inFields: true, run: () => go('delegations') }]),
      {
        key: 'F9',
        inFields: true,
        run: () => {
          showSection('evacuation');
          go(isMuster ? 'desk' : 'emergency');
        },
      },
      // What is typed into an open dialog stays.
      ...(dialog === null
        ? [{ key: 'b', ctrl: true, inFields: true, run: () => go('problems') }]
        : []),
      { key: '?', run: () => open(<KeyMapDialog onClose={close} />) },
    ],
    !isLocked,
  );
  const { operator, event } = useStation();
  const isEvening = areSessionsOver(event, useEventMinute());
  const role = operator?.role ?? null;
  const rail = role === null ? [] : railOf(role, isEvening);
  const isInSettings = screen !== 'emergency' && !rail.includes(screen);
  return (
    <div
      className="shell grid h-full"
      data-full={isLocked || isMuster || undefined}
      data-screen={screen}
    >
      {!isLocked && !isMuster && <Rail shown={rail} isInSettings={isInSettings} />}
      {role !== null && isInSettings && <Sidebar groups={sidebarOf(role, isEvening)} />}
      <div className="shell-screen [grid-area:screen] min-w-0 min-h-0 overflow-auto">
        <FailureNote failure={failure} />
        {isLocked && lockScreen}
        {screenNames.map((name) => {
          const { Content } = screens[name];
          return (
            <Activity key={name} mode={!isLocked && name === screen ? 'visible' : 'hidden'}>
              <Content />
            </Activity>
          );
        })}
      </div>
      {!isLocked && !isMuster && (
        <AlertCards>
          <HeldOrderCard />
        </AlertCards>
      )}
      {!isMuster && <StatusBar onLock={() => void lock()} />}
      {!isLocked && dialog}
    </div>
  );
}
