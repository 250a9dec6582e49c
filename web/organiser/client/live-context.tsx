// clock: shows since when the hub is out of reach.

import {
  createContext,
  type ReactNode,
  use,
  useEffect,
  useState,
  useSyncExternalStore,
} from 'react';
import { type LiveHint, liveHintSchema, liveUrl } from '../../../domain/organiser/organiser.ts';
import { probeSession } from './session-store.ts';

/** The state of the live line. `since`: UTC milliseconds of this browser. */
type LineState = { phase: 'opening' } | { phase: 'open' } | { phase: 'down'; since: number };

type What = LiveHint['what'];

/** A line on which the hub reports changes; the page then requests the new values. */
interface LiveLine {
  state(): LineState;
  /** Calls back whenever the state changes. */
  onState(told: () => void): () => void;
  /** Calls back on each hint of the kinds, and on reconnection: anything may have changed. */
  onHint(kinds: readonly What[], told: () => void): () => void;
  /** Retries at once instead of waiting. */
  retry(): void;
  close(): void;
}

/** Milliseconds between attempts: the first, and the max after many (full jitter below it). */
const waits = { first: 1_000, longest: 30_000 } as const;

/** Opens the line and keeps it open: it reconnects after an interruption, at growing intervals. */
function openLiveLine(onRefused: () => void): LiveLine {
  const listeners = new Map<() => void, readonly What[]>();
  const watchers = new Set<() => void>();
  let state: LineState = { phase: 'opening' };
  let source: EventSource | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let failed = 0;

  const become = (next: LineState): void => {
    state = next;
    for (const told of watchers) told();
  };
  const tellAll = (): void => {
    for (const told of listeners.keys()) told();
  };
  const hear = (text: unknown): void => {
    const hint = liveHintSchema.safeParse(parse(text));
    if (!hint.success) return; // from a newer hub: ignores unknown hints
    for (const [told, kinds] of listeners) if (kinds.includes(hint.data.what)) told();
  };
  const open = (): void => {
    clearTimeout(timer);
    source?.close();
    source = new EventSource(liveUrl);
    source.onopen = () => {
      const wasDown = state.phase === 'down';
      failed = 0;
      become({ phase: 'open' });
      if (wasDown) tellAll();
    };
    source.onmessage = ({ data }) => hear(data);
    source.onerror = fail;
  };
  const fail = (): void => {
    // An answer that is not an event stream closed it permanently: the session may have ended.
    if (source?.readyState === EventSource.CLOSED) onRefused();
    source?.close();
    if (state.phase !== 'down') become({ phase: 'down', since: Date.now() });
    const most = Math.min(waits.longest, waits.first * 2 ** failed);
    failed += 1;
    clearTimeout(timer);
    timer = setTimeout(open, most / 2 + (Math.random() * most) / 2);
  };
  const onLine = (): void => {
    if (state.phase === 'down') open();
  };
  window.addEventListener('online', onLine);
  open();

  return {
    state: () => state,
    onState: (told) => {
      watchers.add(told);
      return () => watchers.delete(told);
    },
    onHint: (kinds, told) => {
      listeners.set(told, kinds);
      return () => listeners.delete(told);
    },
    retry: open,
    close: () => {
      window.removeEventListener('online', onLine);
      clearTimeout(timer);
      source?.close();
    },
  };
}

function parse(text: unknown): unknown {
  try {
    return JSON.parse(String(text));
  } catch {
    return null;
  }
}

const LiveContext = createContext<LiveLine | null>(null);
const still: LineState = { phase: 'opening' };

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

export function useLineState(): LineState {
  const line = use(LiveContext);
  return useSyncExternalStore(
    (told) => line?.onState(told) ?? (() => undefined),
    () => line?.state() ?? still,
  );
}
