import {
  ArrowLeft,
  CircleCheckBig,
  FileDown,
  FileSpreadsheet,
  Info,
  ListX,
  RefreshCw,
  ShieldAlert,
  UserRoundCheck,
  X,
} from 'lucide-react';
import { type ReactNode, useCallback, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportWritten, RosterDiff } from '../../domain/roster/roster-import.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { useFormats } from '../../ui/formats.ts';
import { useNavigation } from '../../ui/navigation.tsx';
import { Note } from '../../ui/note.tsx';
import { ChangesStep } from '../../ui/roster/changes-step.tsx';
import { ColumnsStep } from '../../ui/roster/columns-step.tsx';
import { ImportedEventContext } from '../../ui/roster/field-label.ts';
import { ImportSteps, ProgressStep, WrittenCounts } from '../../ui/roster/import-steps.tsx';
import {
  type RosterImport as Import,
  type ImportCalls,
  useImport,
} from '../../ui/roster/use-import.ts';
import { usePastedList } from '../../ui/roster/use-pasted-list.ts';
import { useNotify } from '../../ui/toast.tsx';
import { ask, type CallFailure, failureOf, onNotice } from '../base/ask.ts';
import { useAction } from '../base/page-client.ts';
import { useIsSupervisor, useStation } from '../base/station.tsx';
import { PhotoSection } from './photo-section.tsx';
import { UndoImport } from './undo-import.tsx';

const calls: ImportCalls<CallFailure> = {
  reread: (planId, options) => ask('rereadRosterFile', { planId, options }),
  compare: (planId, mapping, markVips) => ask('compareRoster', { planId, mapping, markVips }),
  apply: (planId, decision) => ask('applyRoster', { planId, decision }),
  addDelegations: (planId, delegations) => ask('addImportDelegations', { planId, delegations }),
  cancel: (planId) => ask('cancelRosterImport', { planId }),
  onProgress: (planId, told) =>
    onNotice('importProgress', (progress) => {
      if (progress.planId === planId) told(progress);
    }),
  failureOf,
  endOf: ({ code }) => {
    if (code === 'import-cancelled') return 'cancelled';
    return code === 'import-plan-gone' ? 'gone' : null;
  },
};

function StepContent({
  roster,
  onLeave,
}: {
  roster: Import<CallFailure>;
  onLeave: (() => void) | undefined;
}): ReactNode {
  const { state } = roster;
  switch (state.step) {
    case 'choose':
      return (
        <ChooseStep
          busy={state.busy}
          wasCancelled={state.wasCancelled}
          onChoose={() => void roster.choose(() => ask('chooseRosterFile'))}
        />
      );
    case 'columns':
      return <ColumnsStep state={state} roster={roster} />;
    case 'comparing':
      return <DeskProgress phase="comparing" roster={roster} />;
    case 'changes':
      return (
        <ChangesStep
          state={state}
          roster={roster}
          saveRejected={<SaveRejected diff={state.diff} />}
        />
      );
    case 'writing':
      return <DeskProgress phase="writing" roster={roster} />;
    case 'done':
      return (
        <>
          <DoneStep
            written={state.written}
            onAnother={roster.cancel}
            onLeave={
              onLeave === undefined
                ? undefined
                : () => {
                    void roster.cancel();
                    onLeave();
                  }
            }
          />
          <UndoImport isDone onUndone={() => void roster.cancel()} />
        </>
      );
  }
}

interface RosterImportProps {
  /** False: nothing is shown, but an import in progress continues, and a pasted list opens it. */
  isOpen: boolean;
  onOpen?: () => void;
  /** Returns to the list of people; without it, there is none yet. */
  onLeave?: () => void;
}

/** A supervisor's roster import: file, columns, changes, done. It can be cancelled at any time. */
export function RosterImport({ isOpen, onOpen, onLeave }: RosterImportProps): ReactNode {
  const { t } = useTranslation();
  const { operator, event } = useStation();
  const isSupervisor = useIsSupervisor();
  const mayImport = isSupervisor || operator === null;
  const roster = useImport(calls);
  const { step } = roster.state;
  const canCancel = step !== 'choose' && step !== 'done';
  const paste = (text: string): void => {
    if (!mayImport || step !== 'choose') return;
    onOpen?.();
    void roster.choose(() => ask('openPastedRoster', { text }));
  };
  const latest = useRef(paste);
  latest.current = paste;
  usePastedList(useCallback((text: string) => latest.current(text), []));
  if (!isOpen) return null;
  return (
    <>
      <header className="gap-x-8 gap-y-3 flex items-center flex-wrap min-h-target">
        {onLeave !== undefined && (
          <Button variant="quiet" icon={<ArrowLeft />} onPress={onLeave}>
            {t('people.toList')}
          </Button>
        )}
        {isSupervisor && <ImportSteps step={step} />}
        {isSupervisor && canCancel && (
          <Button variant="quiet" icon={<X />} onPress={() => void roster.cancel()}>
            {t('app.cancel')}
          </Button>
        )}
      </header>
      <FailureNote failure={roster.failure} />
      {mayImport ? (
        <ImportedEventContext value={event}>
          <StepContent roster={roster} onLeave={onLeave} />
        </ImportedEventContext>
      ) : (
        <EmptyState
          icon={<ShieldAlert />}
          title={t('roster.supervisorOnly')}
          hint={t('roster.supervisorOnlyHint')}
        />
      )}
    </>
  );
}

function DeskProgress({
  phase,
  roster: { progress },
}: {
  phase: 'comparing' | 'writing';
  roster: Import<CallFailure>;
}): ReactNode {
  const { t } = useTranslation();
  return (
    <ProgressStep phase={phase} progress={progress}>
      <p className="text-soft">{t('roster.progress.hint')}</p>
      <p className="text-soft">{t('roster.progress.cancelHint')}</p>
    </ProgressStep>
  );
}

interface DoneStepProps {
  written: ImportWritten;
  onAnother: () => Promise<void>;
  onLeave: (() => void) | undefined;
}

function DoneStep({ written, onAnother, onLeave }: DoneStepProps): ReactNode {
  const { t } = useTranslation();
  const { go } = useNavigation();
  return (
    <div className="card roster-choose grid gap-3 justify-items-center text-center" role="status">
      <span className="size-18 grid place-items-center rounded-full bg-go-soft text-go-ink">
        <CircleCheckBig size={34} />
      </span>
      <h2 className="text-xl">{t('roster.done.title')}</h2>
      <WrittenCounts written={written} />
      <div className="flex gap-3">
        <Button onPress={() => void onAnother()}>{t('roster.done.another')}</Button>
        {onLeave !== undefined && <Button onPress={onLeave}>{t('people.toList')}</Button>}
        <Button variant="primary" autoFocus onPress={() => go('desk')}>
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
        <Button variant="primary" size="large" isDisabled={busy} onPress={onChoose} autoFocus>
          {t('roster.choose.button')}
        </Button>
        <p className="small">{t('roster.choose.paste')}</p>
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

function SaveRejected({ diff }: { diff: RosterDiff }): ReactNode {
  const { t } = useTranslation();
  const notify = useNotify();
  const { run, busy, failure } = useAction(async () => {
    if (await ask('saveRejectedRows', { planId: diff.planId })) notify(t('roster.diff.saved'));
  });
  return (
    <div className="px-5 pt-4 pb-0 flex flex-wrap gap-3">
      <Button icon={<FileDown />} isDisabled={busy} onPress={() => void run()}>
        {t('roster.diff.saveRejected')}
      </Button>
      <FailureNote failure={failure} />
    </div>
  );
}
