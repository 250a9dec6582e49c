import { CircleCheckBig, CloudOff, CloudUpload, Hourglass, Megaphone, Server } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { DayStatus, StationStatus } from '../../domain/day-close/status.ts';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { useFormats } from '../../ui/formats.ts';
import { Note } from '../../ui/note.tsx';
import { Progress } from '../../ui/progress.tsx';
import { useNotify } from '../../ui/toast.tsx';
import { ask } from '../base/ask.ts';
import { useAction } from '../base/page-client.ts';
import { useIsSupervisor } from '../base/station.tsx';
import { useMoment } from '../base/use-moment.ts';
import { useSync } from '../hub-client/sync-provider.tsx';
import { GoOn } from './day-close-provider.tsx';
import { tellDayChanged } from './day-news.ts';
import { sortedStations } from './matters.ts';
import { StationName, useLastSeen } from './station-cells.tsx';
import { StepHead } from './step-head.tsx';
import { sent } from './steps.ts';

/** The first step: the hub gets every station's records, and each station closes its day. */
export function StepSend({ status }: { status: DayStatus }): ReactNode {
  const { t } = useTranslation();
  if (status.hub === null) return <Alone status={status} />;
  return (
    <>
      <StepHead
        title={t('dayClose.send.title')}
        hint={t('dayClose.send.hint')}
        actions={<SendActions status={status} />}
      />
      {status.source === 'desk' && <HubAway />}
      <SentBar status={status} />
      <div className="sync-table overflow-auto panel">
        <table className="w-full border-collapse text-start">
          <thead>
            <tr>
              <th scope="col">{t('stations.name')}</th>
              <th scope="col">{t('dayClose.send.records')}</th>
              <th scope="col">{t('stations.lastSeen')}</th>
              <th scope="col">{t('stations.state')}</th>
            </tr>
          </thead>
          <tbody>
            {sortedStations(status).map((station) => (
              <SentRow key={station.station} station={station} status={status} />
            ))}
          </tbody>
        </table>
      </div>
      <GoOn to="look" />
    </>
  );
}

function Alone({ status }: { status: DayStatus }): ReactNode {
  const { t } = useTranslation();
  const { number } = useFormats();
  return (
    <>
      <StepHead title={t('dayClose.send.title')} hint={t('dayClose.send.aloneHint')} />
      <EmptyState
        icon={<Server />}
        title={t('dayClose.send.alone')}
        hint={t('dayClose.send.aloneFacts', {
          count: status.facts,
          number: number(status.facts),
        })}
      />
      <GoOn to="look" />
    </>
  );
}

/** Shown while the hub is away; this desk answers from its own data meanwhile. */
export function HubAway(): ReactNode {
  const { t } = useTranslation();
  return (
    <Note tone="look" icon={<CloudOff />} title={t('dayClose.away.title')}>
      <p>{t('dayClose.away.remedy')}</p>
    </Note>
  );
}

function SendActions({ status }: { status: DayStatus }): ReactNode {
  const { t } = useTranslation();
  const moment = useMoment();
  const isSupervisor = useIsSupervisor();
  const { day, calledAt } = status;
  const notify = useNotify();
  const { syncNow } = useSync();
  const call = useAction(async () => {
    await ask('callDayClose', { day });
    tellDayChanged();
    notify(t('dayClose.send.calledNow'));
  });
  return (
    <>
      {calledAt !== null && (
        <span className="figures flex items-center gap-2 small font-semibold">
          <Megaphone size={16} />
          {t('dayClose.send.called', { time: moment(calledAt) })}
        </span>
      )}
      <Button icon={<CloudUpload />} isDisabled={syncNow.busy} onPress={() => void syncNow.run()}>
        {t('sync.now')}
      </Button>
      {isSupervisor && (
        <Button
          variant="primary"
          icon={<Megaphone />}
          isDisabled={call.busy || status.source === 'desk'}
          onPress={() => void call.run()}
        >
          {t(calledAt === null ? 'dayClose.send.call' : 'dayClose.send.callAgain')}
        </Button>
      )}
      <FailureNote failure={call.failure ?? syncNow.failure} />
    </>
  );
}

function SentBar({ status }: { status: DayStatus }): ReactNode {
  const { t } = useTranslation();
  const { number } = useFormats();
  const { here, atLeast } = sent(status);
  // All records have arrived: each station's line says so.
  if (here === atLeast) return null;
  return (
    <Progress
      label={t('dayClose.send.bar')}
      fraction={here / atLeast}
      valueWords={t('dayClose.of', { part: number(here), whole: number(atLeast) })}
    />
  );
}

function SentRow({ station, status }: { station: StationStatus; status: DayStatus }): ReactNode {
  const { t } = useTranslation();
  const { number } = useFormats();
  const { held, atLeast } = station;
  const missing = Math.max(0, atLeast - held);
  const lastSeen = useLastSeen(status);
  return (
    <tr className="border-t">
      <th className="font-semibold" scope="row">
        <StationName station={station} />
      </th>
      <td className="figures">
        {missing === 0
          ? number(held)
          : t('dayClose.of', { part: number(held), whole: number(atLeast) })}
      </td>
      <td className={status.source === 'hub' ? 'figures' : 'figures text-soft'}>
        {lastSeen(station)}
      </td>
      <td>
        {missing === 0 ? (
          <Chip tone="go" icon={<CircleCheckBig size={14} strokeWidth={2.5} />}>
            {t('dayClose.send.allHere')}
          </Chip>
        ) : (
          <Chip tone="look" icon={<Hourglass size={14} strokeWidth={2.5} />}>
            {t('dayClose.send.missing', { count: missing, number: number(missing) })}
          </Chip>
        )}
      </td>
    </tr>
  );
}
