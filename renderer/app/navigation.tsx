import { createContext, type ReactNode, use, useCallback, useMemo, useState } from 'react';

export type Screen = 'desk' | 'jobs' | 'roster' | 'settings';

/** A dialog of the moment. Nothing typed is lost when a scan closes it. */
export type DialogRequest =
  | { kind: 'help' }
  | { kind: 'undo'; admissionId: string; printedName: string }
  | { kind: 'reprint'; delegateId: string; printedName: string }
  | { kind: 'preview'; delegateId: string; printedName: string };

interface Navigation {
  screen: Screen;
  go: (screen: Screen) => void;
  dialog: DialogRequest | null;
  open: (dialog: DialogRequest) => void;
  close: () => void;
  /** The screen that a scan interrupted, to go back to; null where it interrupted none. */
  interrupted: Screen | null;
  /** A scan needs the desk: shows it and closes the dialog of the moment. */
  scanArrived: () => void;
}

const NavigationContext = createContext<Navigation | null>(null);

/** Keeps which screen and which dialog is open. */
export function NavigationProvider({ children }: { children: ReactNode }): ReactNode {
  const [screen, setScreen] = useState<Screen>('desk');
  const [interrupted, setInterrupted] = useState<Screen | null>(null);
  const [dialog, setDialog] = useState<DialogRequest | null>(null);
  const go = useCallback((next: Screen) => {
    setInterrupted(null);
    setDialog(null);
    setScreen(next);
  }, []);
  const close = useCallback(() => setDialog(null), []);
  const scanArrived = useCallback(() => {
    setDialog(null);
    if (screen === 'desk') return;
    setInterrupted(screen);
    setScreen('desk');
  }, [screen]);
  const navigation = useMemo(
    () => ({ screen, go, dialog, open: setDialog, close, interrupted, scanArrived }),
    [screen, go, dialog, close, interrupted, scanArrived],
  );
  return <NavigationContext value={navigation}>{children}</NavigationContext>;
}

/** Which screen and dialog is open, and the verbs that change it. */
export function useNavigation(): Navigation {
  const navigation = use(NavigationContext);
  if (navigation === null) throw new Error('useNavigation needs a NavigationProvider around it');
  return navigation;
}
