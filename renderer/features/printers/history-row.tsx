import { FileDown } from 'lucide-react';
import { type ReactNode, useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { HistoryJob } from '../../../preload/contract/printer-history.ts';
import { useConditionWords } from '../../app/use-condition-words.ts';
import { ask } from '../../client/ask.ts';
import { useIsSupervisor } from '../../client/station.tsx';
import { useAction } from '../../client/use-action.ts';
import { useFormats } from '../../i18n/format.ts';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { useNotify } from '../../ui/toast.tsx';
import { jobLook } from '../badge/job-look.ts';
import { lastDuration } from './history.ts';

/** One job of a printer: what it was, how it ended, and each attempt where there is more to tell. */
export function HistoryRow({ job }: { job: HistoryJob }): ReactNode {
  const { t } = useTranslation();
  const { time, number } = useFormats();
  const duration = lastDuration(job);
  const isPlain = job.attempts.length === 1 && job.attempts[0]?.reason === null;
  return (
    <li className="history-row">
      <div className="history-line">
        <time className="figures history-time">{time(job.createdAt)}</time>
        <span className="history-what">
          {job.kind === 'test' ? (
            <span>{t('jobs.test')}</span>
          ) : (
            <bdi className="code">{job.serialText}</bdi>
          )}
          {duration !== null && isPlain && (
            <span className="figures printer-soft">
              {t('printers.seconds', { seconds: number(Math.round(duration * 10) / 10) })}
            </span>
          )}
        </span>
        <Chip tone={jobLook(job.state).tone}>{t(`printers.outcomes.${job.state}`)}</Chip>
        <SaveBytes job={job} />
      </div>
      {!isPlain && job.attempts.length > 0 && <Attempts job={job} />}
    </li>
  );
}

function Attempts({ job }: { job: HistoryJob }): ReactNode {
  const { t } = useTranslation();
  const { time, number } = useFormats();
  const conditionWords = useConditionWords();
  return (
    <ol className="history-attempts">
      {job.attempts.map(({ id, startedAt, endedAt, outcome, reason, detail }) => (
        <li key={id}>
          <time className="figures">{time(startedAt)}</time>
          <span>
            {t(outcome === null ? 'printers.attempts.running' : `printers.attempts.${outcome}`)}
          </span>
          {reason !== null && <span>{conditionWords(reason).words}</span>}
          {detail !== '' && <bdi className="code">{detail}</bdi>}
          {endedAt !== null && (
            <span className="figures">
              {t('printers.seconds', {
                seconds: number(Math.round((endedAt - startedAt) / 100) / 10),
              })}
            </span>
          )}
        </li>
      ))}
    </ol>
  );
}

/** The exact bytes that the printer got, as a file for whoever helps. */
function SaveBytes({ job }: { job: HistoryJob }): ReactNode {
  const { t } = useTranslation();
  const notify = useNotify();
  const isSupervisor = useIsSupervisor();
  const verb = useCallback(async (): Promise<void> => {
    if (await ask('saveJobBytes', { jobId: job.jobId })) notify(t('printers.bytesSaved'));
  }, [job.jobId, notify, t]);
  const { run, busy, failure } = useAction(verb);
  if (!isSupervisor) return null;
  return (
    <>
      <Button
        look="quiet"
        size="small"
        isDisabled={busy}
        icon={<FileDown aria-hidden="true" size={18} />}
        aria-label={t('printers.bytesOf', {
          what: job.kind === 'test' ? t('jobs.test') : job.serialText,
        })}
        onPress={() => void run()}
      >
        {t('printers.bytes')}
      </Button>
      <FailureNote failure={failure} />
    </>
  );
}
