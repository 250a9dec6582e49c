import { CircleCheckBig, FolderOpen, History } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { DayState, DayStatus } from '../../../domain/day-close/status.ts';
import { useFormats } from '../../i18n/format.ts';
import { Chip, type Tone } from '../../ui/chip.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { Select } from '../../ui/select.tsx';
import { DayCloseProvider, useDayClose } from './day-close-provider.tsx';
import { DayFigures } from './day-figures.tsx';
import { StepClose } from './step-close.tsx';
import { StepKiosks } from './step-kiosks.tsx';
import { StepLook } from './step-look.tsx';
import { StepNav } from './step-nav.tsx';
import { StepSend } from './step-send.tsx';
import type { Step } from './steps.ts';
import '../sync/sync-lists.css';
import './day-close.css';
import './day-close-step.css';

/** The end of a day: what waits is sent, what is open is looked into, each station has its verdict, the day is closed. */
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
  kiosks: StepKiosks,
  close: StepClose,
};

function Page(): ReactNode {
  const { t } = useTranslation();
  const { status, failure, step } = useDayClose();
  const Content = contents[step];
  return (
    <main className="screen day-close" aria-label={t('dayClose.title')}>
      <header className="screen-head day-close-head">
        <h1>{t('dayClose.title')}</h1>
        <p>{t('dayClose.intro')}</p>
        {status !== null && <DayChoice status={status} />}
      </header>
      <FailureNote failure={failure} />
      {status !== null && (
        <>
          <DayFigures status={status} />
          <div className="day-close-body">
            <StepNav status={status} />
            <section className="card day-close-step" aria-labelledby="day-close-step-title">
              <Content status={status} />
            </section>
          </div>
        </>
      )}
    </main>
  );
}

const stateLooks: Readonly<Record<DayState, { tone: Tone; Icon: typeof History }>> = {
  open: { tone: 'quiet', Icon: FolderOpen },
  closed: { tone: 'go', Icon: CircleCheckBig },
  reopened: { tone: 'look', Icon: History },
};

function DayChoice({ status }: { status: DayStatus }): ReactNode {
  const { t } = useTranslation();
  const { day } = useFormats();
  const { chooseDay } = useDayClose();
  const { tone, Icon } = stateLooks[status.state];
  return (
    <div className="day-choice">
      <Chip tone={tone} icon={<Icon aria-hidden="true" size={14} strokeWidth={2.5} />}>
        {t(`dayClose.state.${status.state}`)}
      </Chip>
      <Select
        label={t('dayClose.day')}
        labelHidden
        value={status.day}
        choices={status.days.map((one) => ({ id: one, words: day(one) }))}
        onChange={chooseDay}
      />
    </div>
  );
}
