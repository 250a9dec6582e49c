import { createContext, type ReactNode, use, useCallback, useMemo, useState } from 'react';
import type { OverridableOutcome } from '../../domain/check-in/override.ts';
import type { StopEntry } from '../../domain/sync/stop-list.ts';
import type { Duplicate } from '../../preload/contract/check-in.ts';
import type { HeldOrder } from '../../preload/contract/sync.ts';
import type { DayCloseDialogRequest } from '../features/day-close/dialog-requests.ts';

export type Screen =
  | 'desk'
  | 'delegations'
  | 'jobs'
  | 'printers'
  | 'badges'
  | 'roster'
  | 'templates'
  | 'sync'
  | 'emergency'
  | 'reports'
  | 'day-close'
  | 'settings';

/** The open dialog. Nothing typed is lost when a scan closes it. */
export type DialogRequest =
  | { kind: 'help' }
  | { kind: 'held-order'; order: HeldOrder }
  | { kind: 'undo'; admissionId: string; printedName: string }
  | { kind: 'reprint'; delegateId: string; printedName: string }
  | { kind: 'preview'; delegateId: string; printedName: string }
  /** `name` is the search that found nobody. */
  | { kind: 'walk-in'; name: string }
  | { kind: 'correct'; delegateId: string }
  | { kind: 'replace'; delegateId: string }
  | OverrideDialogRequest
  | OperatorDialogRequest
  | BatchDialogRequest
  | PrinterDialogRequest
  | DayCloseDialogRequest
  | SyncDialogRequest;

/** Admits a person against the rules; `refusal` is the key of the conversation that ended in it. */
export interface OverrideDialogRequest {
  kind: 'override';
  refusal: string;
  outcome: OverridableOutcome;
  delegateId: string;
  printedName: string;
}

/** The dialogs about operators. */
export type OperatorDialogRequest =
  | { kind: 'change-pin' }
  | { kind: 'reset-pin' | 'deactivate-operator' | 'vouch'; operatorId: string; name: string };

/** The dialogs of badges printed ahead. */
type BatchDialogRequest =
  | { kind: 'print-batch' }
  | { kind: 'cancel-batch'; batchId: string; name: string; done: number; total: number };

/** The dialogs of the printers' screen. */
export type PrinterDialogRequest =
  | { kind: 'add-printer' }
  | { kind: 'edit-printer' | 'load-stock'; printerId: string }
  | { kind: 'printer-history' | 'remove-printer'; printerId: string; name: string };

/** The dialogs of the sync screen. */
export type SyncDialogRequest =
  | { kind: 'join' | 'leave' | 'host' | 'stop-hosting' | 'take-over' | 'invite' | 'add-stop' }
  | { kind: 'page-account' }
  /** The app restarts with the event of the hub just joined: nothing closes this. */
  | { kind: 'restarting'; hubName: string }
  | { kind: 'revoke'; id: string; name: string }
  | { kind: 'remove-stop'; entry: StopEntry; label: string }
  | { kind: 'resolve'; duplicate: Duplicate };

interface Navigation {
  screen: Screen;
  go: (screen: Screen) => void;
  dialog: DialogRequest | null;
  open: (dialog: DialogRequest) => void;
  close: () => void;
  /** The screen that a scan interrupted, to return to; null if there is none. */
  interrupted: Screen | null;
  /** A scan needs the desk: shows it and closes the open dialog. */
  scanArrived: () => void;
  /** Code of the delegation whose roster is open; null while none is chosen. */
  delegation: string | null;
  /** Opens the delegations' screen with this one. */
  showDelegation: (code: string) => void;
}

const NavigationContext = createContext<Navigation | null>(null);

function unlessRestarting(dialog: DialogRequest | null): DialogRequest | null {
  return dialog?.kind === 'restarting' ? dialog : null;
}

/** Keeps which screen and which dialog is open. */
export function NavigationProvider({
  children,
  initial = 'desk',
}: {
  children: ReactNode;
  initial?: Screen;
}): ReactNode {
  const [screen, setScreen] = useState<Screen>(initial);
  const [interrupted, setInterrupted] = useState<Screen | null>(null);
  const [dialog, setDialog] = useState<DialogRequest | null>(null);
  const go = useCallback((next: Screen) => {
    setInterrupted(null);
    setDialog(null);
    setScreen(next);
  }, []);
  const close = useCallback(() => setDialog(unlessRestarting), []);
  const scanArrived = useCallback(() => {
    setDialog(unlessRestarting);
    if (screen === 'desk') return;
    setInterrupted(screen);
    setScreen('desk');
  }, [screen]);
  const [delegation, setDelegation] = useState<string | null>(null);
  const showDelegation = useCallback(
    (code: string) => {
      setDelegation(code);
      go('delegations');
    },
    [go],
  );
  const navigation = useMemo(
    () => ({
      screen,
      go,
      dialog,
      open: setDialog,
      close,
      interrupted,
      scanArrived,
      delegation,
      showDelegation,
    }),
    [screen, go, dialog, close, interrupted, scanArrived, delegation, showDelegation],
  );
  return <NavigationContext value={navigation}>{children}</NavigationContext>;
}

/** Which screen and dialog is open, and the actions that change it. */
export function useNavigation(): Navigation {
  const navigation = use(NavigationContext);
  if (navigation === null) throw new Error('useNavigation needs a NavigationProvider around it');
  return navigation;
}
