import { CircleQuestionMark } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { DayStatus, StationStatus } from '../../domain/day-close/status.ts';
import { seenAs } from '../../domain/sync/last-seen.ts';
import { Chip } from '../../ui/chip.tsx';
import { ModeIcon } from '../../ui/station/mode-icon.tsx';
import { useSeenWords } from '../hub-client/use-hub-words.ts';

export function StationName({ station }: { station: StationStatus }): ReactNode {
  const { t } = useTranslation();
  const { name, mode, self } = station;
  return (
    <span className="flex items-center gap-2">
      <span className="row-sign grid place-items-center text-soft">
        {mode === null ? (
          <CircleQuestionMark aria-hidden="true" size={18} />
        ) : (
          <>
            <ModeIcon mode={mode} />
            <span className="visually-hidden">{t(`stationMode.${mode}`)}</span>
          </>
        )}
      </span>
      <bdi>{name}</bdi>
      {self && <Chip tone="accent">{t('stations.self')}</Chip>}
    </span>
  );
}

/** When the hub last heard from a station, as text. */
export function useLastSeen({
  now,
  source,
}: Pick<DayStatus, 'now' | 'source'>): (station: StationStatus) => string {
  const seenWords = useSeenWords();
  return ({ lastSeen }) => seenWords(seenAs(lastSeen, now, source === 'hub'));
}
