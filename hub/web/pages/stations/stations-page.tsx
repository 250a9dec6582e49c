import { MonitorSmartphone, Plus, TriangleAlert } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type {
  OrganiserStation,
  OrganiserStations,
} from '../../../../domain/wire/organiser-stations.ts';
import { Button } from '../../../../renderer/ui/button.tsx';
import { EmptyState } from '../../../../renderer/ui/empty-state.tsx';
import { Note } from '../../../../renderer/ui/note.tsx';
import { useMay } from '../../client/session-store.ts';
import { type Answer, useAnswer } from '../../client/use-answer.ts';
import { useFormats } from '../../formats.ts';
import { Answered } from '../../parts/answered.tsx';
import { AsOf } from '../../parts/as-of.tsx';
import { Page, Section } from '../../parts/page.tsx';
import { useWords } from '../../words.ts';
import { EndedStations } from './ended-stations.tsx';
import { InviteDialog } from './invite-dialog.tsx';
import { LostDialog } from './lost-dialog.tsx';
import { OperatorsToConfirm } from './operators-to-confirm.tsx';
import { RecordsSection } from './records-section.tsx';
import { RevokeDialog } from './revoke-dialog.tsx';
import { StationCard } from './station-card.tsx';
import './stations.css';

/** Desks, kiosks and doors with their health; new ones are enrolled here, lost ones revoked. */
export function StationsPage(): ReactNode {
  const { t } = useWords();
  const stations = useAnswer('stations', {}, { on: ['stations', 'facts'] });
  const [isInviting, setInviting] = useState(false);
  const mayInvite = useMay('invite-kiosk');
  const mayJudge = useMay('judge-records');
  return (
    <Page
      title={t('stations.title')}
      lead={<Lead stations={stations} />}
      actions={
        mayInvite && (
          <Button
            look="primary"
            icon={<Plus aria-hidden="true" size={18} />}
            onPress={() => setInviting(true)}
          >
            {t('stations.enrol')}
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

/** Most stations agree on another time: nobody is stopped there, and somebody looks at the hub. */
function HubClockNote({ off }: { off: number }): ReactNode {
  const { t } = useWords();
  const { number, decimal } = useFormats();
  const minutes = Math.abs(off) / 60_000;
  const span =
    minutes < 90 ? `${number(Math.round(minutes))}\u00a0min` : `${decimal(minutes / 60)}\u00a0h`;
  return (
    <Note
      tone="stop"
      icon={<TriangleAlert aria-hidden="true" size={20} />}
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
    <span className="row">
      <span className="figures">
        {t('stations.lead', { online: number(online.length), count: enrolled.length })}
      </span>
      <AsOf asOf={value.asOf} />
    </span>
  );
}

/** A station that is being ended, or asked about after its end. */
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
  const mayRevoke = useMay('revoke-kiosk');
  const mayReport = useMay('report-kiosk-lost');
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
            icon={<MonitorSmartphone aria-hidden="true" size={24} />}
            title={t('stations.none')}
            hint={t('stations.noneHint')}
          />
        </section>
      ) : (
        <ul className="fleet">
          {enrolled.map((station) => (
            <li className="card station" key={station.id}>
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
