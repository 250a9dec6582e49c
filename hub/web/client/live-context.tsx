import {
  createContext,
  type ReactNode,
  use,
  useEffect,
  useState,
  useSyncExternalStore,
} from 'react';
import { type LineState, type LiveLine, openLiveLine } from './live.ts';
import { probeSession } from './session-store.ts';

const LiveContext = createContext<LiveLine | null>(null);
const still: LineState = { phase: 'opening' };

/** Keeps one live line open while somebody is signed in. */
export function LiveProvider({ children }: { children: ReactNode }): ReactNode {
  const [line, setLine] = useState<LiveLine | null>(null);
  useEffect(() => {
    const opened = openLiveLine(() => void probeSession());
    setLine(opened);
    return () => opened.close();
  }, []);
  return <LiveContext value={line}>{children}</LiveContext>;
}

/** The live line; null for a moment while the page opens. */
export function useLiveLine(): LiveLine | null {
  return use(LiveContext);
}

/** What the live line is doing, anew whenever that changes. */
export function useLineState(): LineState {
  const line = use(LiveContext);
  return useSyncExternalStore(
    (told) => line?.onState(told) ?? (() => undefined),
    () => line?.state() ?? still,
  );
}
