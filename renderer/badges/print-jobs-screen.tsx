import { CircleCheckBig, CircleQuestionMark, Hourglass, Pause, Printer } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { finalPrintJobStates } from '../../domain/printing/print-job.ts';
import type { PrintJobView } from '../../preload/contract/printing.ts';
import { useAnswer } from '../kit/client/use-answer.ts';
import { EmptyState } from '../kit/empty-state.tsx';
import { FailureNote } from '../kit/failure-note.tsx';
import { JobCard } from './job-card.tsx';
import './print-jobs.css';

type Group = 'asking' | 'held' | 'running' | 'finished';
const groups = ['asking', 'held', 'running', 'finished'] as const satisfies readonly Group[];
const icons = {
  asking: CircleQuestionMark,
  held: Pause,
  running: Hourglass,
  finished: CircleCheckBig,
};

/** The heading that a job belongs under. */
export function groupOf(job: PrintJobView): Group {
  if (job.asksOutcome) return 'asking';
  if (job.state === 'held') return 'held';
  return finalPrintJobStates.includes(job.state) ? 'finished' : 'running';
}

/** The names of the printers by id. */
export function usePrinterNames(): ReadonlyMap<string, string> {
  const { value } = useAnswer('getPrinters', [], { renewOn: ['printersChanged'] });
  return new Map((value ?? []).map(({ settings }) => [settings.id, settings.name]));
}

/** Every print job: those that need an answer from the desk first. */
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

/** Jobs under a heading; the first one that asks, or the one in focus, is answered by Y and N. */
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
