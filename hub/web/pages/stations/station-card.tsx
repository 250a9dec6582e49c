import {
  Ban,
  CircleCheck,
  DoorOpen,
  Monitor,
  ShieldAlert,
  TabletSmartphone,
  TriangleAlert,
  WifiOff,
} from 'lucide-react';
import type { ReactNode } from 'react';
import type { OrganiserStation } from '../../../../domain/wire/organiser-stations.ts';
import { Button } from '../../../../renderer/ui/button.tsx';
import { Chip } from '../../../../renderer/ui/chip.tsx';
import { useFormats } from '../../formats.ts';
import { useWords, type Words } from '../../words.ts';
import { StationHealth } from './station-health.tsx';

const modes = { desk: Monitor, kiosk: TabletSmartphone, door: DoorOpen } as const;

/** One station: what it is, what is wrong with it, and the state of each of its parts. */
export function StationCard({
  station,
  onRevoke,
  onLost,
}: {
  station: OrganiserStation;
  onRevoke: (() => void) | undefined;
  onLost: (() => void) | undefined;
}): ReactNode {
  const { t } = useWords();
  const { time, number } = useFormats();
  const Icon = modes[station.mode];
  return (
    <>
      <header className="station-head">
        <span className="station-icon" data-online={station.online || undefined}>
          <Icon aria-hidden="true" size={22} />
        </span>
        <div className="station-names">
          <h2>
            <bdi>{station.name}</bdi>
          </h2>
          <span className="small figures">
            {t(`stations.mode.${station.mode}`)}
            {station.lastSeen !== null &&
              ` · ${t('stations.seen', { time: time(station.lastSeen) })}`}
          </span>
        </div>
        <StateChip station={station} />
      </header>
      {station.troubles.length > 0 && (
        <ul className="troubles">
          {station.troubles.map((trouble) => (
            <li key={trouble}>
              <TriangleAlert aria-hidden="true" size={16} />
              {troubleText(trouble, station, t, number)}
            </li>
          ))}
        </ul>
      )}
      <StationHealth station={station} />
      <StationActions name={station.name} onRevoke={onRevoke} onLost={onLost} />
    </>
  );
}

function troubleText(
  trouble: OrganiserStation['troubles'][number],
  { refused, tickets }: OrganiserStation,
  t: Words,
  number: (count: number) => string,
): string {
  switch (trouble) {
    case 'push-refused':
      return refused === null ? '' : t(`stations.refused.${refused}`);
    case 'tickets-missing': {
      const count = tickets?.unproved ?? 0;
      return t('stations.trouble.tickets-missing', { count, number: number(count) });
    }
    default:
      return t(`stations.trouble.${trouble}`);
  }
}

function StationActions({
  name,
  onRevoke,
  onLost,
}: {
  name: string;
  onRevoke: (() => void) | undefined;
  onLost: (() => void) | undefined;
}): ReactNode {
  const { t } = useWords();
  if (onRevoke === undefined && onLost === undefined) return null;
  return (
    <footer className="station-actions">
      {onRevoke !== undefined && (
        <Button
          look="quiet"
          size="small"
          icon={<Ban aria-hidden="true" size={16} />}
          aria-label={t('stations.revokeNamed', { name })}
          onPress={onRevoke}
        >
          {t('stations.revoke')}
        </Button>
      )}
      {onLost !== undefined && (
        <Button
          look="quiet"
          size="small"
          icon={<ShieldAlert aria-hidden="true" size={16} />}
          aria-label={t('stations.lostNamed', { name })}
          onPress={onLost}
        >
          {t('stations.lost')}
        </Button>
      )}
    </footer>
  );
}

function StateChip({ station }: { station: OrganiserStation }): ReactNode {
  const { t } = useWords();
  if (!station.online) {
    return (
      <Chip tone="stop" icon={<WifiOff aria-hidden="true" size={14} />}>
        {t('stations.offline')}
      </Chip>
    );
  }
  if (station.troubles.length > 0) {
    return (
      <Chip tone="look" icon={<TriangleAlert aria-hidden="true" size={14} />}>
        {t('stations.look')}
      </Chip>
    );
  }
  return (
    <Chip tone="go" icon={<CircleCheck aria-hidden="true" size={14} />}>
      {t('stations.well')}
    </Chip>
  );
}
