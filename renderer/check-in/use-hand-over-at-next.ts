import { useCallback, useLayoutEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { ask, failureOf } from '../kit/client/ask.ts';
import { useNotify } from '../kit/toast.tsx';
import type { DeskState } from './flow.ts';

/** Tells a delegate's badge that is printed and not handed over yet; null once there is none. */
export type TellReady = (delegateId: string, serialText: string | null) => void;

/**
 * Records the badge that is ready as handed over when the next delegate takes the place of its own.
 * A second scan of the same ticket hands nothing over, nor does a delegate who was dismissed, whose
 * check-in was undone, or whose operator has left: nobody knows where that badge is.
 *
 * @param isOn the station is set so, and somebody is signed in
 */
export function useHandOverAtNext(state: DeskState, isOn: boolean): TellReady {
  const { t } = useTranslation();
  const notify = useNotify();
  const ready = useRef<{ delegateId: string; serialText: string } | null>(null);
  const next = delegateOf(state);
  const isLeft = state.kind === 'idle' || !isOn;
  // Ahead of the effects of the next delegate's panel, which tells of another badge.
  useLayoutEffect(() => {
    if (isLeft) ready.current = null;
    const badge = ready.current;
    if (badge === null || next === null || next === badge.delegateId) return;
    ready.current = null;
    ask('handOverBadge', { serialText: badge.serialText, to: 'delegate' }).catch((error: unknown) =>
      notify(t(`error.${failureOf(error).code}.title`)),
    );
  }, [isLeft, next, notify, t]);
  return useCallback((delegateId, serialText): void => {
    ready.current = serialText === null ? null : { delegateId, serialText };
  }, []);
}

function delegateOf(state: DeskState): string | null {
  if (state.kind === 'identity') return state.delegate.id;
  if (state.kind !== 'answered' || !('delegate' in state.answer)) return null;
  return state.answer.delegate?.id ?? null;
}
