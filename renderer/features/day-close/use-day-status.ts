import { useEffect, useRef } from 'react';
import type { DayStatus } from '../../../domain/day-close/status.ts';
import { type Answer, useAnswer } from '../../client/use-answer.ts';
import { onDayChanged } from './day-news.ts';

/** Between two questions lie so many milliseconds at least, whatever is heard meanwhile. */
const shortestPause = 5_000;
const longestPause = 120_000;
/**
 * And so many times as long as the last answer took: it walks every chain of the event, and whoever answers has
 * check-ins to do.
 */
const restFactor = 10;

/** How long to wait before the next question, after an answer that took so many milliseconds. */
export function pauseAfter(took: number): number {
  return Math.min(longestPause, Math.max(shortestPause, restFactor * took));
}

/**
 * How the day stands, asked for again and again while it is shown: at once after what was done here, with pauses
 * for everything else.
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
    // Runs after each answer, and only then: one question is under way at a time.
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
