import { createContext, type ReactNode, use, useEffect, useMemo, useState } from 'react';
import type { DayStatus } from '../../../domain/day-close/status.ts';
import type { CallFailure } from '../../client/ask.ts';
import { useAnswer } from '../../client/use-answer.ts';
import { firstStep, type Step } from './steps.ts';

interface DayClose {
  status: DayStatus | null;
  failure: CallFailure | null;
  renew: () => void;
  chooseDay: (day: string) => void;
  step: Step;
  goTo: (step: Step) => void;
}

const DayCloseContext = createContext<DayClose | null>(null);

/** What other stations do is told by no notice of its own: asked for so often, in milliseconds. */
const askAgainAfter = 5_000;

/** Asks for the day, and keeps which day and which step is looked at. */
export function DayCloseProvider({ children }: { children: ReactNode }): ReactNode {
  const [day, setDay] = useState<string | null>(null);
  const [chosen, setChosen] = useState<{ day: string; step: Step } | null>(null);
  const { value, failure, renew } = useAnswer('getDayStatus', [{ day }], {
    renewOn: ['syncChanged', 'countsChanged', 'printJobsChanged'],
  });
  useEffect(() => {
    const timer = setInterval(renew, askAgainAfter);
    return () => clearInterval(timer);
  }, [renew]);
  const shown = useMemo((): DayClose => {
    const isChosen = chosen !== null && chosen.day === value?.day;
    return {
      status: value,
      failure,
      renew,
      chooseDay: setDay,
      step: isChosen ? chosen.step : value === null ? 'send' : firstStep(value),
      goTo: (step) => setChosen(value === null ? null : { day: value.day, step }),
    };
  }, [chosen, failure, renew, value]);
  return <DayCloseContext value={shown}>{children}</DayCloseContext>;
}

/** The day that is looked at, and the verbs that change what is shown of it. */
export function useDayClose(): DayClose {
  const shown = use(DayCloseContext);
  if (shown === null) throw new Error('useDayClose needs a DayCloseProvider around it');
  return shown;
}
