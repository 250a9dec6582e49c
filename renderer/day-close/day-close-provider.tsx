import { createContext, type ReactNode, use, useMemo, useState } from 'react';
import type { DayStatus } from '../../domain/day-close/status.ts';
import type { CallFailure } from '../kit/client/ask.ts';
import { firstStep, type Step } from './steps.ts';
import { useDayStatus } from './use-day-status.ts';

interface DayClose {
  status: DayStatus | null;
  failure: CallFailure | null;
  chooseDay: (day: string) => void;
  step: Step;
  goTo: (step: Step) => void;
}

const DayCloseContext = createContext<DayClose | null>(null);

/** Requests the day, and keeps which day and which step is shown. */
export function DayCloseProvider({ children }: { children: ReactNode }): ReactNode {
  const [day, setDay] = useState<string | null>(null);
  const [chosen, setChosen] = useState<{ day: string; step: Step } | null>(null);
  const { value, failure } = useDayStatus(day);
  const shown = useMemo((): DayClose => {
    const isChosen = chosen !== null && chosen.day === value?.day;
    return {
      status: value,
      failure,
      chooseDay: setDay,
      step: isChosen ? chosen.step : value === null ? 'send' : firstStep(value),
      goTo: (step) => setChosen(value === null ? null : { day: value.day, step }),
    };
  }, [chosen, failure, value]);
  return <DayCloseContext value={shown}>{children}</DayCloseContext>;
}

/** The day shown, and the actions that change the view. */
export function useDayClose(): DayClose {
  const shown = use(DayCloseContext);
  if (shown === null) throw new Error('useDayClose needs a DayCloseProvider around it');
  return shown;
}
