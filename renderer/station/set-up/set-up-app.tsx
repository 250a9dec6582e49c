import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { textIn } from '../../../domain/base/language.ts';
import { type StationMode, stationModeSchema } from '../../../domain/base/protocol.ts';
import { inUse } from '../../../domain/event/event-changes.ts';
import type { SetUpSource } from '../../../preload/contract/station/station.ts';
import { FailureNote } from '../../../ui/failure-note.tsx';
import { RadioCards } from '../../../ui/fields/radio-cards.tsx';
import { TextField } from '../../../ui/fields/text-field.tsx';
import { useFormats } from '../../../ui/formats.ts';
import { NavigationProvider, useNavigation } from '../../../ui/navigation.tsx';
import { StepList } from '../../../ui/step-list.tsx';
import { ToastProvider } from '../../../ui/toast.tsx';
import { ask } from '../../base/ask.ts';
import { useAction, useAnswer } from '../../base/page-client.ts';
import { useStation } from '../../base/station.tsx';
import { DeskProvider } from '../../check-in/desk-provider.tsx';
import { SignIn } from '../../operators/sign-in.tsx';
import { PrintersScreen } from '../../printing/printers-screen.tsx';
import { RosterImport } from '../../roster/roster-import.tsx';
import { CameraSection } from '../camera-section.tsx';
import { OutletCards } from '../outlet-cards.tsx';
import { ScannerSection } from '../scanner-section.tsx';
import { BeginStep } from './begin-step.tsx';
import { CreateEventStep } from './create-event-step.tsx';
import { EventFileStep } from './event-step.tsx';
import { HubStep } from './hub-step.tsx';
import { PackageStep } from './package-step.tsx';
import { ReadyStep } from './ready-step.tsx';
import { StepButtons, StepFrame } from './step-frame.tsx';
import { SupervisorStep } from './supervisor-step.tsx';
import { useSetUp } from './use-set-up.ts';
import '../settings.css';
import { Form } from '../../../ui/form.tsx';
import './set-up.css';
import { wordedLanguages } from '../../../ui/words/further.ts';

/**
 * The first start: one step after another, until the station is ready. The main process keeps the
 * current step, so a restart continues there. Once there is a supervisor, only a supervisor can
 * continue.
 */
export function SetUpApp(): ReactNode {
  const { operator, needsFirstSupervisor } = useStation();
  const isLocked = !needsFirstSupervisor && operator === null;
  return (
    <NavigationProvider initial="settings">
      <ToastProvider>
        <DeskProvider>
          <div className="set-up grid grid-rows-head-rest h-full bg-page">
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
    <header className="set-up-head px-6 py-3 grid gap-1 border-b bg-surface">
      <p className="flex gap-4 items-baseline justify-between">
        <strong>{t('setUp.title')}</strong>
        <span className="figures small" role="status">
          {t('setUp.position', { number: position + 1, total: view.steps.length })}
        </span>
      </p>
      <StepList
        label={t('setUp.progress')}
        current={view.step}
        steps={view.steps.map((id) => ({ id, label: t(`setUp.steps.${id}`), isWrong: false }))}
        mayGo={(id) => !isLocked && view.steps.indexOf(id) < position}
        onGo={(id) => void go.run(id)}
      />
      <FailureNote failure={go.failure} />
    </header>
  );
}

const eventSteps: Record<SetUpSource, ReactNode> = {
  create: <CreateEventStep />,
  hub: <HubStep />,
  package: <PackageStep />,
  file: <EventFileStep />,
  preset: <EventFileStep />,
};

function Step(): ReactNode {
  const { view } = useSetUp();
  switch (view.step) {
    case 'begin':
      return <BeginStep />;
    case 'station':
      return <StationStep />;
    case 'event':
      return eventSteps[view.source ?? 'file'];
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

/** Camera and hand scanner, each with a test, from the sections of the settings. */
function DevicesStep(): ReactNode {
  const { t } = useTranslation();
  const { next } = useSetUp();
  return (
    <div className="set-up-screen grid grid-rows-[minmax(0,1fr)_auto]">
      <main
        className="screen settings-panel min-h-0 w-full pt-5 overflow-auto"
        aria-label={t('setUp.devices.title')}
      >
        <header className="screen-head">
          <h1>{t('setUp.devices.title')}</h1>
        </header>
        <CameraSection />
        <ScannerSection />
      </main>
      <SetUpFooter onNext={next} isEmpty={false} />
    </div>
  );
}

/** The printer set-up that desks use later too; a station may have no printer. */
function PrinterStep(): ReactNode {
  const { t } = useTranslation();
  const { next } = useSetUp();
  const { dialog } = useNavigation();
  const { value } = useAnswer('getPrinters', [], { renewOn: ['printersChanged'] });
  return (
    <div className="set-up-screen grid grid-rows-[minmax(0,1fr)_auto]">
      <PrintersScreen />
      <SetUpFooter onNext={next} isEmpty={(value ?? []).length === 0}>
        {t('setUp.printer.hint')}
      </SetUpFooter>
      {dialog}
    </div>
  );
}

/** The roster import that desks use later too. */
function ListStep(): ReactNode {
  const { t } = useTranslation();
  const { rosterSize } = useStation();
  const { next } = useSetUp();
  return (
    <div className="set-up-screen grid grid-rows-[minmax(0,1fr)_auto]">
      <main className="screen" aria-label={t('roster.title')}>
        <header className="screen-head">
          <h1>{t('roster.title')}</h1>
        </header>
        <RosterImport isOpen />
      </main>
      <SetUpFooter onNext={next} isEmpty={rosterSize === 0}>
        {rosterSize === 0 && t('setUp.list.none')}
      </SetUpFooter>
    </div>
  );
}

/** The buttons to go back and to continue, below a screen that is not a form. */
function SetUpFooter({
  onNext,
  isEmpty,
  children,
}: {
  onNext: () => void;
  /** Nothing is set up here yet: continuing means to do it later. */
  isEmpty: boolean;
  children?: ReactNode;
}): ReactNode {
  const { t } = useTranslation();
  const foot = useRef<HTMLElement>(null);
  useEffect(() => {
    // The previous step's button is gone: keyboard focus continues at the start of this step.
    const main = foot.current?.parentElement?.querySelector('main') ?? null;
    if (main === null || document.activeElement !== document.body) return;
    main.tabIndex = -1;
    main.focus();
  }, []);
  return (
    <footer ref={foot}>
      <Form
        className="set-up-footer px-8 py-3 flex flex-wrap items-center justify-between gap-3 border-t bg-surface"
        onSubmit={(event) => {
          event.preventDefault();
          onNext();
        }}
      >
        <p className="field-hint">{children}</p>
        <StepButtons onNext={onNext} nextWords={t(isEmpty ? 'setUp.skip' : 'setUp.next')} />
      </Form>
    </footer>
  );
}

/** The checkpoint; for a door the direction in which people pass, for a kiosk its outlet. */
function PlaceStep(): ReactNode {
  const { t } = useTranslation();
  const { language } = useFormats();
  const station = useStation();
  const { next } = useSetUp();
  const [checkpoint, setCheckpoint] = useState(station.checkpoint);
  const [direction, setDirection] = useState(station.direction);
  const [badgeOutlet, setBadgeOutlet] = useState(station.badgeOutlet);
  const { run, busy, failure } = useAction(async () => {
    await ask('changeStation', { checkpoint, direction, badgeOutlet });
    next();
  });
  return (
    <StepFrame
      title={t('setUp.place.title')}
      isBusy={busy}
      failure={failure}
      onNext={() => void run()}
    >
      <RadioCards
        label={t('setUp.steps.place')}
        value={checkpoint}
        onChange={setCheckpoint}
        autoFocus
        choices={inUse(station.event.checkpoints, station.checkpoint).map(({ id, name }) => ({
          id,
          label: textIn(name, language, station.event),
        }))}
      />
      {station.startsAs === 'door' && (
        <RadioCards
          label={t('setUp.place.direction')}
          value={direction}
          onChange={setDirection}
          choices={(['in', 'out'] as const).map((id) => ({
            id,
            label: t(`setUp.place.${id}`),
            hint: t(`setUp.place.${id}Hint`),
          }))}
        />
      )}
      {station.startsAs === 'kiosk' && !station.preset.includes('badgeOutlet') && (
        <OutletCards value={badgeOutlet} onChange={setBadgeOutlet} />
      )}
    </StepFrame>
  );
}

function StationStep(): ReactNode {
  const { t, i18n } = useTranslation();
  const station = useStation();
  const { next } = useSetUp();
  const [mode, setMode] = useState<StationMode>(station.startsAs);
  // Compared in every language, because the language may have changed since the previous step.
  const [wasNamed, setWasNamed] = useState(
    !wordedLanguages().some((language) =>
      stationModeSchema.options.some(
        (id) => i18n.getFixedT(language)(`setUp.station.named.${id}`) === station.stationName,
      ),
    ),
  );
  const [name, setName] = useState(
    wasNamed ? station.stationName : t(`setUp.station.named.${mode}`),
  );
  const [wasSent, setWasSent] = useState(false);
  const { run, busy, failure } = useAction(async () => {
    await ask('changeStation', { mode, stationName: name.trim() });
    next();
  });
  const nameError = name.trim() === '' ? t('setUp.station.nameMissing') : null;
  const choose = (id: StationMode): void => {
    setMode(id);
    // The mode's default name, until the user gives one.
    if (!wasNamed) setName(t(`setUp.station.named.${id}`));
  };
  return (
    <StepFrame
      title={t('setUp.station.title')}
      isBusy={busy}
      failure={failure}
      onNext={() => {
        setWasSent(true);
        if (nameError === null) void run();
      }}
    >
      {!station.preset.includes('mode') && (
        <RadioCards
          label={t('setUp.station.mode')}
          value={mode}
          onChange={choose}
          autoFocus
          choices={stationModeSchema.options.map((id) => ({
            id,
            label: t(`setUp.station.${id}`),
            hint: t(`setUp.station.${id}Hint`),
          }))}
        />
      )}
      {!station.preset.includes('stationName') && (
        <TextField
          label={t('setUp.station.name')}
          hint={t('setUp.station.nameHint')}
          maxLength={60}
          value={name}
          onChange={(text) => {
            setName(text);
            setWasNamed(true);
          }}
          error={wasSent ? nameError : null}
        />
      )}
    </StepFrame>
  );
}
