import { Activity, type ReactNode, useCallback } from 'react';
import { ask } from '../client/ask.ts';
import { useStationAnswer } from '../client/station.tsx';
import { useAction } from '../client/use-action.ts';
import { AlertCards } from '../features/alerts/alert-cards.tsx';
import { BadgesScreen } from '../features/badge-balance/badges-screen.tsx';
import { BadgeTemplatesScreen } from '../features/badge-editor/badge-templates-screen.tsx';
import { DayCloseScreen } from '../features/day-close/day-close-screen.tsx';
import { DelegationsScreen } from '../features/delegations/delegations-screen.tsx';
import { DeskScreen } from '../features/desk/desk-screen.tsx';
import { EmergencyScreen } from '../features/emergency/emergency-screen.tsx';
import { showSection } from '../features/emergency/shown-section.ts';
import { PrintJobsScreen } from '../features/print-jobs/print-jobs-screen.tsx';
import { PrintersScreen } from '../features/printers/printers-screen.tsx';
import { HeldOrderCard } from '../features/privacy/held-order-card.tsx';
import { ReportsScreen } from '../features/reports/reports-screen.tsx';
import { RosterImportScreen } from '../features/roster-import/roster-import-screen.tsx';
import { SettingsScreen } from '../features/settings/settings-screen.tsx';
import { useSync } from '../features/sync/sync-provider.tsx';
import { SyncScreen } from '../features/sync/sync-screen.tsx';
import { FailureNote } from '../ui/failure-note.tsx';
import { useHotkeys } from '../ui/hotkeys.ts';
import { Dialogs } from './dialogs.tsx';
import { type Screen, useNavigation } from './navigation.tsx';
import { Rail } from './rail.tsx';
import { StatusBar } from './status-bar.tsx';
import { useIdleLock } from './use-idle-lock.ts';
import './shell.css';

const screens: Readonly<Record<Screen, () => ReactNode>> = {
  desk: DeskScreen,
  delegations: DelegationsScreen,
  jobs: PrintJobsScreen,
  printers: PrintersScreen,
  badges: BadgesScreen,
  roster: RosterImportScreen,
  templates: BadgeTemplatesScreen,
  sync: SyncScreen,
  emergency: EmergencyScreen,
  reports: ReportsScreen,
  'day-close': DayCloseScreen,
  settings: SettingsScreen,
};
const screenNames = [
  'desk',
  'delegations',
  'jobs',
  'printers',
  'badges',
  'roster',
  'templates',
  'sync',
  'emergency',
  'reports',
  'day-close',
  'settings',
] as const;

interface ShellProps {
  isLocked: boolean;
  lockScreen: ReactNode;
}

/**
 * The frame: rail, screen, state of the desk. Hidden screens keep what was typed into them, so that
 * neither a scan nor the lock costs an operator their work.
 */
export function Shell({ isLocked, lockScreen }: ShellProps): ReactNode {
  const { screen, open, dialog, go } = useNavigation();
  const { renew } = useStationAnswer();
  const verb = useCallback(async (): Promise<void> => {
    await ask('lock');
    renew();
  }, [renew]);
  const { run: lock, failure } = useAction(verb);
  useIdleLock(!isLocked, lock);
  const { syncNow } = useSync();
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
          go('emergency');
        },
      },
      { key: '?', run: () => open({ kind: 'help' }) },
    ],
    !isLocked,
  );
  return (
    <div className="shell" data-locked={isLocked || undefined}>
      {!isLocked && <Rail />}
      <div className="shell-screen">
        <FailureNote failure={failure} />
        {isLocked && lockScreen}
        {screenNames.map((name) => {
          const Content = screens[name];
          return (
            <Activity key={name} mode={!isLocked && name === screen ? 'visible' : 'hidden'}>
              <Content />
            </Activity>
          );
        })}
      </div>
      {!isLocked && (
        <AlertCards>
          <HeldOrderCard />
        </AlertCards>
      )}
      <StatusBar onLock={() => void lock()} />
      {!isLocked && dialog !== null && <Dialogs dialog={dialog} />}
    </div>
  );
}
