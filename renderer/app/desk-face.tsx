import type { ReactNode } from 'react';
import { AlertsProvider } from '../features/alerts/alerts-provider.tsx';
import { DeskProvider } from '../features/desk/desk-provider.tsx';
import { RecoveryNotice } from '../features/health/recovery-notice.tsx';
import { SignIn } from '../features/sign-in/sign-in.tsx';
import { ClockQuestion } from '../features/sync/clock-question.tsx';
import { SyncProvider } from '../features/sync/sync-provider.tsx';
import { ToastProvider } from '../ui/toast.tsx';
import { NavigationProvider } from './navigation.tsx';
import { Shell } from './shell.tsx';

/** A desk: the parts shared by its pages, and the sign-in before them. */
export default function DeskFace({ isLocked }: { isLocked: boolean }): ReactNode {
  return (
    <NavigationProvider>
      <ToastProvider>
        <SyncProvider>
          <DeskProvider>
            <AlertsProvider>
              <Shell isLocked={isLocked} lockScreen={<SignIn />} />
              <RecoveryNotice />
              {!isLocked && <ClockQuestion />}
            </AlertsProvider>
          </DeskProvider>
        </SyncProvider>
      </ToastProvider>
    </NavigationProvider>
  );
}
