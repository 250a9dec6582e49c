import { DatabaseBackup } from 'lucide-react';
import { type ReactNode, useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { BackupView } from '../../../preload/contract/backup.ts';
import { ask } from '../../client/ask.ts';
import { useAction } from '../../client/use-action.ts';
import { useAnswer } from '../../client/use-answer.ts';
import { useFormats } from '../../i18n/format.ts';
import { Button } from '../../ui/button.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { useNotify } from '../../ui/toast.tsx';

/** The copies of the store, where they lie, and one more at once. */
export function CopiesCard({ isSupervisor }: { isSupervisor: boolean }): ReactNode {
  const { t } = useTranslation();
  const notify = useNotify();
  const { value, failure } = useAnswer('getBackups', [], { renewOn: ['healthChanged'] });
  const verb = useCallback(async (): Promise<void> => {
    const problem = await ask('copyStoreNow');
    notify(t(problem === null ? 'health.copies.done' : 'health.copies.failed'));
  }, [notify, t]);
  const { run, busy, failure: notCopied } = useAction(verb);
  return (
    <section className="card health-card" aria-labelledby="health-copies">
      <h2 id="health-copies">{t('health.copies.title')}</h2>
      {value !== null && <Facts backups={value} />}
      <FailureNote failure={failure ?? notCopied} />
      {isSupervisor && (
        <Button
          isDisabled={busy}
          icon={<DatabaseBackup aria-hidden="true" size={18} />}
          onPress={() => void run()}
        >
          {t('health.copies.now')}
        </Button>
      )}
    </section>
  );
}

const megabyte = 1024 * 1024;

function Facts({ backups }: { backups: BackupView }): ReactNode {
  const { t } = useTranslation();
  const { time, calendarDay, number } = useFormats();
  const { newest, second } = backups;
  const megabytes = (bytes: number): string =>
    t('health.megabytes', { size: number(Math.ceil(bytes / megabyte)) });
  return (
    <>
      <p>{t('health.copies.lead', { minutes: backups.everyMinutes })}</p>
      <dl className="health-facts">
        <dt>{t('health.copies.newest')}</dt>
        <dd>
          {newest === null ? t('health.copies.none') : `${calendarDay(newest)} ${time(newest)}`}
        </dd>
        <dt>{t('health.copies.count')}</dt>
        <dd>{`${number(backups.copies)} · ${megabytes(backups.bytes)}`}</dd>
        {second !== null && (
          <>
            <dt>{t('health.copies.second')}</dt>
            <dd>{t(second ? 'health.copies.secondThere' : 'health.copies.secondAway')}</dd>
          </>
        )}
        <dt>{t('health.log')}</dt>
        <dd>{megabytes(backups.logBytes)}</dd>
        <dt>{t('health.copies.folder')}</dt>
        <dd>
          <bdi className="code">{backups.folder}</bdi>
        </dd>
      </dl>
    </>
  );
}
