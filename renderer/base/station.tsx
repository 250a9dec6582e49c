// clock: shows the time of day and the present day.

import { createContext, type ReactNode, use, useEffect, useMemo, useState } from 'react';
import { hasRight, type Right } from '../../domain/operators/rights.ts';
import type { Station } from '../../preload/contract/station/station.ts';
import { TimeZoneContext } from '../../ui/formats.ts';
import { setGroupWord } from '../../ui/words/group.ts';
import { i18next, setScreenLanguage } from '../../ui/words/index.ts';
import type { CallFailure } from './ask.ts';
import { useAnswer } from './page-client.ts';

const minute = 60_000;

/** The event's clock in UTC milliseconds, renewed at each full minute. */
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

interface StationAnswer {
  station: Station | null;
  failure: CallFailure | null;
  renew: () => void;
  /** Event clock minus this computer's clock, in milliseconds: for computing ages. */
  clockOffset: number;
  /** The same, corrected by the known error of the event clock: for showing day and time. */
  rightOffset: number;
}

const StationContext = createContext<StationAnswer | null>(null);

/**
 * Requests the station now and at each `stationChanged`; also switches the screen's language, and the
 * word for the groups of the event.
 */
export function StationProvider({ children }: { children: ReactNode }): ReactNode {
  const { value, failure, renew } = useAnswer('getStation', [], { renewOn: ['stationChanged'] });
  const [clockOffset, setClockOffset] = useState(0);
  const language = value?.language;
  const groupWord = value?.event.groupWord;
  const now = value?.now;
  const correction = value?.correction ?? 0;
  useEffect(() => {
    if (language !== undefined) setScreenLanguage(language);
  }, [language]);
  useEffect(() => {
    if (groupWord !== undefined) setGroupWord(i18next, groupWord);
  }, [groupWord]);
  useEffect(() => {
    if (now !== undefined) setClockOffset(now - Date.now());
  }, [now]);
  const answer = useMemo(
    () => ({ station: value, failure, renew, clockOffset, rightOffset: clockOffset + correction }),
    [value, failure, renew, clockOffset, correction],
  );
  return (
    <StationContext value={answer}>
      <TimeZoneContext value={value?.event.timeZone ?? null}>{children}</TimeZoneContext>
    </StationContext>
  );
}

/**
 * The station with the failure of its last request, for the frame of the app.
 *
 * @throws Error outside of a `StationProvider`
 */
export function useStationAnswer(): StationAnswer {
  const answer = use(StationContext);
  if (answer === null) throw new Error('useStationAnswer needs a StationProvider around it');
  return answer;
}

/**
 * Only for components that are shown once the station is loaded.
 *
 * @throws Error before that
 */
export function useStation(): Station {
  const { station } = useStationAnswer();
  if (station === null) throw new Error('useStation was used before the station was known');
  return station;
}

export function useIsSupervisor(): boolean {
  return useStation().operator?.role === 'supervisor';
}

/** Whether the signed-in operator has a right (see the table in domain/operators/rights.ts). */
export function useMay(right: Right): boolean {
  return hasRight(useStation().operator?.role ?? null, right);
}
