import { ShieldAlert, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useIsSupervisor, useStation } from '../../client/station.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { ChangesStep } from './changes-step.tsx';
import { ChooseStep } from './choose-step.tsx';
import { ColumnsStep } from './columns-step.tsx';
import { DoneStep } from './done-step.tsx';
import { ProgressStep } from './progress-step.tsx';
import { Steps } from './steps.tsx';
import { type RosterImport, useImport } from './use-import.ts';
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
      return <DoneStep added={state.added} changed={state.changed} onAnother={roster.cancel} />;
  }
}

/** The roster import of a supervisor: file, columns, changes, done; cancelled at any moment. */
export function RosterImportScreen(): ReactNode {
  const { t } = useTranslation();
  const { operator } = useStation();
  const isSupervisor = useIsSupervisor();
  const roster = useImport();
  const { step } = roster.state;
  const canCancel = step !== 'choose' && step !== 'done';
  return (
    <main className="screen" aria-label={t('roster.title')}>
      <header className="screen-head roster-head">
        <h1>{t('roster.title')}</h1>
        {isSupervisor && <Steps step={step} />}
        {canCancel && isSupervisor && (
          <Button
            look="quiet"
            icon={<X aria-hidden="true" size={18} />}
            onPress={() => void roster.cancel()}
          >
            {t('app.cancel')}
          </Button>
        )}
      </header>
      <FailureNote failure={roster.failure} />
      {isSupervisor || operator === null ? (
        <StepContent roster={roster} />
      ) : (
        <EmptyState
          icon={<ShieldAlert aria-hidden="true" size={22} />}
          title={t('roster.supervisorOnly')}
          hint={t('roster.supervisorOnlyHint')}
        />
      )}
    </main>
  );
}
