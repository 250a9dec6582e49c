import { Ban, MonitorOff, QrCode, Smartphone } from 'lucide-react';
import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { type HubKnowledge, seenAs, stationMark } from '../../domain/sync/last-seen.ts';
import type { StationView } from '../../preload/contract/sync.ts';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { useNavigation } from '../../ui/navigation.tsx';
import { ModeIcon } from '../../ui/station/mode-icon.tsx';
import { type Answer, useAnswer } from '../base/page-client.ts';
import { useIsSupervisor } from '../base/station.tsx';
import { useHubKnowledge } from '../hub-client/use-hub-knowledge.ts';
import { useSeenWords } from '../hub-client/use-hub-words.ts';
import { RevokeDialog } from './hosting-dialogs.tsx';
import { InviteDialog } from './invite-dialog.tsx';
import '../sync/sync-lists.css';

/** Milliseconds between two requests, because the time of last contact changes without a notice. */
const askAgainAfter = 5_000;

/** Requested repeatedly while shown. */
export function useStations(): Answer<StationView[]> {
  const answer = useAnswer('listStations', [], { renewOn: ['syncChanged'] });
  const { renew } = answer;
  useEffect(() => {
    const timer = setInterval(renew, askAgainAfter);
    return () => clearInterval(timer);
  }, [renew]);
  return answer;
}

/**
 * Every station that the hub knows: name, mode, last contact, and whether it is revoked. Only on
 * the hub's own desk can stations be added or revoked.
 */
export function StationList({ isHosting }: { isHosting: boolean }): ReactNode {
  const { t } = useTranslation();
  const { open, close } = useNavigation();
  const isKeeper = useIsSupervisor() && isHosting;
  const { value, failure } = useStations();
  const stations = value ?? [];
  const isLonely = value !== null && stations.every(({ self }) => self);
  return (
    <>
      <FailureNote failure={failure} />
      {stations.length > 0 && (
        <div className="sync-table overflow-auto panel">
          <table className="w-full border-collapse text-start">
            <thead>
              <tr>
                <th scope="col">{t('stations.name')}</th>
                <th scope="col">{t('stations.mode')}</th>
                <th scope="col">{t('stations.lastSeen')}</th>
                <th scope="col">{t('stations.state')}</th>
                {isKeeper && (
                  <th scope="col">
                    <span className="visually-hidden">{t('stations.actions')}</span>
                  </th>
                )}
              </tr>
            </thead>
            <tbody>
              {stations.map((station) => (
                <StationRow key={station.id} station={station} canRevoke={isKeeper} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {isLonely && (
        <EmptyState
          icon={<Smartphone />}
          title={t('stations.none')}
          hint={t(isHosting ? 'stations.noneHint' : 'stations.noneElsewhere')}
          action={
            isKeeper && (
              <Button icon={<QrCode />} onPress={() => open(<InviteDialog onClose={close} />)}>
                {t('host.invite')}
              </Button>
            )
          }
        />
      )}
    </>
  );
}

function StationRow({
  station,
  canRevoke,
}: {
  station: StationView;
  canRevoke: boolean;
}): ReactNode {
  const { t } = useTranslation();
  const { open, close } = useNavigation();
  const { id, name, mode, self } = station;
  const knowledge = useHubKnowledge();
  const { state, tone, isAway } = stationMark(station, knowledge);
  return (
    <tr className="border-t" data-past={state !== 'enrolled' || undefined}>
      <th className="font-semibold" scope="row">
        <span className="flex items-center gap-2">
          <bdi>{name}</bdi>
          {self && <Chip tone="accent">{t('stations.self')}</Chip>}
        </span>
      </th>
      <td>
        <span className="flex items-center gap-2">
          <span className="text-soft">
            <ModeIcon mode={mode} />
          </span>
          {t(`stationMode.${mode}`)}
        </span>
      </td>
      <td className="figures">
        <LastSeen station={station} knowledge={knowledge} isAway={isAway} />
      </td>
      <td>
        <Chip tone={tone}>{t(`stations.states.${state}`)}</Chip>
      </td>
      {canRevoke && (
        <td className="sync-table-action">
          {state === 'enrolled' && !self && (
            <Button
              variant="quiet"
              size="small"
              icon={<Ban />}
              aria-label={t('stations.revokeOf', { name })}
              onPress={() => open(<RevokeDialog id={id} name={name} onClose={close} />)}
            >
              {t('stations.revoke')}
            </Button>
          )}
        </td>
      )}
    </tr>
  );
}

function LastSeen({
  station: { lastSeen },
  knowledge: { now, isCurrent },
  isAway,
}: {
  station: StationView;
  knowledge: HubKnowledge;
  isAway: boolean;
}): ReactNode {
  const seenWords = useSeenWords();
  const seen = seenAs(lastSeen, now, isCurrent);
  return (
    <span
      className="kiosk-seen flex items-center gap-2"
      data-away={isAway || undefined}
      data-past={seen.kind !== 'ago' || undefined}
    >
      {isAway && <MonitorOff size={16} />}
      {seenWords(seen)}
    </span>
  );
}
