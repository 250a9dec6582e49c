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
import type { SyncView } from '../../../preload/contract/sync.ts';
import { ask, type CallFailure } from '../../client/ask.ts';
import { useSeconds } from '../../client/seconds.ts';
import { type Action, useAction } from '../../client/use-action.ts';
import { useAnswer } from '../../client/use-answer.ts';
import { useNotify } from '../../ui/toast.tsx';
import { type TakeOver, useTakeOver } from './use-take-over.ts';

interface Sync {
  /** Null until the first answer. */
  view: SyncView | null;
  failure: CallFailure | null;
  renew: () => void;
  /** The clock from which ages count minus this page's, in milliseconds. */
  clockOffset: number;
  takeOver: TakeOver;
  /** Exchanges with the hub at once; does nothing where the station works alone. */
  syncNow: Action<[]>;
}

const SyncContext = createContext<Sync | null>(null);

/** Asks how this station stands with its hub, and upon each `syncChanged`; keeps a take-over going whatever is shown. */
export function SyncProvider({ children }: { children: ReactNode }): ReactNode {
  const { value, failure, renew } = useAnswer('getSync', [], {
    renewOn: ['syncChanged', 'stationChanged'],
  });
  const [clockOffset, setClockOffset] = useState(0);
  const now = value?.now;
  useEffect(() => {
    if (now !== undefined) setClockOffset(now - Date.now());
  }, [now]);
  const takeOver = useTakeOver(clockOffset);
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
  const verb = useCallback(async (): Promise<void> => {
    if (!isLinked) return;
    await ask('syncNow');
    notify(t('sync.asked'));
  }, [isLinked, notify, t]);
  const { run, busy, failure, forget } = useAction(verb);
  return useMemo(() => ({ run, busy, failure, forget }), [run, busy, failure, forget]);
}

/** How this station stands with its hub. */
export function useSync(): Sync {
  const sync = use(SyncContext);
  if (sync === null) throw new Error('useSync needs a SyncProvider around it');
  return sync;
}

/** The clock from which ages count, UTC milliseconds; it goes on by itself every second. */
export function useSyncNow(): number {
  const { clockOffset } = useSync();
  return useSeconds() + clockOffset;
}
