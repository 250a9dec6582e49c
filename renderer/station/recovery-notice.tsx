import { DatabaseBackup } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecoveryView } from '../../preload/contract/station/recovery.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { useFormats } from '../../ui/formats.ts';
import { ask } from '../base/ask.ts';
import { useAction, useAnswer } from '../base/page-client.ts';
import './health.css';

/** Shown first to any operator after a start that restored the store: what happened, what to do. */
export function RecoveryNotice(): ReactNode {
  const { value } = useAnswer('getRecovery', [], { renewOn: ['stationChanged', 'syncChanged'] });
  return value === null || value.seen ? null : <Notice recovery={value} />;
}

function Notice({ recovery }: { recovery: RecoveryView }): ReactNode {
  const { t } = useTranslation();
  const { run, busy, failure } = useAction(() => ask('noteRecoveryRead'));
  const read = (): void => void run();
  return (
    <Dialog
      title={t(recovery.missing === 0 ? 'recovery.title' : 'recovery.titleMissing')}
      closesOutside={false}
      onClose={read}
      actions={
        <Button
          variant="primary"
          autoFocus
          isDisabled={busy}
          icon={<DatabaseBackup />}
          onPress={read}
        >
          {t('recovery.read')}
        </Button>
      }
    >
      <RecoveryWords recovery={recovery} />
      <FailureNote failure={failure} />
    </Dialog>
  );
}

export function RecoveryWords({ recovery }: { recovery: RecoveryView }): ReactNode {
  const { t } = useTranslation();
  const { done, next } = useRecoveryLines(recovery);
  return (
    <div className="grid gap-3">
      <ul className="grid gap-2 ps-5 list-disc">
        {done.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <p className="font-semibold">{t('recovery.next.title')}</p>
      <ul className="grid gap-2 ps-5 list-disc">
        {next.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      {recovery.putAside !== null && (
        <bdi className="code text-sm wrap-anywhere">{recovery.putAside}</bdi>
      )}
    </div>
  );
}

/** What a recovery did, sentence by sentence, and what must be done now. */
function useRecoveryLines(recovery: RecoveryView): { done: string[]; next: string[] } {
  const { t } = useTranslation();
  const { moment: when } = useFormats();
  const { cause, source, copyMade, facts, admissions, fromHub, missing, hasHub } = recovery;
  const done = [
    t(`recovery.cause.${cause}`, { at: when(recovery.at) }),
    copyMade === null
      ? t(`recovery.source.${source === 'store' ? 'store' : 'file'}`)
      : t('recovery.source.copy', { at: when(copyMade) }),
    t('recovery.regained', { count: facts, admissions }),
    ...(fromHub > 0 ? [t('recovery.fromHub', { count: fromHub })] : []),
    missing === 0
      ? t('recovery.everyEntry')
      : missing === null
        ? t('recovery.unknownMissing')
        : t('recovery.missing', { count: missing }),
  ];
  const next = [
    ...(recovery.unread > 0 ? [t('recovery.next.unread', { count: recovery.unread })] : []),
    ...(recovery.askingJobs > 0 ? [t('recovery.next.jobs', { count: recovery.askingJobs })] : []),
    ...(missing === 0 ? [] : [t(hasHub ? 'recovery.next.hub' : 'recovery.next.paper')]),
    ...(recovery.putAside === null ? [] : [t('recovery.next.keep')]),
  ];
  return { done, next: next.length === 0 ? [t('recovery.next.goOn')] : next };
}
