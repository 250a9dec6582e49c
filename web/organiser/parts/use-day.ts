import { useState } from 'react';
import { useEvent } from '../client/event-context.tsx';

/** The day that a page shows: today, following the event's day, until another is chosen. */
export function useDay(): { day: string; isToday: boolean; choose: (day: string) => void } {
  const { today } = useEvent();
  const [chosen, setChosen] = useState<string | null>(null);
  const day = chosen ?? today;
  return {
    day,
    isToday: day === today,
    choose: (next) => setChosen(next === today ? null : next),
  };
}
