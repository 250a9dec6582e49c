import { CalendarCheck, CalendarCog, FileDown, FileUp, Volume2 } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { textIn } from '../../domain/base/language.ts';
import {
  type OwnSetting,
  type PlainSetting,
  settingNames,
  stationSettings,
} from '../../domain/base/station-settings.ts';
import { inUse } from '../../domain/event/event-changes.ts';
import type { CallInput } from '../../preload/contract.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { FactList } from '../../ui/fact-list.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { CheckLine } from '../../ui/fields/check-line.tsx';
import { Select } from '../../ui/fields/select.tsx';
import { useFormats } from '../../ui/formats.ts';
import { type SettingsSubject, useNavigation } from '../../ui/navigation.tsx';
import { melodies, play, type Tone } from '../../ui/sounds.ts';
import { useNotify } from '../../ui/toast.tsx';
import { ask } from '../base/ask.ts';
import { useAction } from '../base/page-client.ts';
import { useIsSupervisor, useStation } from '../base/station.tsx';
import { ArchiveButton } from '../day-close/archive-dialog.tsx';
import { OperatorsSection } from '../operators/operators-section.tsx';
import { PrivacySection } from '../privacy/privacy-section.tsx';
import { ActivitySection } from './activity-section.tsx';
import { CameraSection } from './camera-section.tsx';
import { HealthSection } from './health-section.tsx';
import { ReadinessSection } from './readiness-section.tsx';
import { ScannerSection } from './scanner-section.tsx';
import { SecuritySection } from './security-section.tsx';
import { EventFiles, useEventChoice } from './set-up/event-step.tsx';
import { isPlain, SettingRow } from './setting-row.tsx';
import { SettingsFileDialog } from './settings-file-dialog.tsx';
import { StationForm } from './station-form.tsx';
import { TrainingSection } from './training-section.tsx';
import { UpdatePart } from './update-part.tsx';
import { useSaveSettings } from './use-save-settings.ts';
import { useSettingsFile } from './use-settings-file.ts';
import { problemsOf, WarningList } from './warning-list.tsx';
import './set-up/set-up.css';
import './settings.css';
import { endonyms } from '../../ui/words/endonyms.ts';
import { wordedLanguages } from '../../ui/words/further.ts';

const lockChoices = [0, 2, 5, 10, 15, 30, 60];
const tones = Object.keys(melodies) as Tone[];
const toneGapMilliseconds = 700;

function hearTones(): void {
  for (const [index, tone] of tones.entries()) {
    setTimeout(() => play(tone), index * toneGapMilliseconds);
  }
}

type Row = (props: { run: (change: CallInput<'saveStationSettings'>) => void }) => ReactNode;

/** The settings of the desk that take more than one field, or whose choices are not fixed. */
const ownRows = {
  language: LanguageRow,
  checkpoint: CheckpointRow,
  lockAfterMinutes: LockRow,
  sounds: SoundsRow,
} satisfies Record<OwnSetting<'desk'>, Row> & Partial<Record<PlainSetting<'desk'>, Row>>;
const hasOwnRow = (name: string): name is keyof typeof ownRows => Object.hasOwn(ownRows, name);

function DeskSection(): ReactNode {
  const { run, failure } = useSaveSettings();
  return (
    <div className="card settings-form">
      <FailureNote failure={failure} />
      {settingNames
        .filter((name) => stationSettings[name].section === 'desk')
        .map((name) => {
          if (hasOwnRow(name)) {
            const Own = ownRows[name];
            return <Own key={name} run={(change) => void run(change)} />;
          }
          if (!isPlain(name)) return null;
          return <SettingRow key={name} name={name} onChange={(change) => void run(change)} />;
        })}
    </div>
  );
}

function LanguageRow({ run }: Parameters<Row>[0]): ReactNode {
  const { t } = useTranslation();
  const { language } = useStation();
  return (
    <Select
      label={t('settings.desk.language')}
      hint={t('settings.desk.languageHint')}
      choices={wordedLanguages().map((id) => ({ id, label: endonyms[id] }))}
      value={language}
      onChange={(next) => run({ language: next })}
    />
  );
}

function CheckpointRow({ run }: Parameters<Row>[0]): ReactNode {
  const { t } = useTranslation();
  const { language } = useFormats();
  const { event, checkpoint } = useStation();
  return (
    <Select
      label={t('settings.desk.checkpoint')}
      choices={inUse(event.checkpoints, checkpoint).map(({ id, name }) => ({
        id,
        label: textIn(name, language, event),
      }))}
      value={checkpoint}
      onChange={(next) => run({ checkpoint: next })}
    />
  );
}

function LockRow({ run }: Parameters<Row>[0]): ReactNode {
  const { t } = useTranslation();
  const { lockAfterMinutes } = useStation();
  const minutes = [...new Set([...lockChoices, lockAfterMinutes])].sort((a, b) => a - b);
  return (
    <Select
      label={t('settings.desk.lock')}
      choices={minutes.map((count) => ({
        id: String(count),
        label: count === 0 ? t('settings.desk.lockNever') : t('settings.desk.lockAfter', { count }),
      }))}
      value={String(lockAfterMinutes)}
      onChange={(count) => run({ lockAfterMinutes: Number(count) })}
    />
  );
}

function SoundsRow({ run }: Parameters<Row>[0]): ReactNode {
  const { t } = useTranslation();
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <SettingRow name="sounds" onChange={run} />
        <Button icon={<Volume2 />} onPress={hearTones}>
          {t('settings.desk.hear')}
        </Button>
      </div>
      <p className="field-hint">{t('settings.desk.soundsHint')}</p>
    </>
  );
}

const subjects = {
  camera: CameraSection,
  scanner: ScannerSection,
  desk: DeskSection,
  station: StationSection,
  operators: OperatorsSection,
  training: TrainingSection,
  activity: ActivitySection,
  privacy: PrivacySection,
  security: SecuritySection,
  ready: ReadinessSection,
  health: HealthSection,
  about: AboutSection,
} as const satisfies Readonly<Record<SettingsSubject, () => ReactNode>>;

/** Shows the subject chosen in the sidebar. */
export function SettingsScreen(): ReactNode {
  const { t } = useTranslation();
  const { subject } = useNavigation();
  const Subject = subjects[subject];
  const title = t(`settings.tabs.${subject}`);
  return (
    <main className="screen" aria-label={title}>
      <header className="screen-head">
        <h1>{title}</h1>
      </header>
      <div className="settings-panel">
        <Subject />
      </div>
    </main>
  );
}

/** The station's mode, its event and its settings as a file; for supervisors only. */
function StationSection(): ReactNode {
  const { t } = useTranslation();
  const isSupervisor = useIsSupervisor();
  if (!isSupervisor) return <p className="card field-hint">{t('settings.supervisorOnly')}</p>;
  return (
    <div className="card settings-split">
      <StationForm />
      <div className="grid gap-8 content-start">
        <StationAlike />
        <StationEvent />
      </div>
    </div>
  );
}

function AboutSection(): ReactNode {
  const { t } = useTranslation();
  const { language, list, number, shortDay } = useFormats();
  const isSupervisor = useIsSupervisor();
  const station = useStation();
  const { event, eventVersion, stationName, version, rosterSize, idCheck } = station;
  const warnings = isSupervisor ? station.warnings : problemsOf(station.warnings, false);
  const facts = [
    { name: t('settings.about.event'), value: <bdi>{textIn(event.name, language, event)}</bdi> },
    { name: t('settings.about.eventVersion'), value: number(eventVersion) },
    { name: t('settings.about.place'), value: <bdi>{textIn(event.place, language, event)}</bdi> },
    { name: t('settings.about.days'), value: list(event.days.map(shortDay)) },
    { name: t('settings.about.timeZone'), value: event.timeZone },
    { name: t('settings.about.station'), value: <bdi>{stationName}</bdi> },
    { name: t('settings.about.roster'), value: number(rosterSize) },
    {
      name: t('settings.about.idCheck'),
      value: t(idCheck ? 'settings.about.idCheckOn' : 'settings.about.idCheckOff'),
    },
  ];
  return (
    <div className="card settings-split">
      <div className="settings-form">
        <h2>
          {t('app.name')}{' '}
          <small className="small font-normal tracking-normal">
            {t('settings.about.version', { version })}
          </small>
        </h2>
        <FactList facts={facts} />
        <UpdatePart />
        <p className="field-hint">{t('settings.about.free')}</p>
      </div>
      <section className="grid gap-4 content-start" aria-label={t('settings.about.warnings')}>
        <h2>{t('settings.about.warnings')}</h2>
        {warnings.length === 0 ? (
          <p className="field-hint">{t('settings.about.noWarnings')}</p>
        ) : (
          <WarningList warnings={warnings} />
        )}
      </section>
    </div>
  );
}

/** Exports and imports the settings as a file, to set up many stations alike. */
function StationAlike(): ReactNode {
  const { t } = useTranslation();
  const notify = useNotify();
  const [withSupervisor, setWithSupervisor] = useState(false);
  const save = useAction(async () => {
    if (await ask('exportSettings', { withSupervisor })) notify(t('stationSettings.exported'));
  });
  const file = useSettingsFile();
  return (
    <section className="grid gap-4 content-start" aria-label={t('stationSettings.alike')}>
      <h2>{t('stationSettings.alike')}</h2>
      <p className="field-hint">{t('stationSettings.alikeHint')}</p>
      <CheckLine isSelected={withSupervisor} onChange={setWithSupervisor}>
        {t('stationSettings.withSupervisor')}
      </CheckLine>
      {withSupervisor && <p className="field-hint">{t('stationSettings.withSupervisorHint')}</p>}
      <FailureNote failure={save.failure ?? file.choose.failure} />
      <div className="flex flex-wrap items-center justify-between gap-3">
        <Button icon={<FileDown />} isDisabled={save.busy} onPress={() => void save.run()}>
          {t('stationSettings.export')}
        </Button>
        <Button
          icon={<FileUp />}
          isDisabled={file.choose.busy}
          onPress={() => void file.choose.run()}
        >
          {t('stationSettings.import')}
        </Button>
      </div>
      <SettingsFileDialog file={file} />
    </section>
  );
}

/** The event of this station; another one requires its file and its secret. */
function StationEvent(): ReactNode {
  const { t } = useTranslation();
  const { language } = useFormats();
  const { event, preset } = useStation();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <section className="grid gap-4 content-start" aria-label={t('stationSettings.event')}>
      <h2>{t('stationSettings.event')}</h2>
      <p>
        <bdi>{textIn(event.name, language, event)}</bdi>
      </p>
      <Button
        isDisabled={preset.includes('event')}
        icon={<CalendarCog />}
        onPress={() => setIsOpen(true)}
      >
        {t('stationSettings.changeEvent')}
      </Button>
      <ArchiveButton />
      {isOpen && <EventDialog onClose={() => setIsOpen(false)} />}
    </section>
  );
}

function EventDialog({ onClose }: { onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  const use = useEventChoice();
  return (
    <ConfirmDialog
      title={t('stationSettings.changeEvent')}
      size="wide"
      closesOutside={false}
      onClose={onClose}
      onConfirm={() => void use.adopt.run()}
      failure={use.adopt.failure ?? use.chooseFile.failure ?? use.chooseSecret.failure}
      confirm={{
        label: t('setUp.event.adopt'),
        icon: <CalendarCheck />,
        isDisabled: !use.isComplete || use.adopt.busy || use.isLeaving,
      }}
    >
      <p>{t('stationSettings.changeEventHint')}</p>
      <EventFiles use={use} />
    </ConfirmDialog>
  );
}
