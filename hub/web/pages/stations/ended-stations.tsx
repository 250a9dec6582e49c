import { ShieldAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { OrganiserStation } from '../../../../domain/wire/organiser-stations.ts';
import { Button } from '../../../../renderer/ui/button.tsx';
import { useFormats } from '../../formats.ts';
import { useWords } from '../../words.ts';

/** Stations that were revoked or replaced: what they sent before stays. */
export function EndedStations({
  stations,
  onHeld,
}: {
  stations: readonly OrganiserStation[];
  /** Asks what one of them held. */
  onHeld: ((station: OrganiserStation) => void) | undefined;
}): ReactNode {
  const { t } = useWords();
  const { moment } = useFormats();
  return (
    <ul className="ended">
      {stations.map((station) => (
        <li key={station.id}>
          <bdi className="ended-name">{station.name}</bdi>
          <span className="small">
            {station.state === 'replaced'
              ? t('stations.replacedBy', { name: station.replacedBy ?? '' })
              : t('stations.revoked')}
            {station.lastSeen !== null &&
              ` · ${t('stations.seen', { time: moment(station.lastSeen) })}`}
          </span>
          {onHeld !== undefined && (
            <Button
              look="quiet"
              size="small"
              icon={<ShieldAlert aria-hidden="true" size={16} />}
              aria-label={t('stations.heldNamed', { name: station.name })}
              onPress={() => onHeld(station)}
            >
              {t('stations.held')}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
