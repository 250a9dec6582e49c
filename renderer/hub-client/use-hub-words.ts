import { useTranslation } from 'react-i18next';
import type { SeenAs } from '../../domain/sync/last-seen.ts';
import { useFormats } from '../../ui/formats.ts';
import { useMoment } from '../base/use-moment.ts';
import type { HubState } from './hub-state.ts';
import { useSyncNow } from './sync-provider.tsx';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** A duration in milliseconds as text: "12 s", "3 min", "5 h", "2 days". */
export function useAgeWords(): (milliseconds: number) => string {
  const { t } = useTranslation();
  return (milliseconds) => {
    const age = Math.max(0, milliseconds);
    if (age < minute) return t('age.seconds', { value: Math.floor(age / 1000) });
    if (age < hour) return t('age.minutes', { value: Math.floor(age / minute) });
    if (age < 2 * day) return t('age.hours', { value: Math.floor(age / hour) });
    return t('age.days', { count: Math.floor(age / day) });
  };
}

/** The time of a last contact as text: "6 s ago", "as of 09:40" while the hub is away, "Never". */
export function useSeenWords(): (seen: SeenAs) => string {
  const { t } = useTranslation();
  const moment = useMoment();
  const ageWords = useAgeWords();
  return (seen) => {
    switch (seen.kind) {
      case 'never':
        return t('age.never');
      case 'ago':
        return t('age.ago', { age: ageWords(seen.age) });
      case 'as-of':
        return t('age.asOf', { time: moment(seen.at) });
    }
  };
}

/** The state of the link in short, for the footer. Ages update automatically. */
export function useHubWords(): (state: HubState) => string {
  const { t } = useTranslation();
  const { number, percent } = useFormats();
  const moment = useMoment();
  const ageWords = useAgeWords();
  const now = useSyncNow();
  return (state) => {
    switch (state.kind) {
      case 'alone':
      case 'host-starting':
      case 'host-failed':
        return t(`hub.${state.kind}`);
      case 'syncing':
        return state.pull === null
          ? t('hub.syncing')
          : t('hub.pulling', { percent: percent(state.pull) });
      case 'catching-up':
        return t('hub.catching-up', { count: state.waiting, number: number(state.waiting) });
      case 'synced':
        return t('hub.synced', { age: ageWords(now - state.lastContact) });
      case 'hosting':
        return state.lastContact === null
          ? t('hub.hosting')
          : t('hub.hostingSynced', { age: ageWords(now - state.lastContact) });
      case 'trouble':
        return t(`trouble.${state.group}.short`);
      case 'offline': {
        const { since, waiting } = state;
        if (since === null) return t('hub.offlineNever');
        const values = { time: moment(since), count: waiting, number: number(waiting) };
        return t(waiting > 0 ? 'hub.offlineWaiting' : 'hub.offline', values);
      }
    }
  };
}
