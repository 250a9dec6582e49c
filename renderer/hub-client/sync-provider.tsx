// clock: the page's offset from the clock of the main process, for display.

import {
  createContext,
  type ReactNode,
  use,
  useCallback,
  useEffect,
  useMemo,
  useState,
} from 'react';
import { useTranslation } from 'react-i18next';
import type { TakeOverProgress } from '../../preload/contract/sync.ts';
import type { SyncView } from '../../preload/contract/sync-view.ts';
import { useNotify } from '../../ui/toast.tsx';
import { ask, type CallFailure, failureOf, onNotice } from '../base/ask.ts';
import { type Action, useAction, useAnswer } from '../base/page-client.ts';
import { useSeconds } from '../base/seconds.ts';

type TakeOverState =
  | { kind: 'none' }
  | { kind: 'running'; progress: TakeOverProgress }
  | { kind: 'failed'; failure: CallFailure }
  | { kind: 'done' };

interface TakeOver {
  state: TakeOverState;
  start: (name: string, port: number) => Promise<void>;
  /** Call it once the operator has seen the result. */
  leave: () => void;
}

const beginning: TakeOverProgress = { step: 'starting-hub', done: 0, total: 0 };

/**
 * Runs a take-over outside of any dialog, so that closing the dialog, by a scan or otherwise, does
 * not stop it.
 */
function useTakeOver(): TakeOver {
  const [state, setState] = useState<TakeOverState>({ kind: 'none' });
  useEffect(
    () =>
      onNotice('takeOverProgress', (progress) => {
        setState((last) => (last.kind === 'running' ? { kind: 'running', progress } : last));
      }),
    [],
  );
  const start = useCallback(async (name: string, port: number): Promise<void> => {
    setState({ kind: 'running', progress: beginning });
    try {
      await ask('takeOverHub', { name, port });
      setState({ kind: 'done' });
    } catch (error) {
      setState({ kind: 'failed', failure: failureOf(error) });
    }
  }, []);
  const leave = useCallback(() => {
    setState((last) => (last.kind === 'running' ? last : { kind: 'none' }));
  }, []);
  return useMemo(() => ({ state, start, leave }), [state, start, leave]);
}

interface Sync {
  /** Null until the first answer. */
  view: SyncView | null;
  failure: CallFailure | null;
  renew: () => void;
  /** The clock from which ages count minus this page's, in milliseconds. */
  clockOffset: number;
  takeOver: TakeOver;
  /** Starts an exchange with the hub now; does nothing if the station has none. */
  syncNow: Action<[]>;
}

const SyncContext = createContext<Sync | null>(null);

/** Requests the link's state, again upon each `syncChanged`; keeps a take-over running. */
export function SyncProvider({ children }: { children: ReactNode }): ReactNode {
  const { value, failure, renew } = useAnswer('getSync', [], {
    renewOn: ['syncChanged', 'stationChanged'],
  });
  const [clockOffset, setClockOffset] = useState(0);
  const now = value?.now;
  useEffect(() => {
    if (now !== undefined) setClockOffset(now - Date.now());
  }, [now]);
  const takeOver = useTakeOver();
  const syncNow = useSyncAction(value !== null && value.link !== null);
  const sync = useMemo(
    () => ({ view: value, failure, renew, clockOffset, takeOver, syncNow }),
    [value, failure, renew, clockOffset, takeOver, syncNow],
  );
  return <SyncContext value={sync}>{children}</SyncContext>;
}

function useSyncAction(isLinked: boolean): Action<[]> {
  const { t } = useTranslation();
  const notify = useNotify();
  return useAction(async () => {
    if (!isLinked) return;
    await ask('syncNow');
    notify(t('sync.asked'));
  });
}

/** @throws Error outside of a `SyncProvider` */
export function useSync(): Sync {
  const sync = use(SyncContext);
  if (sync === null) throw new Error('useSync needs a SyncProvider around it');
  return sync;
}

/** The clock from which ages count, UTC milliseconds; updated every second. */
export function useSyncNow(): number {
  const { clockOffset } = useSync();
  return useSeconds() + clockOffset;
}
