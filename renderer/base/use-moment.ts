import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../ui/formats.ts';
import { useStation } from './station.tsx';

/** UTC milliseconds → "09:41", preceded by the day if it is not the event's current day. */
export function useMoment(): (wall: number) => string {
  const { t } = useTranslation();
  const { time, shortDay, calendarDay } = useFormats();
  const { day } = useStation();
  return useCallback(
    (wall) => {
      const other = calendarDay(wall);
      if (other === day) return time(wall);
      return t('age.dayAndTime', { day: shortDay(other), time: time(wall) });
    },
    [calendarDay, day, shortDay, t, time],
  );
}
