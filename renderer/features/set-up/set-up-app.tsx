import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { NavigationProvider } from '../../app/navigation.tsx';
import { useStation } from '../../client/station.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { StepList } from '../../ui/step-list.tsx';
import { ToastProvider } from '../../ui/toast.tsx';
import { DeskProvider } from '../desk/desk-provider.tsx';
import { SignIn } from '../sign-in/sign-in.tsx';
import { BeginStep } from './begin-step.tsx';
import { DevicesStep } from './devices-step.tsx';
import { EventFileStep } from './event-step.tsx';
import { HubStep } from './hub-step.tsx';
import { ListStep } from './list-step.tsx';
import { PlaceStep } from './place-step.tsx';
import { PrinterStep } from './printer-step.tsx';
import { ReadyStep } from './ready-step.tsx';
import { StationStep } from './station-step.tsx';
import { SupervisorStep } from './supervisor-step.tsx';
import { useSetUp } from './use-set-up.ts';
import './set-up.css';

/**
 * The first start: one step after the other, until the station is ready. Where it stands is kept by main, so a
 * restart in the middle goes on there; once there is a supervisor, only a supervisor goes on.
 */
export function SetUpApp(): ReactNode {
  const { operator, needsFirstSupervisor } = useStation();
  const isLocked = !needsFirstSupervisor && operator === null;
  return (
    <NavigationProvider initial="settings">
      <ToastProvider>
        <DeskProvider>
          <div className="set-up">
            <SetUpHead isLocked={isLocked} />
            {isLocked ? <SignIn /> : <Step />}
          </div>
        </DeskProvider>
      </ToastProvider>
    </NavigationProvider>
  );
}

function SetUpHead({ isLocked }: { isLocked: boolean }): ReactNode {
  const { t } = useTranslation();
  const { view, go } = useSetUp();
  const position = view.steps.indexOf(view.step);
  return (
    <header className="set-up-head">
      <p className="set-up-title">
        <strong>{t('setUp.title')}</strong>
        <span className="figures" role="status">
          {t('setUp.position', { number: position + 1, total: view.steps.length })}
        </span>
      </p>
      <StepList
        label={t('setUp.progress')}
        current={view.step}
        steps={view.steps.map((id) => ({ id, words: t(`setUp.steps.${id}`), isWrong: false }))}
        mayGo={(id) => !isLocked && view.steps.indexOf(id) < position}
        onGo={(id) => void go.run(id)}
      />
      <FailureNote failure={go.failure} />
    </header>
  );
}

function Step(): ReactNode {
  const { view } = useSetUp();
  switch (view.step) {
    case 'begin':
      return <BeginStep />;
    case 'station':
      return <StationStep />;
    case 'event':
      return view.source === 'hub' ? <HubStep /> : <EventFileStep />;
    case 'supervisor':
      return <SupervisorStep />;
    case 'list':
      return <ListStep />;
    case 'place':
      return <PlaceStep />;
    case 'printer':
      return <PrinterStep />;
    case 'devices':
      return <DevicesStep />;
    case 'ready':
      return <ReadyStep />;
  }
}
