import { CircleCheck, CircleDashed, WifiOff } from 'lucide-react';
import type { ReactNode } from 'react';
import { partName } from '../../../../domain/purge/certificate-words.ts';
import type { PurgeProgress } from '../../../../domain/wire/organiser-privacy.ts';
import { Chip } from '../../../../renderer/ui/chip.tsx';
import { useFormats } from '../../formats.ts';
import { useWords } from '../../words.ts';

type Station = PurgeProgress['stations'][number];

const looks = {
  done: { tone: 'go', Icon: CircleCheck },
  waiting: { tone: 'look', Icon: CircleDashed },
  unreachable: { tone: 'stop', Icon: WifiOff },
} as const satisfies Record<Station['progress'], unknown>;

/** The hub and every station that ever enrolled: done, waiting or unreachable, and what was deleted there. */
export function PurgeStations({
  progress: { hub, stations },
}: {
  progress: PurgeProgress;
}): ReactNode {
  const { t } = useWords();
  return (
    <ul className="purge-stations">
      <li>
        <ProgressChip progress={hub.done === null ? 'waiting' : 'done'} />
        <span className="purge-name">
          <bdi>{hub.name}</bdi> <span className="small">{t('privacy.hub')}</span>
        </span>
        <span className="small figures">
          {hub.done === null ? t('privacy.underWay') : <Outcome of={hub} />}
        </span>
      </li>
      {stations.map((station) => (
        <li key={station.kiosk}>
          <ProgressChip progress={station.progress} />
          <span className="purge-name">
            <bdi>{station.name}</bdi>{' '}
            <span className="small">{t(`stations.mode.${station.mode}`)}</span>
          </span>
          <span className="small figures">
            {station.done === null ? <Missing station={station} /> : <Outcome of={station} />}
          </span>
        </li>
      ))}
    </ul>
  );
}

function ProgressChip({ progress }: { progress: Station['progress'] }): ReactNode {
  const { t } = useWords();
  const { tone, Icon } = looks[progress];
  return (
    <Chip tone={tone} icon={<Icon aria-hidden="true" size={14} />}>
      {t(`privacy.station.${progress}`)}
    </Chip>
  );
}

function Outcome({
  of: { done, counts, left },
}: {
  of: Pick<Station, 'done' | 'counts' | 'left'>;
}): ReactNode {
  const { t, language } = useWords();
  const { moment, number, list } = useFormats();
  const parts = counts.map(({ part, count }) => `${number(count)} ${partName(part, language)}`);
  return (
    <>
      {t('privacy.doneAt', { time: moment(done ?? 0) })}
      {' · '}
      {parts.length === 0 ? t('privacy.nothing') : list(parts)}
      {left > 0 && (
        <>
          {' · '}
          <strong>{t('privacy.left', { count: left, number: number(left) })}</strong>
        </>
      )}
    </>
  );
}

function Missing({ station: { state, progress, lastSeen } }: { station: Station }): ReactNode {
  const { t } = useWords();
  const { moment } = useFormats();
  const why = state === 'enrolled' ? (progress === 'waiting' ? 'waiting' : 'unreachable') : state;
  return (
    <>
      {t(`privacy.stationHint.${why}`)}
      {' · '}
      {lastSeen === null ? t('privacy.neverSeen') : t('privacy.seen', { time: moment(lastSeen) })}
    </>
  );
}
