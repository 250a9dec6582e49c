import { useTranslation } from 'react-i18next';
import { nameIn } from '../../../domain/base/language.ts';
import type { Alert, HelpCallView } from '../../../preload/contract/station/alerts.ts';
import { useFormats } from '../../../ui/formats.ts';
import { useEventWords } from '../../base/event-words.ts';
import { useStation } from '../../base/station.tsx';

/** The texts of alerts and calls, the same on cards and in the list. */
export interface AlertWords {
  /** The person, the badge or code that was shown, or the station whose records are concerned. */
  subject: (alert: Alert) => string;
  delegation: (alert: Alert) => string | null;
  /** Where and when; for a late alert also when it was received. */
  whereAndWhen: (alert: Alert) => string;
  /** Who saw it; null if nobody has. */
  seenBy: (alert: Alert) => string | null;
  since: (call: HelpCallView) => string;
  whoGoes: (call: HelpCallView) => string | null;
}

/** Texts in the screen's language, times in the event's time zone. */
export function useAlertWords(): AlertWords {
  const { t } = useTranslation();
  const { time, language } = useFormats();
  const { event } = useStation();
  const eventWords = useEventWords();
  const placeOf = ({ stationName, checkpoint }: Alert): string => {
    const name = nameIn(event.checkpoints, checkpoint, language, event);
    return name === null ? stationName : t('alerts.place', { station: stationName, place: name });
  };
  const who = (name: string | null, station: string): string => name ?? station;
  return {
    subject: ({ kind, stationName, person, serial }) => {
      if (kind === 'records-disregarded' || kind === 'records-released') return stationName;
      if (person !== null) return [person.title, person.printedName].join(' ').trim();
      return serial === null ? t('alerts.unknownCode') : t('alerts.badge', { serial });
    },
    delegation: ({ person }) => (person === null ? null : eventWords.delegation(person.delegation)),
    whereAndWhen: (alert) =>
      alert.late
        ? t('alerts.late', {
            place: placeOf(alert),
            time: time(alert.wall),
            heard: time(alert.heard),
          })
        : t('alerts.when', { place: placeOf(alert), time: time(alert.wall) }),
    seenBy: ({ seen }) =>
      seen === null
        ? null
        : t('alerts.seenBy', {
            name: who(seen.operatorName, seen.stationName),
            time: time(seen.wall),
          }),
    since: ({ since }) => t('alerts.since', { time: time(since) }),
    whoGoes: ({ answer }) =>
      answer === null
        ? null
        : t('alerts.goes', {
            name: who(answer.operatorName, answer.stationName),
            time: time(answer.wall),
          }),
  };
}
