import {
  Check,
  CircleCheckBig,
  FileSpreadsheet,
  Info,
  ListX,
  RefreshCw,
  ShieldAlert,
  UserRoundCheck,
  X,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportProgress } from '../../domain/roster/roster-import.ts';
import { Button } from '../kit/button.tsx';
import { useIsSupervisor, useStation } from '../kit/client/station.tsx';
import { EmptyState } from '../kit/empty-state.tsx';
import { FailureNote } from '../kit/failure-note.tsx';
import { useNavigation } from '../kit/navigation.tsx';
import { Note } from '../kit/note.tsx';
import { Progress } from '../kit/progress.tsx';
import { useFormats } from '../kit/words/format.ts';
import { ChangesStep } from './changes-step.tsx';
import { ColumnsStep } from './columns-step.tsx';
import { PhotoSection } from './photo-section.tsx';
import { UndoImport } from './undo-import.tsx';
import { type ImportState, type RosterImport, useImport } from './use-import.ts';
import '../kit/step-list.css';
import './roster-import.css';

function StepContent({ roster }: { roster: RosterImport }): ReactNode {
  const { state } = roster;
  switch (state.step) {
    case 'choose':
      return (
        <ChooseStep
          busy={state.busy}
          wasCancelled={state.wasCancelled}
          onChoose={() => void roster.choose()}
        />
      );
    case 'columns':
      return <ColumnsStep state={state} roster={roster} />;
    case 'comparing':
      return <ProgressStep phase="comparing" progress={roster.progress} />;
    case 'changes':
      return <ChangesStep diff={state.diff} roster={roster} />;
    case 'writing':
      return <ProgressStep phase="writing" progress={roster.progress} />;
    case 'done':
      return (
        <>
          <DoneStep added={state.added} changed={state.changed} onAnother={roster.cancel} />
          <UndoImport isDone onUndone={() => void roster.cancel()} />
        </>
      );
  }
}

/**
 * The roster import of a supervisor: file, columns, changes, done; cancelled at any time.
 *
 * @param props.below shown while no import is under way
 */
export function RosterImportScreen({ below = null }: { below?: ReactNode }): ReactNode {
  const { t } = useTranslation();
  const { operator } = useStation();
  const isSupervisor = useIsSupervisor();
  const roster = useImport();
  const { step } = roster.state;
  const canCancel = step !== 'choose' && step !== 'done';
  return (
    <main className="screen" aria-label={t('roster.title')}>
      <header className="screen-head gap-x-8 gap-y-3 flex items-center flex-wrap min-h-target">
        <h1>{t('roster.title')}</h1>
        {isSupervisor && <Steps step={step} />}
        {canCancel && isSupervisor && (
          <Button look="quiet" icon={<X />} onPress={() => void roster.cancel()}>
            {t('app.cancel')}
          </Button>
        )}
      </header>
      <FailureNote failure={roster.failure} />
      {isSupervisor || operator === null ? (
        <StepContent roster={roster} />
      ) : (
        <EmptyState
          icon={<ShieldAlert />}
          title={t('roster.supervisorOnly')}
          hint={t('roster.supervisorOnlyHint')}
        />
      )}
      {!canCancel && below}
    </main>
  );
}

interface ProgressStepProps {
  phase: 'comparing' | 'writing';
  progress: ImportProgress | null;
}

/** The progress bar while main reads, compares or writes; check-ins continue meanwhile. */
function ProgressStep({ phase, progress }: ProgressStepProps): ReactNode {
  const { t } = useTranslation();
  const { number, percent } = useFormats();
  const fraction = progress?.fraction ?? 0;
  const rows = progress?.rows ?? 0;
  return (
    <div className="card p-10 grid gap-3">
      <Progress
        label={t(`roster.progress.${progress?.phase ?? phase}`)}
        fraction={fraction}
        valueWords={percent(fraction)}
      />
      <p className="figures text-soft">
        {t('roster.progress.rows', { count: rows, formatted: number(rows) })}
      </p>
      <p className="text-soft">{t('roster.progress.hint')}</p>
      <p className="text-soft">{t('roster.progress.cancelHint')}</p>
    </div>
  );
}

const names = ['file', 'columns', 'changes', 'done'] as const;

function positionOf(step: ImportState['step']): number {
  switch (step) {
    case 'choose':
      return 0;
    case 'columns':
    case 'comparing':
      return 1;
    case 'changes':
    case 'writing':
      return 2;
    case 'done':
      return 3;
  }
}

/** The current step of the import. */
function Steps({ step }: { step: ImportState['step'] }): ReactNode {
  const { t } = useTranslation();
  const position = positionOf(step);
  return (
    <ol className="steps flex flex-wrap gap-x-5 gap-y-2 flex-1" aria-label={t('roster.stepsLabel')}>
      {names.map((name, index) => (
        <li
          key={name}
          className="flex items-center gap-2 small font-semibold"
          data-passed={index < position || undefined}
          {...(index === position ? { 'aria-current': 'step' } : {})}
        >
          <span className="step-sign figures" aria-hidden="true">
            {index < position ? <Check size={14} strokeWidth={3} /> : index + 1}
          </span>
          {t(`roster.steps.${name}`)}
        </li>
      ))}
    </ol>
  );
}

interface DoneStepProps {
  added: number;
  changed: number;
  onAnother: () => Promise<void>;
}

/** The roster was written. */
function DoneStep({ added, changed, onAnother }: DoneStepProps): ReactNode {
  const { t } = useTranslation();
  const { number } = useFormats();
  const { go } = useNavigation();
  return (
    <div className="card roster-choose grid gap-3 justify-items-center text-center" role="status">
      <span className="size-18 grid place-items-center rounded-full bg-go-soft text-go-ink">
        <CircleCheckBig size={34} />
      </span>
      <h2 className="text-xl">{t('roster.done.title')}</h2>
      <p className="figures">
        {t('roster.done.added', { count: added, formatted: number(added) })}
      </p>
      <p className="figures">
        {t('roster.done.changed', { count: changed, formatted: number(changed) })}
      </p>
      <div className="flex gap-3">
        <Button onPress={() => void onAnother()}>{t('roster.done.another')}</Button>
        <Button look="primary" autoFocus onPress={() => go('desk')}>
          {t('roster.done.toDesk')}
        </Button>
      </div>
    </div>
  );
}

interface ChooseStepProps {
  busy: boolean;
  wasCancelled: boolean;
  onChoose: () => void;
}

/** The first step: choose a file; explains what an import does and does not do. */
function ChooseStep({ busy, wasCancelled, onChoose }: ChooseStepProps): ReactNode {
  const { t } = useTranslation();
  const { number } = useFormats();
  const { rosterSize } = useStation();
  return (
    <>
      {wasCancelled && (
        <Note tone="quiet" icon={<Info size={18} />} title={t('roster.cancelled')} />
      )}
      <div className="card roster-choose grid gap-3 justify-items-center text-center">
        <span className="size-18 grid place-items-center rounded-full bg-accent-soft text-accent">
          <FileSpreadsheet size={34} />
        </span>
        <h2 className="text-xl">{t('roster.choose.title')}</h2>
        <p>{t('roster.choose.hint')}</p>
        <Button look="primary" size="large" isDisabled={busy} onPress={onChoose} autoFocus>
          {t('roster.choose.button')}
        </Button>
        <p className="figures text-sm">
          {t('roster.choose.known', { count: rosterSize, formatted: number(rosterSize) })}
        </p>
      </div>
      <ul className="grid-cols-fit-60 grid gap-4">
        <li className="flex gap-3 small">
          <RefreshCw className="text-accent" size={20} />
          {t('roster.choose.promiseUpdate')}
        </li>
        <li className="flex gap-3 small">
          <UserRoundCheck className="text-accent" size={20} />
          {t('roster.choose.promiseKeep')}
        </li>
        <li className="flex gap-3 small">
          <ListX className="text-accent" size={20} />
          {t('roster.choose.promiseDrop')}
        </li>
      </ul>
      <UndoImport />
      <PhotoSection />
    </>
  );
}
