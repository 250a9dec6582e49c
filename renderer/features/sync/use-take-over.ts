import { useCallback, useEffect, useMemo, useState } from 'react';
import type { TakeOverProgress } from '../../../preload/contract/sync.ts';
import { ask, type CallFailure, failureOf, onNotice } from '../../client/ask.ts';

/** How far this desk is on its way to becoming the hub. */
export type TakeOverState =
  | { kind: 'none' }
  | { kind: 'running'; progress: TakeOverProgress }
  | { kind: 'failed'; failure: CallFailure }
  /** `since`: when it was ready, by the clock from which ages count. */
  | { kind: 'done'; since: number };

export interface TakeOver {
  state: TakeOverState;
  start: (name: string, port: number) => Promise<void>;
  /** The person at the desk has seen it to its end. */
  leave: () => void;
}

const beginning: TakeOverProgress = { step: 'starting-hub', done: 0, total: 0 };

/** Runs a take-over apart from any dialog: closing the dialog, or a scan that closes it, stops nothing. */
export function useTakeOver(clockOffset: number): TakeOver {
  const [state, setState] = useState<TakeOverState>({ kind: 'none' });
  useEffect(
    () =>
      onNotice('takeOverProgress', (progress) => {
        setState((last) => (last.kind === 'running' ? { kind: 'running', progress } : last));
      }),
    [],
  );
  const start = useCallback(
    async (name: string, port: number): Promise<void> => {
      setState({ kind: 'running', progress: beginning });
      try {
        await ask('takeOverHub', { name, port });
        setState({ kind: 'done', since: Date.now() + clockOffset });
      } catch (error) {
        setState({ kind: 'failed', failure: failureOf(error) });
      }
    },
    [clockOffset],
  );
  const leave = useCallback(() => {
    setState((last) => (last.kind === 'running' ? last : { kind: 'none' }));
  }, []);
  return useMemo(() => ({ state, start, leave }), [state, start, leave]);
}
