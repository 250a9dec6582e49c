import { type ReactNode, useEffect, useState } from 'react';
import { useStationAnswer } from '../client/station.tsx';
import { useFormats } from '../i18n/format.ts';

const minute = 60_000;

/** The event's clock, to the minute. */
export function EventTime(): ReactNode {
  const { rightOffset } = useStationAnswer();
  const { time } = useFormats();
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const wait = minute - ((now + rightOffset) % minute);
    const timer = setTimeout(() => setNow(Date.now()), wait);
    return () => clearTimeout(timer);
  }, [now, rightOffset]);
  return <time>{time(now + rightOffset)}</time>;
}
