import type { ReactNode } from 'react';
import type { OrganiserStation } from '../../../../domain/wire/organiser-stations.ts';
import { useFormats } from '../../formats.ts';
import { useWords } from '../../words.ts';

/** Stations that were revoked or replaced: what they sent before stays. */
export function EndedStations({ stations }: { stations: readonly OrganiserStation[] }): ReactNode {
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
        </li>
      ))}
    </ul>
  );
}
