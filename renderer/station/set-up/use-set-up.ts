import { useCallback } from 'react';
import type { SetUpStep, SetUpView } from '../../../preload/contract/station/station.ts';
import { type Action, ask, useAction } from '../../kit/client/ask.ts';
import { useStation, useStationAnswer } from '../../kit/client/station.tsx';

/** The state of the first start, and its actions. */
export interface SetUp {
  view: SetUpView;
  /** Goes to any step of this station's set-up. */
  go: Action<[step: SetUpStep]>;
  /** Goes to the next step; does nothing at the end. */
  next: () => void;
  /** Null at the beginning. */
  back: (() => void) | null;
}

const nothing: SetUpView = { step: 'ready', source: null, steps: ['ready'] };

/** The first start; for its own components only. */
export function useSetUp(): SetUp {
  const view = useStation().setUp ?? nothing;
  const { renew } = useStationAnswer();
  const verb = useCallback(
    async (step: SetUpStep): Promise<void> => {
      await ask('goToSetUpStep', { step });
      renew();
    },
    [renew],
  );
  const go = useAction(verb);
  const position = view.steps.indexOf(view.step);
  const later = view.steps[position + 1];
  const earlier = view.steps[position - 1];
  const { run } = go;
  return {
    view,
    go,
    next: () => {
      if (later !== undefined) void run(later);
    },
    back: earlier === undefined ? null : () => void run(earlier),
  };
}
