import { Check, NotebookPen, OctagonX } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { useTranslation } from 'react-i18next';
import type { DayStatus, StationStatus } from '../../domain/day-close/status.ts';
import { Button } from '../../ui/button.tsx';
import { DayFigures } from '../../ui/day-close/day-figures.tsx';
import { DayStateChip } from '../../ui/day-close/day-state-chip.tsx';
import { HeldRecords, VerdictWhy } from '../../ui/day-close/station-proof.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { Select } from '../../ui/fields/select.tsx';
import { useFormats } from '../../ui/formats.ts';
import { useNavigation } from '../../ui/navigation.tsx';
import { VerdictChip } from '../../ui/verdict-chip.tsx';
import { useIsSupervisor } from '../base/station.tsx';
import { useMoment } from '../base/use-moment.ts';
import { ImportStick } from '../sync/stick-outcome.tsx';
import { DayCloseProvider, GoOn, useDayClose } from './day-close-provider.tsx';
import { tellDayChanged } from './day-news.ts';
import { mattersOf, notedStations, openMatters, openStations, sortedStations } from './matters.ts';
import { NoteDialog } from './note-dialog.tsx';
import { ResolutionLine } from './resolution-line.tsx';
import { StationName, useLastSeen } from './station-cells.tsx';
import { StepClose } from './step-close.tsx';
import { StepHead } from './step-head.tsx';
import { StepLook } from './step-look.tsx';
import { HubAway, StepSend } from './step-send.tsx';
import {
  missingRecords,
  type Step,
  type StepState,
  stepStates,
  steps,
  summaryOf,
} from './steps.ts';
import '../sync/sync-lists.css';
import './day-close.css';
import './day-close-step.css';

/**
 * The end of a day: send pending records, resolve open items, check each station, close the day.
 */
export function DayCloseScreen(): ReactNode {
  return (
    <DayCloseProvider>
      <Page />
    </DayCloseProvider>
  );
}

const contents: Readonly<Record<Step, (props: { status: DayStatus }) => ReactNode>> = {
  send: StepSend,
  look: StepLook,
  stations: StepStations,
  close: StepClose,
};

function Page(): ReactNode {
  const { t } = useTranslation();
  const { status, failure, step } = useDayClose();
  const Content = contents[step];
  return (
    <main className="screen day-close" aria-label={t('dayClose.title')}>
      <header className="screen-head gap-x-6 grid grid-cols-text-end">
        <h1>{t('dayClose.title')}</h1>
        {status !== null && <DayChoice status={status} />}
      </header>
      <FailureNote failure={failure} />
      {status !== null && (
        <>
          <Figures status={status} />
          <div className="day-close-body grid-cols-[18.5rem_minmax(0,1fr)] grid gap-5 items-start">
            <StepNav status={status} />
            <section
              className="card day-close-step grid gap-5"
              aria-labelledby="day-close-step-title"
            >
              <Content status={status} />
            </section>
          </div>
        </>
      )}
    </main>
  );
}

function DayChoice({ status }: { status: DayStatus }): ReactNode {
  const { t } = useTranslation();
  const { day } = useFormats();
  const { chooseDay } = useDayClose();
  return (
    <div className="day-choice flex items-center gap-4 self-center">
      <DayStateChip state={status.state} />
      <Select
        label={t('day.label')}
        labelHidden
        value={status.day}
        choices={status.days.map((one) => ({ id: one, label: day(one) }))}
        onChange={chooseDay}
      />
    </div>
  );
}

function Figures({ status }: { status: DayStatus }): ReactNode {
  const { t } = useTranslation();
  const { number } = useFormats();
  const moment = useMoment();
  const { copy } = useDayClose();
  return (
    <DayFigures
      summary={summaryOf(status, copy.value)}
      day={status}
      others={[
        { label: t('dayClose.figures.facts'), value: number(status.facts) },
        { label: t('dayClose.figures.asOf'), value: moment(status.now) },
      ]}
    />
  );
}

function StepNav({ status }: { status: DayStatus }): ReactNode {
  const { t } = useTranslation();
  const { step: current, goTo } = useDayClose();
  const states = stepStates(status);
  const words = useStepWords(status);
  return (
    <nav className="day-steps top-5 sticky" aria-label={t('dayClose.steps')}>
      <ol className="grid gap-1">
        {steps.map((step, index) => (
          <li key={step} data-state={states[step]}>
            <AriaButton
              className="day-step flex items-center gap-3 w-full min-h-17 px-3 py-2 border-0 bg-transparent text-start rounded-md text-ink hover:bg-sunken current-place"
              {...(step === current ? { 'aria-current': 'step' } : {})}
              onPress={() => goTo(step)}
            >
              <span
                className="day-step-sign rounded-full z-1 relative size-9 figures grid place-items-center flex-none border-2 border-edge bg-surface font-bold"
                aria-hidden="true"
              >
                <Sign state={states[step]} number={index + 1} />
              </span>
              <span className="grid gap-0.5 min-w-0 leading-[1.25]">
                <strong>{t(`dayClose.${step}.title`)}</strong>
                <span className="figures small">{words(step)}</span>
              </span>
            </AriaButton>
          </li>
        ))}
      </ol>
    </nav>
  );
}

function Sign({ state, number }: { state: StepState; number: number }): ReactNode {
  switch (state) {
    case 'done':
      return <Check size={18} strokeWidth={3} />;
    case 'broken':
      return <OctagonX size={18} strokeWidth={2.5} />;
    case 'asks':
    case 'waits':
      return number;
  }
}

function useStepWords(status: DayStatus): (step: Step) => string {
  const { t } = useTranslation();
  const { number } = useFormats();
  const states = stepStates(status);
  const open = (count: number): string => t('dayClose.look.open', { count, number: number(count) });
  return (step) => {
    const isDone = states[step] === 'done';
    switch (step) {
      case 'send': {
        const missing = missingRecords(status);
        if (missing > 0) {
          return t('dayClose.send.missing', { count: missing, number: number(missing) });
        }
        if (status.hub === null) return t('dayClose.send.aloneShort');
        return t(`dayClose.send.${isDone ? 'done' : 'notAsked'}`);
      }
      case 'look':
        return isDone ? t('dayClose.look.done') : open(openMatters(mattersOf(status)).length);
      case 'stations': {
        if (!isDone) return open(openStations(status).length);
        const noted = notedStations(status);
        return noted === 0
          ? t('dayClose.stations.done')
          : t('dayClose.stations.noted', { count: noted, number: number(noted) });
      }
      case 'close':
        return t(`day.state.${status.state}`);
    }
  };
}

/** The third step: what is proven of each station, and what to do if it is not. */
function StepStations({ status }: { status: DayStatus }): ReactNode {
  const { t } = useTranslation();
  const isSupervisor = useIsSupervisor();
  return (
    <>
      <StepHead
        title={t('dayClose.stations.title')}
        hint={t(status.hub === null ? 'dayClose.stations.aloneHint' : 'dayClose.stations.hint')}
      />
      {status.hub !== null && status.source === 'desk' && <HubAway />}
      {status.hub !== null && <ImportStick onImported={tellDayChanged} />}
      <div className="sync-table verdicts overflow-auto panel">
        <table className="w-full border-collapse text-start">
          <thead>
            <tr>
              <th scope="col">{t('stations.name')}</th>
              <th scope="col">{t('dayClose.stations.verdict')}</th>
              <th scope="col">{t('dayClose.stations.what')}</th>
              <th scope="col">{t('dayClose.send.records')}</th>
              {isSupervisor && (
                <th scope="col">
                  <span className="visually-hidden">{t('stations.actions')}</span>
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {sortedStations(status).map((station) => (
              <VerdictRow
                key={station.station}
                station={station}
                status={status}
                canNote={isSupervisor}
              />
            ))}
          </tbody>
        </table>
      </div>
      <GoOn to="close" />
    </>
  );
}

function VerdictRow({
  station,
  status,
  canNote,
}: {
  station: StationStatus;
  status: DayStatus;
  canNote: boolean;
}): ReactNode {
  const { t } = useTranslation();
  const { open, close } = useNavigation();
  const { shortDay } = useFormats();
  const moment = useMoment();
  const lastSeen = useLastSeen(status);
  const { verdict, reason, asOf, resolution, name } = station;
  return (
    <tr className="border-t" data-verdict={verdict}>
      <th className="font-semibold" scope="row">
        <StationName station={station} />
        {status.hub !== null && verdict !== 'proven' && (
          <span className="verdict-seen figures block small font-normal">
            {t('dayClose.stations.seen', { age: lastSeen(station) })}
          </span>
        )}
      </th>
      <td>
        <VerdictChip verdict={verdict} />
      </td>
      <td className="verdict-why min-w-64 text-sm">
        <VerdictWhy reason={reason} asOf={asOf} moment={moment}>
          {reason !== null && (
            <p className="verdict-do text-soft">{t(`dayClose.remedies.${reason}`)}</p>
          )}
          {resolution !== null && <ResolutionLine resolution={resolution} />}
        </VerdictWhy>
      </td>
      <td className="figures">
        <HeldRecords of={station} />
      </td>
      {canNote && (
        <td className="sync-table-action">
          {verdict !== 'proven' && resolution === null && (
            <Button
              size="small"
              icon={<NotebookPen />}
              aria-label={t('dayClose.note.of', { name })}
              onPress={() =>
                open(
                  <NoteDialog
                    request={{
                      day: status.day,
                      title: t(`stationVerdict.${verdict}`),
                      lead: name,
                      details: [t(`day.reasons.${reason ?? 'proven'}`), shortDay(status.day)],
                      answering: { by: 'finding', finding: 'station', reference: station.station },
                    }}
                    onClose={close}
                  />,
                )
              }
            >
              {t('dayClose.note.open')}
            </Button>
          )}
        </td>
      )}
    </tr>
  );
}
