import { useEffect, useRef } from 'react';
import type { DayStatus } from '../../domain/day-close/status.ts';
import { type Answer, useAnswer } from '../kit/client/use-answer.ts';
import { onDayChanged } from './day-news.ts';

/** Minimum pause between two requests in milliseconds, whatever notices come meanwhile. */
const minPause = 5_000;
const maxPause = 120_000;
/**
 * The minimum pause as a multiple of the last answer's time: it walks every chain of the event, and
 * the answering station has check-ins to do.
 */
const restFactor = 10;

/** How long to wait before the next request, after an answer that took this many milliseconds. */
export function pauseAfter(took: number): number {
  return Math.min(maxPause, Math.max(minPause, restFactor * took));
}

/**
 * The state of the day, requested repeatedly while it is shown: at once after an action here, with
 * pauses for everything else.
 */
export function useDayStatus(day: string | null): Answer<DayStatus> {
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
    // Runs after each answer, and only then: one request at a time.
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
