import {
  Ban,
  MonitorSmartphone,
  Plus,
  ShieldAlert,
  TriangleAlert,
  UserRoundCheck,
} from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { OrganiserStation, OrganiserStations } from '../../../../domain/organiser/stations.ts';
import { Button } from '../../../../ui/button.tsx';
import { EmptyState } from '../../../../ui/empty-state.tsx';
import { FormDialog } from '../../../../ui/form-dialog.tsx';
import { useFormats } from '../../../../ui/formats.ts';
import { Note } from '../../../../ui/note.tsx';
import { useNotify } from '../../../../ui/toast.tsx';
import { type Answer, useAction, useAnswer } from '../../client/page-client.ts';
import { ask } from '../../client/request.ts';
import { useMay } from '../../client/session-store.ts';
import { Answered } from '../../parts/answered.tsx';
import { AsOf } from '../../parts/as-of.tsx';
import { TypeToConfirmDialog } from '../../parts/confirm-dialogs.tsx';
import { Page, Section } from '../../parts/page.tsx';
import { useWords } from '../../words.ts';
import { InviteDialog } from './invite-dialog.tsx';
import { LostDialog } from './lost-dialog.tsx';
import { RecordsSection } from './records-section.tsx';
import { StationCard } from './station-card.tsx';
import './stations.css';

/** Desks, kiosks and doors with their health; new ones are enrolled here, lost ones revoked. */
export function StationsPage(): ReactNode {
  const { t } = useWords();
  const stations = useAnswer('stations', [{}], { renewOn: ['stations', 'facts'] });
  const [isInviting, setInviting] = useState(false);
  const mayInvite = useMay('invite-station');
  const mayJudge = useMay('judge-records');
  return (
    <Page
      title={t('stations.title')}
      lead={<Lead stations={stations} />}
      actions={
        mayInvite && (
          <Button variant="primary" icon={<Plus />} onPress={() => setInviting(true)}>
            {t('invite.title')}
          </Button>
        )
      }
    >
      <Answered answer={stations}>
        {(value) => (
          <>
            <OperatorsToConfirm operators={value.operators} onChanged={stations.renew} />
            {value.hubClockOff !== null && <HubClockNote off={value.hubClockOff} />}
            <Fleet stations={value.stations} onChanged={stations.renew} />
            {mayJudge && <RecordsSection stations={value.stations} />}
          </>
        )}
      </Answered>
      {isInviting && (
        <InviteDialog
          stations={stations.value?.stations ?? []}
          onClose={() => {
            setInviting(false);
            stations.renew();
          }}
        />
      )}
    </Page>
  );
}

/** Shown if most stations agree on another time: they keep working, but check the hub's clock. */
function HubClockNote({ off }: { off: number }): ReactNode {
  const { t } = useWords();
  const { number, decimal } = useFormats();
  const minutes = Math.abs(off) / 60_000;
  const span =
    minutes < 90 ? `${number(Math.round(minutes))}\u00a0min` : `${decimal(minutes / 60)}\u00a0h`;
  return (
    <Note
      tone="stop"
      icon={<TriangleAlert />}
      title={t(off > 0 ? 'stations.hubClock.ahead' : 'stations.hubClock.behind', { span })}
    >
      <p>{t('stations.hubClock.remedy')}</p>
    </Note>
  );
}

function Lead({ stations: { value } }: { stations: Answer<OrganiserStations> }): ReactNode {
  const { t } = useWords();
  const { number } = useFormats();
  if (value === null) return null;
  const enrolled = value.stations.filter(({ state }) => state === 'enrolled');
  const online = enrolled.filter((one) => one.online);
  return (
    <span className="cluster">
      <span className="figures">
        {t('stations.lead', { online: number(online.length), count: enrolled.length })}
      </span>
      <AsOf asOf={value.asOf} />
    </span>
  );
}

/** A station that is being revoked, or whose data is shown afterwards. */
interface Ending {
  by: 'revoke' | 'lost';
  station: OrganiserStation;
}

function Fleet({
  stations,
  onChanged,
}: {
  stations: readonly OrganiserStation[];
  onChanged: () => void;
}): ReactNode {
  const { t } = useWords();
  const mayRevoke = useMay('revoke-station');
  const mayReport = useMay('report-station-lost');
  const [ending, setEnding] = useState<Ending | null>(null);
  const close = (): void => {
    setEnding(null);
    onChanged();
  };
  const report = (station: OrganiserStation): void => setEnding({ by: 'lost', station });
  const enrolled = stations.filter(({ state }) => state === 'enrolled');
  const ended = stations.filter(({ state }) => state !== 'enrolled');
  return (
    <>
      {enrolled.length === 0 ? (
        <section className="card">
          <EmptyState
            icon={<MonitorSmartphone size={24} />}
            title={t('stations.none')}
            hint={t('stations.noneHint')}
          />
        </section>
      ) : (
        <ul className="grid-cols-fill-84 grid gap-4">
          {enrolled.map((station) => (
            <li className="card station flex flex-col gap-3 min-w-0" key={station.id}>
              <StationCard
                station={station}
                onRevoke={mayRevoke ? () => setEnding({ by: 'revoke', station }) : undefined}
                onLost={mayReport ? () => report(station) : undefined}
              />
            </li>
          ))}
        </ul>
      )}
      {ended.length > 0 && (
        <Section title={t('stations.ended')}>
          <EndedStations stations={ended} onHeld={mayReport ? report : undefined} />
        </Section>
      )}
      {ending?.by === 'revoke' && (
        <RevokeDialog station={ending.station} onClose={() => setEnding(null)} onDone={close} />
      )}
      {ending?.by === 'lost' && <LostDialog station={ending.station} onClose={close} />}
    </>
  );
}

/** Revokes a station permanently. Its name must be typed: stations look alike in a list. */
function RevokeDialog({
  station: { id, name },
  onClose,
  onDone,
}: {
  station: OrganiserStation;
  onClose: () => void;
  onDone: () => void;
}): ReactNode {
  const { t } = useWords();
  const notify = useNotify();
  return (
    <TypeToConfirmDialog
      title={t('stations.revokeTitle', { name })}
      expected={name}
      label={t('stations.typeName', { name })}
      wrong={t('stations.wrongName')}
      submit={{ label: t('stations.revoke'), icon: <Ban size={18} /> }}
      onConfirm={async (confirm) => {
        await ask('revokeStation', { confirm }, id);
        notify(t('stations.revokedNow', { name }));
        onDone();
      }}
      onClose={onClose}
    >
      <p>{t('stations.revokeEffect')}</p>
    </TypeToConfirmDialog>
  );
}

/** Revoked or replaced stations. Their earlier records stay. */
function EndedStations({
  stations,
  onHeld,
}: {
  stations: readonly OrganiserStation[];
  /** Shows the data that one of them held. */
  onHeld: ((station: OrganiserStation) => void) | undefined;
}): ReactNode {
  const { t } = useWords();
  const { moment } = useFormats();
  return (
    <ul className="ended grid gap-2">
      {stations.map((station) => (
        <li className="flex items-center flex-wrap gap-x-4" key={station.id}>
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
              variant="quiet"
              size="small"
              icon={<ShieldAlert />}
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

type Operators = OrganiserStations['operators'];
type Waiting = Operators['waiting'][number];

/** Operators whom one person added alone, or a full list at the hub. Empty if there are none. */
function OperatorsToConfirm({
  operators: { count, isFull, waiting },
  onChanged,
}: {
  operators: Operators;
  onChanged: () => void;
}): ReactNode {
  const { t } = useWords();
  const mayVouch = useMay('vouch-operators');
  const [asked, setAsked] = useState<Waiting | null>(null);
  return (
    <>
      {isFull && (
        <Note tone="stop" icon={<TriangleAlert />} title={t('stations.operators.full', { count })}>
          <p>{t('stations.operators.fullRemedy')}</p>
        </Note>
      )}
      {waiting.length > 0 && (
        <Section title={t('stations.operators.title')}>
          <p className="small">{t('stations.operators.lead')}</p>
          <ul className="ended grid gap-2">
            {waiting.map((one) => (
              <li className="flex items-center flex-wrap gap-x-4" key={one.id}>
                <bdi className="ended-name">{one.name}</bdi>
                <span className="small">{t(`stations.operators.role.${one.role}`)}</span>
                <span className="small">{t('stations.operators.of', { desk: one.desk })}</span>
                {mayVouch && (
                  <Button
                    variant="quiet"
                    size="small"
                    icon={<UserRoundCheck />}
                    aria-label={t('stations.operators.confirmNamed', { name: one.name })}
                    onPress={() => setAsked(one)}
                  >
                    {t('stations.operators.confirm')}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        </Section>
      )}
      {asked !== null && (
        <VouchDialog
          operator={asked}
          onClose={() => {
            setAsked(null);
            onChanged();
          }}
        />
      )}
    </>
  );
}

function VouchDialog({
  operator: { id, name, desk },
  onClose,
}: {
  operator: Waiting;
  onClose: () => void;
}): ReactNode {
  const { t } = useWords();
  const notify = useNotify();
  const send = useAction(async () => {
    await ask('vouchForOperator', {}, id);
    notify(t('stations.operators.confirmed', { name }));
    onClose();
  });
  return (
    <FormDialog
      title={t('stations.operators.confirmTitle', { name })}
      onClose={onClose}
      onSubmit={() => void send.run()}
      failure={send.failure}
      submit={{
        label: t('stations.operators.confirm'),
        icon: <UserRoundCheck size={18} />,
        isDisabled: send.busy,
      }}
    >
      <p>{t('stations.operators.confirmEffect', { name, desk })}</p>
    </FormDialog>
  );
}
