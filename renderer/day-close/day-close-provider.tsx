import { ArrowRight } from 'lucide-react';
import { createContext, type ReactNode, use, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DayStatus, ReportComparison } from '../../domain/day-close/status.ts';
import { Button } from '../../ui/button.tsx';
import type { CallFailure } from '../base/ask.ts';
import { type Answer, useAnswer } from '../base/page-client.ts';
import { onDayChanged } from './day-news.ts';
import { firstStep, type Step } from './steps.ts';

/** Minimum pause in milliseconds between two requests, whatever notices come meanwhile. */
const minPause = 5_000;
const maxPause = 120_000;
/**
 * The pause as a multiple of the time that the last answer took. The answer walks every chain of
 * the event, and the answering station must also handle check-ins.
 */
const restFactor = 10;

/**
 * Milliseconds to wait before the next request.
 *
 * @param took milliseconds that the last answer took
 */
export function pauseAfter(took: number): number {
  return Math.min(maxPause, Math.max(minPause, restFactor * took));
}

/**
 * The state of the day while it is shown. It is requested at once after an action here, otherwise
 * repeatedly with pauses.
 */
function useDayStatus(day: string | null): Answer<DayStatus> {
  const answer = useAnswer('getDayStatus', [{ day }]);
  const { value, failure, renew } = answer;
  const asked = useRef(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another day is another question
  useEffect(() => {
    asked.current = performance.now();
  }, [day]);
  useEffect(() => {
    const ask = (): void => {
      asked.current = performance.now();
      renew();
    };
    return onDayChanged(ask);
  }, [renew]);
  useEffect(() => {
    // Runs only after an answer, so that there is one request at a time.
    if (value === null && failure === null) return;
    const pause = pauseAfter(performance.now() - asked.current);
    const timer = setTimeout(() => {
      asked.current = performance.now();
      renew();
    }, pause);
    return () => clearTimeout(timer);
  }, [value, failure, renew]);
  return answer;
}

/** Compares once for each report, because the comparison computes every chain again. */
function useCopy(status: DayStatus | null): Answer<ReportComparison> {
  const revision = status?.reports[0]?.revision;
  const question = { day: status?.day ?? '', revision: revision ?? 0 };
  return useAnswer('compareReport', [question], { when: revision !== undefined });
}

interface DayClose {
  status: DayStatus | null;
  failure: CallFailure | null;
  /** Whether this desk holds the records of the day's newest report; no value without a report. */
  copy: Answer<ReportComparison>;
  chooseDay: (day: string) => void;
  step: Step;
  goTo: (step: Step) => void;
}

const DayCloseContext = createContext<DayClose | null>(null);

/** Requests the day's state; holds which day and which step are shown. */
export function DayCloseProvider({ children }: { children: ReactNode }): ReactNode {
  const [day, setDay] = useState<string | null>(null);
  const [chosen, setChosen] = useState<{ day: string; step: Step } | null>(null);
  const { value, failure } = useDayStatus(day);
  const copy = useCopy(value);
  const shown = useMemo((): DayClose => {
    const isChosen = chosen !== null && chosen.day === value?.day;
    return {
      status: value,
      failure,
      copy,
      chooseDay: setDay,
      step: isChosen ? chosen.step : value === null ? 'send' : firstStep(value),
      goTo: (step) => setChosen(value === null ? null : { day: value.day, step }),
    };
  }, [chosen, copy, failure, value]);
  return <DayCloseContext value={shown}>{children}</DayCloseContext>;
}

/** @throws Error outside of a `DayCloseProvider` */
export function useDayClose(): DayClose {
  const shown = use(DayCloseContext);
  if (shown === null) throw new Error('useDayClose needs a DayCloseProvider around it');
  return shown;
}

export function GoOn({ to }: { to: Step }): ReactNode {
  const { t } = useTranslation();
  const { goTo } = useDayClose();
  return (
    <footer className="flex justify-end">
      <Button icon={<ArrowRight className="flips" />} onPress={() => goTo(to)}>
        {t('dayClose.goOn', { step: t(`dayClose.${to}.title`) })}
      </Button>
    </footer>
  );
}
