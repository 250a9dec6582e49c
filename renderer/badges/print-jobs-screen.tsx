import { CircleCheckBig, CircleQuestionMark, Hourglass, Pause, Printer } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { finalPrintJobStates } from '../../domain/printing/print-job.ts';
import type { PrintJobView } from '../../preload/contract/printing.ts';
import { Chip } from '../../ui/chip.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { useFormats } from '../../ui/formats.ts';
import { useAnswer } from '../base/page-client.ts';
import { jobTone } from '../printing/job-tone.ts';
import { JobAnswer } from './job-answer.tsx';
import { RouteNote } from './route-note.tsx';
import './print-jobs.css';

type Group = 'asking' | 'held' | 'running' | 'finished';
const groups = ['asking', 'held', 'running', 'finished'] as const satisfies readonly Group[];
const icons = {
  asking: CircleQuestionMark,
  held: Pause,
  running: Hourglass,
  finished: CircleCheckBig,
};

export function groupOf(job: PrintJobView): Group {
  if (job.asksOutcome) return 'asking';
  if (job.state === 'held') return 'held';
  return finalPrintJobStates.includes(job.state) ? 'finished' : 'running';
}

export function usePrinterNames(): ReadonlyMap<string, string> {
  const { value } = useAnswer('getPrinters', [], { renewOn: ['printersChanged'] });
  return new Map((value ?? []).map(({ settings }) => [settings.id, settings.name]));
}

/** Every print job; jobs that the desk must answer come first. */
export function PrintJobsScreen(): ReactNode {
  const { t } = useTranslation();
  const { value, failure } = useAnswer('getPrintJobs', [], { renewOn: ['printJobsChanged'] });
  const printerNames = usePrinterNames();
  const jobs = value ?? [];
  return (
    <main className="screen" aria-label={t('jobs.title')}>
      <header className="screen-head">
        <h1>{t('jobs.title')}</h1>
      </header>
      <FailureNote failure={failure} />
      {value !== null && jobs.length === 0 && (
        <EmptyState icon={<Printer />} title={t('jobs.none')} hint={t('jobs.noneHint')} />
      )}
      {groups.map((group) => (
        <JobGroup
          key={group}
          group={group}
          jobs={jobs.filter((job) => groupOf(job) === group)}
          printerNames={printerNames}
        />
      ))}
    </main>
  );
}

/** In the group that needs answers, Y and N answer the first job, or the one in focus. */
export function JobGroup({
  group,
  jobs,
  printerNames,
}: {
  group: Group;
  jobs: readonly PrintJobView[];
  printerNames: ReadonlyMap<string, string>;
}): ReactNode {
  const { t } = useTranslation();
  const [focused, setFocused] = useState<string | null>(null);
  if (jobs.length === 0) return null;
  const Icon = icons[group];
  const answered = jobs.find(({ id }) => id === focused) ?? jobs[0];
  return (
    <section className="job-group grid gap-2" data-group={group} aria-label={t(`jobs.${group}`)}>
      <h2 className="flex items-center gap-2 text-md tracking-normal">
        <Icon aria-hidden="true" size={18} />
        {t(`jobs.${group}`)}
        <span className="figures text-soft font-normal">{jobs.length}</span>
      </h2>
      <ul className="overflow-hidden panel">
        {jobs.map((job) => (
          <JobCard
            key={job.id}
            job={job}
            hasKeys={group === 'asking' && job === answered}
            onFocus={() => setFocused(job.id)}
            printerName={job.printerId === null ? null : (printerNames.get(job.printerId) ?? null)}
          />
        ))}
      </ul>
    </section>
  );
}

/** A job without a holder's name is a test print or has an unknown holder. */
function JobName({ job }: { job: PrintJobView }): ReactNode {
  const { t } = useTranslation();
  if (job.printedName !== '')
    return <bdi className="font-semibold truncate">{job.printedName}</bdi>;
  const isTest = job.delegateId === null && job.serialText === '';
  return <span className="font-semibold truncate">{t(isTest ? 'jobs.test' : 'jobs.unnamed')}</span>;
}

/** One print job with its state and, if the desk must resolve it, the answers. */
export function JobCard({
  job,
  printerName,
  hasKeys = false,
  onFocus,
}: {
  job: PrintJobView;
  printerName: string | null;
  /** The keys Y and N answer this job. */
  hasKeys?: boolean;
  /** Called when an element of the card gets the focus. */
  onFocus?: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const { time } = useFormats();
  const needsWord = job.asksOutcome || job.state === 'held';
  return (
    <li
      className="job-card grid gap-3 px-4 py-3 not-first:border-t"
      data-needs-word={needsWord || undefined}
      onFocus={onFocus}
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
      {needsWord && <JobAnswer job={job} hasKeys={hasKeys} />}
    </li>
  );
}
