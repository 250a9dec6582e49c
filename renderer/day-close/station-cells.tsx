import {
  CircleCheckBig,
  CircleDashed,
  CircleQuestionMark,
  DoorOpen,
  Monitor,
  OctagonX,
  Tablet,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Verdict } from '../../domain/day-close/station-verdict.ts';
import type { DayStatus, StationStatus } from '../../domain/day-close/status.ts';
import { seenAs } from '../../domain/sync/last-seen.ts';
import { Chip, type Tone } from '../../ui/chip.tsx';
import { useSeenWords } from '../hub-client/use-hub-words.ts';

const modeIcons = { desk: Monitor, kiosk: Tablet, door: DoorOpen };

export function StationName({ station }: { station: StationStatus }): ReactNode {
  const { t } = useTranslation();
  const { name, mode, self } = station;
  const Icon = mode === null ? CircleQuestionMark : modeIcons[mode];
  return (
    <span className="flex items-center gap-2">
      <span className="row-sign grid place-items-center text-soft">
        <Icon aria-hidden="true" size={18} />
        {mode !== null && <span className="visually-hidden">{t(`stationMode.${mode}`)}</span>}
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

const verdictLooks: Readonly<Record<Verdict, { tone: Tone; Icon: typeof CircleDashed }>> = {
  proven: { tone: 'go', Icon: CircleCheckBig },
  open: { tone: 'look', Icon: CircleDashed },
  broken: { tone: 'stop', Icon: OctagonX },
};

export function VerdictChip({ verdict }: { verdict: Verdict }): ReactNode {
  const { t } = useTranslation();
  const { tone, Icon } = verdictLooks[verdict];
  return (
    <Chip tone={tone} icon={<Icon aria-hidden="true" size={14} strokeWidth={2.5} />}>
      {t(`dayClose.verdict.${verdict}`)}
    </Chip>
  );
}
