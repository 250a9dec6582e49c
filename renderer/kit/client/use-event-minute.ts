import { useEffect, useState } from 'react';
import { useStationAnswer } from './station.tsx';

const minute = 60_000;

/** The event's clock in UTC milliseconds, renewed with each full minute. */
export function useEventMinute(): number {
  const { rightOffset } = useStationAnswer();
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const wait = minute - ((now + rightOffset) % minute);
    const timer = setTimeout(() => setNow(Date.now()), wait);
    return () => clearTimeout(timer);
  }, [now, rightOffset]);
  return now + rightOffset;
}
