import { LockKeyhole, Monitor, UserRound } from 'lucide-react';
import { Activity, type ReactNode, useEffect } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { useTranslation } from 'react-i18next';
import { textIn } from '../../domain/base/language.ts';
import { hasGroups } from '../../domain/delegations.ts';
import { areSessionsOver } from '../../domain/event/session-end.ts';
import { Button } from '../../ui/button.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { useFormats } from '../../ui/formats.ts';
import { useHotkeys } from '../../ui/hotkeys.tsx';
import { NavigationProvider, screenNames, useNavigation } from '../../ui/navigation.tsx';
import { StatusItem } from '../../ui/status-item.tsx';
import { ToastProvider } from '../../ui/toast.tsx';
import { ask } from '../base/ask.ts';
import { useAction } from '../base/page-client.ts';
import { useEventMinute, useStation, useStationAnswer } from '../base/station.tsx';
import { DeskProvider } from '../check-in/desk-provider.tsx';
import { TicketFileProvider } from '../check-in/ticket-file/ticket-file.tsx';
import { showSection, useShownSection } from '../emergency/shown-section.ts';
import { scanTicked } from '../emergency/use-evacuation.ts';
import { HubStatus } from '../hub-client/hub-status.tsx';
import { SyncProvider, useSync } from '../hub-client/sync-provider.tsx';
import { SignIn } from '../operators/sign-in.tsx';
import { PrinterStatus } from '../printing/printer-status.tsx';
import { HeldOrderCard } from '../privacy/held-order-card.tsx';
import { AlertCards } from '../station/alerts/alert-cards.tsx';
import { AlertsProvider } from '../station/alerts/alerts-provider.tsx';
import { KeyMapDialog } from '../station/key-map-dialog.tsx';
import { RecoveryNotice } from '../station/recovery-notice.tsx';
import { ClockQuestion } from '../sync/clock-question.tsx';
import { type Place, type PlaceGroup, railOf, sidebarOf } from './places.ts';
import { Rail } from './rail.tsx';
import { screens } from './screens.ts';
import './shell.css';
import './sidebar.css';
import './status-bar.css';

const signs = ['keydown', 'pointerdown', 'pointermove', 'wheel', scanTicked] as const;

/**
 * Locks the desk after the set minutes without a key, a movement or a tick in the evacuation count.
 */
function useIdleLock(active: boolean, lock: () => Promise<boolean>): void {
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
 * The desk's frame. Hidden screens keep what was typed into them, so that neither a scan nor the
 * lock costs an operator their work.
 */
function Shell({ isLocked, lockScreen }: ShellProps): ReactNode {
  const { screen, open, dialog, go, close } = useNavigation();
  const { renew } = useStationAnswer();
  const { run: lock, failure } = useAction(async () => {
    await ask('lock');
    renew();
  });
  useIdleLock(!isLocked, lock);
  const { syncNow } = useSync();
  const { operator, event } = useStation();
  // An evacuation count has the whole screen: everything else can wait.
  const isMuster = useShownSection() === 'evacuation' && screen === 'emergency' && !isLocked;
  useHotkeys(
    [
      { key: 'l', ctrl: true, inFields: true, run: () => void lock() },
      { key: 's', ctrl: true, shift: true, inFields: true, run: () => void syncNow.run() },
      // On the desk screen, the person shown determines the delegation.
      ...((screen === 'desk' && dialog === null) || !hasGroups(event)
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
      // Not while a dialog is open, so that nothing typed into it is lost.
      ...(dialog === null
        ? [{ key: 'b', ctrl: true, inFields: true, run: () => go('problems') }]
        : []),
      { key: '?', run: () => open(<KeyMapDialog onClose={close} />) },
    ],
    !isLocked,
  );
  const isEvening = areSessionsOver(event, useEventMinute());
  const role = operator?.role ?? null;
  const rail = role === null ? [] : railOf(role, isEvening, event);
  const isInSettings = screen !== 'emergency' && !rail.includes(screen);
  return (
    <div
      className="shell grid h-full"
      data-full={isLocked || isMuster || undefined}
      data-screen={screen}
    >
      {!isLocked && !isMuster && <Rail shown={rail} isInSettings={isInSettings} />}
      {role !== null && isInSettings && <Sidebar groups={sidebarOf(role, isEvening, event)} />}
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

/** The settings by group, and the screens that are not on the rail. */
function Sidebar({ groups }: { groups: readonly PlaceGroup[] }): ReactNode {
  const { t } = useTranslation();
  const { screen, subject, go, showSettings } = useNavigation();
  const isCurrent = (place: Place): boolean =>
    'screen' in place
      ? place.screen === screen
      : screen === 'settings' && place.subject === subject;
  const labelOf = (place: Place): string =>
    'screen' in place ? t(`app.${place.screen}`) : t(`settings.tabs.${place.subject}`);
  return (
    <nav
      className="sidebar min-h-0 bg-surface grid content-start gap-4 px-2 py-4"
      aria-label={t('settings.title')}
    >
      {groups
        .filter(({ places }) => places.length > 0)
        .map(({ name, places }) => (
          <div key={name}>
            <p id={`settings-${name}`} className="px-3 pb-1 small font-semibold">
              {t(`settings.groups.${name}`)}
            </p>
            <ul className="grid" aria-labelledby={`settings-${name}`}>
              {places.map((place) => (
                <li key={'screen' in place ? place.screen : `settings ${place.subject}`}>
                  <AriaButton
                    className="sidebar-button w-full min-h-target px-3 rounded-md text-start text-sm font-semibold text-ink hover:bg-sunken current-place"
                    {...(isCurrent(place) ? { 'aria-current': 'page' } : {})}
                    onPress={() =>
                      'screen' in place ? go(place.screen) : showSettings(place.subject)
                    }
                  >
                    {labelOf(place)}
                  </AriaButton>
                </li>
              ))}
            </ul>
          </div>
        ))}
    </nav>
  );
}

function StatusBar({ onLock }: { onLock: () => void }): ReactNode {
  const { t } = useTranslation();
  const { shortDay, language } = useFormats();
  const station = useStation();
  const { operator } = station;
  return (
    <footer className="status-bar flex flex-wrap items-center justify-between gap-x-4 px-3 border-t bg-surface text-xs">
      <div className="status-group gap-x-1 flex items-center flex-wrap min-w-0">
        {operator !== null && <PrinterStatus />}
        <HubStatus canOpen={operator !== null} />
      </div>
      <div className="status-group gap-x-1 flex items-center flex-wrap min-w-0">
        {station.training && <StatusItem tone="look">{t('app.training')}</StatusItem>}
        <span className="status-event inline-flex gap-3 min-w-0 px-2 font-semibold">
          <bdi className="truncate">{textIn(station.event.name, language, station.event)}</bdi>
          <span className="figures flex-none">
            {shortDay(station.day)} <EventTime />
          </span>
        </span>
        <StatusItem tone="quiet" icon={<Monitor />}>
          <bdi>{station.stationName}</bdi>
        </StatusItem>
        {operator !== null && (
          <>
            <StatusItem tone="quiet" icon={<UserRound />}>
              <bdi>{operator.name}</bdi>
            </StatusItem>
            <Button variant="quiet" size="small" icon={<LockKeyhole />} onPress={onLock}>
              {t('footer.lock')}
            </Button>
          </>
        )}
      </div>
    </footer>
  );
}

function EventTime(): ReactNode {
  const { time } = useFormats();
  return <time>{time(useEventMinute())}</time>;
}

/** A desk: the providers that its screens share, and the sign-in in front of them. */
export default function DeskFace({ isLocked }: { isLocked: boolean }): ReactNode {
  return (
    <NavigationProvider>
      <ToastProvider>
        <SyncProvider>
          <DeskProvider>
            <AlertsProvider>
              <TicketFileProvider isLocked={isLocked}>
                <Shell isLocked={isLocked} lockScreen={<SignIn />} />
              </TicketFileProvider>
              <RecoveryNotice />
              {!isLocked && <ClockQuestion />}
            </AlertsProvider>
          </DeskProvider>
        </SyncProvider>
      </ToastProvider>
    </NavigationProvider>
  );
}
