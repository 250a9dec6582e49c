import type { ReactNode } from 'react';
import { DeskProvider } from '../check-in/desk-provider.tsx';
import { TicketFileProvider } from '../check-in/ticket-file/ticket-file.tsx';
import { SyncProvider } from '../hub-client/sync-provider.tsx';
import { NavigationProvider } from '../kit/navigation.tsx';
import { ToastProvider } from '../kit/toast.tsx';
import { SignIn } from '../operators/sign-in.tsx';
import { AlertsProvider } from '../station/alerts/alerts-provider.tsx';
import { RecoveryNotice } from '../station/recovery-notice.tsx';
import { ClockQuestion } from '../sync/clock-question.tsx';
import { Shell } from './shell.tsx';

/** A desk: the parts shared by its pages, and the sign-in before them. */
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
