import {
  CircleAlert,
  CircleCheck,
  CircleHelp,
  DatabaseBackup,
  FileDown,
  ListChecks,
  RefreshCw,
  TriangleAlert,
} from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BackupView, BundlePreview, Finding } from '../../preload/contract/station/care.ts';
import { Button } from '../../ui/button.tsx';
import { Chip, type Tone } from '../../ui/chip.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { useFormats } from '../../ui/formats.ts';
import { Note } from '../../ui/note.tsx';
import { useNotify } from '../../ui/toast.tsx';
import { ask } from '../base/ask.ts';
import { useAction, useAnswer } from '../base/page-client.ts';
import { useIsSupervisor } from '../base/station.tsx';
import { RecoveryWords } from './recovery-notice.tsx';
import './health.css';

function CopiesCard({ isSupervisor }: { isSupervisor: boolean }): ReactNode {
  const { t } = useTranslation();
  const notify = useNotify();
  const { value, failure } = useAnswer('getBackups', [], { renewOn: ['healthChanged'] });
  const {
    run,
    busy,
    failure: notCopied,
  } = useAction(async () => {
    const problem = await ask('copyStoreNow');
    notify(t(problem === null ? 'health.copies.done' : 'health.copies.failed'));
  });
  return (
    <section className="card grid gap-4 justify-items-start" aria-labelledby="health-copies">
      <h2 id="health-copies">{t('health.copies.title')}</h2>
      {value !== null && <Facts backups={value} />}
      <FailureNote failure={failure ?? notCopied} />
      {isSupervisor && (
        <Button isDisabled={busy} icon={<DatabaseBackup />} onPress={() => void run()}>
          {t('health.copies.now')}
        </Button>
      )}
    </section>
  );
}

const megabyte = 1024 * 1024;

function Facts({ backups }: { backups: BackupView }): ReactNode {
  const { t } = useTranslation();
  const { moment, number } = useFormats();
  const { newest, second } = backups;
  const megabytes = (bytes: number): string =>
    t('health.megabytes', { size: number(Math.ceil(bytes / megabyte)) });
  const countAndSize = `${number(backups.copies)} · ${megabytes(backups.bytes)}`;
  return (
    <>
      <p>{t('health.copies.lead', { minutes: backups.everyMinutes })}</p>
      <dl className="grid grid-cols-sign-text gap-x-4 gap-y-2 w-full">
        <dt className="text-soft">{t('health.copies.newest')}</dt>
        <dd className="wrap-anywhere">
          {newest === null ? t('health.copies.none') : moment(newest)}
        </dd>
        <dt className="text-soft">{t('health.copies.count')}</dt>
        <dd className="wrap-anywhere">{countAndSize}</dd>
        {second !== null && (
          <>
            <dt className="text-soft">{t('health.copies.second')}</dt>
            <dd className="wrap-anywhere">
              {t(second ? 'health.copies.secondThere' : 'health.copies.secondAway')}
            </dd>
          </>
        )}
        <dt className="text-soft">{t('health.log')}</dt>
        <dd className="wrap-anywhere">{megabytes(backups.logBytes)}</dd>
        <dt className="text-soft">{t('health.copies.folder')}</dt>
        <dd className="wrap-anywhere">
          <bdi className="code">{backups.folder}</bdi>
        </dd>
      </dl>
    </>
  );
}

export function HealthSection(): ReactNode {
  const isSupervisor = useIsSupervisor();
  return (
    <div className="health grid gap-4">
      <Settle />
      <Checks />
      <div className="grid-cols-fit-96 grid gap-4 items-start">
        <CopiesCard isSupervisor={isSupervisor} />
        {isSupervisor && <SupportCard />}
      </div>
    </div>
  );
}

/** Shows a recovery that may have lost something, until a supervisor has resolved it. */
function Settle(): ReactNode {
  const { t } = useTranslation();
  const isSupervisor = useIsSupervisor();
  const { value } = useAnswer('getRecovery', [], { renewOn: ['stationChanged', 'syncChanged'] });
  const { run, busy, failure } = useAction(() => ask('settleRecovery'));
  if (value === null || value.settled) return null;
  return (
    <Note
      tone={value.missing === 0 ? 'quiet' : 'look'}
      icon={<DatabaseBackup />}
      title={t(value.missing === 0 ? 'recovery.title' : 'recovery.titleMissing')}
      actions={
        isSupervisor && (
          <Button isDisabled={busy} onPress={() => void run()}>
            {t('recovery.settle')}
          </Button>
        )
      }
    >
      <RecoveryWords recovery={value} />
      <FailureNote failure={failure} />
    </Note>
  );
}

function Checks(): ReactNode {
  const { t } = useTranslation();
  const { time } = useFormats();
  const { value, failure, renew } = useAnswer('checkStation', [], { renewOn: ['healthChanged'] });
  return (
    <section className="card grid gap-4" aria-labelledby="health-checks">
      <header className="health-head flex items-center flex-wrap gap-x-4 gap-y-2">
        <h2 id="health-checks">{t('health.title')}</h2>
        <p className="field-hint" aria-live="polite">
          {value === null ? t('health.looking') : t('health.looked', { at: time(value.at) })}
        </p>
        <Button icon={<RefreshCw />} onPress={renew}>
          {t('health.again')}
        </Button>
      </header>
      <FailureNote failure={failure} />
      <ul className="health-list">
        {value?.findings.map((finding) => (
          <Line key={finding.check} finding={finding} />
        ))}
      </ul>
    </section>
  );
}

const looks: Readonly<Record<Finding['state'], { tone: Tone; Icon: typeof CircleCheck }>> = {
  ok: { tone: 'go', Icon: CircleCheck },
  open: { tone: 'quiet', Icon: CircleHelp },
  warning: { tone: 'look', Icon: TriangleAlert },
  error: { tone: 'stop', Icon: CircleAlert },
};

function Line({ finding }: { finding: Finding }): ReactNode {
  const { t } = useTranslation();
  const { time } = useFormats();
  const { tone, Icon } = looks[finding.state];
  return (
    <li className="grid gap-x-4 gap-y-2 items-baseline py-3 border-t">
      <strong>{finding.title}</strong>
      <Chip tone={tone} icon={<Icon aria-hidden="true" size={16} />}>
        {t(`health.state.${finding.state}`)}
      </Chip>
      <div className="health-words wrap-anywhere">
        <p>{finding.text}</p>
        {finding.remedy !== '' && <p className="font-semibold">{finding.remedy}</p>}
      </div>
      <p className="field-hint figures">{t('health.since', { at: time(finding.since) })}</p>
    </li>
  );
}

/** One file for remote support: shown first, then saved. */
function SupportCard(): ReactNode {
  const { t } = useTranslation();
  const notify = useNotify();
  const { number } = useFormats();
  const [preview, setPreview] = useState<BundlePreview | null>(null);
  const show = useAction(async () => setPreview(await ask('previewSupportBundle')));
  const save = useAction(async () => {
    if (await ask('saveSupportBundle')) notify(t('health.support.saved'));
  });
  return (
    <section className="card grid gap-4 justify-items-start" aria-labelledby="health-support">
      <h2 id="health-support">{t('health.support.title')}</h2>
      <p>{t('health.support.lead')}</p>
      {preview === null ? (
        <Button isDisabled={show.busy} icon={<ListChecks />} onPress={() => void show.run()}>
          {t('health.support.show')}
        </Button>
      ) : (
        <>
          <ul className="grid w-full">
            {preview.files.map(({ name, bytes }) => (
              <li className="flex gap-4 justify-between py-1 border-b" key={name}>
                <bdi className="code">{name}</bdi>
                <span className="figures">
                  {t('health.kilobytes', { size: number(Math.ceil(bytes / 1024)) })}
                </span>
              </li>
            ))}
          </ul>
          <Button
            variant="primary"
            isDisabled={save.busy}
            icon={<FileDown />}
            onPress={() => void save.run()}
          >
            {t('health.support.save')}
          </Button>
        </>
      )}
      <FailureNote failure={show.failure ?? save.failure} />
    </section>
  );
}
