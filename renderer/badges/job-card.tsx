import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { PrintJobView } from '../../preload/contract/printing.ts';
import { Chip } from '../kit/chip.tsx';
import { useFormats } from '../kit/words/format.ts';
import { jobTone } from '../printing/job-tone.ts';
import { JobAnswer } from './job-answer.tsx';
import { RouteNote } from './route-note.tsx';

/** The holder of a job's badge; other labels for a test print and for an unknown holder. */
function JobName({ job }: { job: PrintJobView }): ReactNode {
  const { t } = useTranslation();
  if (job.printedName !== '')
    return <bdi className="font-semibold truncate">{job.printedName}</bdi>;
  const isTest = job.delegateId === null && job.serialText === '';
  return <span className="font-semibold truncate">{t(isTest ? 'jobs.test' : 'jobs.unnamed')}</span>;
}

/** One print job with its state and, where the desk is asked, the answers. */
export function JobCard({
  job,
  printerName,
}: {
  job: PrintJobView;
  printerName: string | null;
}): ReactNode {
  const { t } = useTranslation();
  const { time } = useFormats();
  const needsWord = job.asksOutcome || job.state === 'held';
  return (
    <li
      className="job-card grid gap-3 px-4 py-3 not-first:border-t"
      data-needs-word={needsWord || undefined}
    >
      <div className="min-h-9 flex items-center gap-4">
        <time className="figures small">{time(job.createdAt)}</time>
        <div className="grid flex-1 min-w-0 leading-[1.35]">
          <JobName job={job} />
          <span className="flex gap-3 text-soft text-xs">
            <bdi className="code">{job.serialText}</bdi>
            {printerName !== null && <bdi>{t('jobs.on', { printer: printerName })}</bdi>}
            {job.batchId !== null && <span>{t('badgeRoute.ahead')}</span>}
          </span>
        </div>
        <Chip tone={jobTone(job.state)}>{t(`badge.job.${job.state}`)}</Chip>
      </div>
      <RouteNote job={job} />
      {needsWord && <JobAnswer job={job} />}
    </li>
  );
}
