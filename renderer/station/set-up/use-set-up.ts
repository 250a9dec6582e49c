import type { SetUpStep, SetUpView } from '../../../preload/contract/station/station.ts';
import { ask } from '../../base/ask.ts';
import { type Action, useAction } from '../../base/page-client.ts';
import { useStation, useStationAnswer } from '../../base/station.tsx';

export interface SetUp {
  view: SetUpView;
  go: Action<[step: SetUpStep]>;
  /** Goes to the next step; does nothing at the last one. */
  next: () => void;
  /** Null at the first step. */
  back: (() => void) | null;
}

const nothing: SetUpView = { step: 'ready', source: null, steps: ['ready'] };

/** For components of the first start only. */
export function useSetUp(): SetUp {
  const view = useStation().setUp ?? nothing;
  const { renew } = useStationAnswer();
  const go = useAction(async (step: SetUpStep) => {
    await ask('goToSetUpStep', { step });
    renew();
  });
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
