import {
  createContext,
  type ReactElement,
  type ReactNode,
  use,
  useCallback,
  useMemo,
  useState,
} from 'react';

/**
 * The desk's screens: `app/screens.ts` maps them to components, `app/places.ts` to roles and menus.
 */
export const screenNames = [
  'desk',
  'delegations',
  'problems',
  'roster',
  'badges',
  'day-close',
  'reports',
  'printers',
  'jobs',
  'templates',
  'sync',
  'emergency',
  'settings',
] as const;
export type Screen = (typeof screenNames)[number];

/** `station/settings-screen.tsx` shows one subject at a time. */
export type SettingsSubject =
  | 'camera'
  | 'scanner'
  | 'desk'
  | 'station'
  | 'operators'
  | 'training'
  | 'activity'
  | 'privacy'
  | 'security'
  | 'ready'
  | 'health'
  | 'about';

interface Navigation {
  screen: Screen;
  go: (screen: Screen) => void;
  subject: SettingsSubject;
  showSettings: (subject: SettingsSubject) => void;
  /** The open dialog. Nothing typed is lost when a scan closes it. */
  dialog: ReactElement | null;
  /**
   * Opens a dialog, whose `onClose` must be `close`. With `stays`, only a change of screen closes
   * it.
   */
  open: (dialog: ReactElement, options?: { stays: boolean }) => void;
  close: () => void;
  /** The screen that a scan interrupted, to return to; null if there is none. */
  interrupted: Screen | null;
  /** A scan needs the desk: shows it and closes the open dialog. */
  scanArrived: () => void;
  /** Code of the delegation whose roster is open; null while none is chosen. */
  delegation: string | null;
  /** Opens the delegations screen with this delegation. */
  showDelegation: (code: string) => void;
  /** The delegate whose details the desk shows independently of the search; null for none. */
  picked: string | null;
  pick: (delegateId: string | null) => void;
}

const NavigationContext = createContext<Navigation | null>(null);

interface Opened {
  dialog: ReactElement;
  stays: boolean;
}

function unlessItStays(opened: Opened | null): Opened | null {
  return opened?.stays === true ? opened : null;
}

/** Holds which screen and which dialog are open. */
export function NavigationProvider({
  children,
  initial = 'desk',
}: {
  children: ReactNode;
  initial?: Screen;
}): ReactNode {
  const [screen, setScreen] = useState<Screen>(initial);
  const [interrupted, setInterrupted] = useState<Screen | null>(null);
  const [opened, setOpened] = useState<Opened | null>(null);
  const dialog = opened?.dialog ?? null;
  const open = useCallback(
    (next: ReactElement, { stays } = { stays: false }) => setOpened({ dialog: next, stays }),
    [],
  );
  const go = useCallback((next: Screen) => {
    setInterrupted(null);
    setOpened(null);
    setScreen(next);
  }, []);
  const close = useCallback(() => setOpened(unlessItStays), []);
  const scanArrived = useCallback(() => {
    setOpened(unlessItStays);
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
  const [subject, setSubject] = useState<SettingsSubject>('desk');
  const showSettings = useCallback(
    (next: SettingsSubject) => {
      setSubject(next);
      go('settings');
    },
    [go],
  );
  const [picked, pick] = useState<string | null>(null);
  const navigation = useMemo(
    () => ({
      screen,
      go,
      subject,
      showSettings,
      dialog,
      open,
      close,
      interrupted,
      scanArrived,
      delegation,
      showDelegation,
      picked,
      pick,
    }),
    [
      screen,
      go,
      subject,
      showSettings,
      dialog,
      open,
      close,
      interrupted,
      scanArrived,
      delegation,
      showDelegation,
      picked,
    ],
  );
  return <NavigationContext value={navigation}>{children}</NavigationContext>;
}

/** @throws Error outside of a `NavigationProvider` */
export function useNavigation(): Navigation {
  const navigation = use(NavigationContext);
  if (navigation === null) throw new Error('useNavigation needs a NavigationProvider around it');
  return navigation;
}
