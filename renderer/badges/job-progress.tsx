import { Check, CircleQuestionMark, Pause, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { PrintJobView } from '../../preload/contract/printing.ts';
import { type JobLook, jobLook } from '../printing/job-look.ts';
import './job-progress.css';

const steps = ['queued', 'printing', 'done'] as const;

function StepSign({ look, job }: { look: JobLook; job: PrintJobView }): ReactNode {
  if (job.state === 'held') return <Pause size={12} strokeWidth={3} />;
  if (job.asksOutcome) return <CircleQuestionMark size={14} strokeWidth={2.5} />;
  if (look.tone === 'stop') return <X size={13} strokeWidth={3} />;
  if (look.step === 2) return <Check size={13} strokeWidth={3} />;
  return null;
}

/** A print job's progress from queued to done, and its state as text. */
export function JobProgress({ job }: { job: PrintJobView }): ReactNode {
  const { t } = useTranslation();
  const look = jobLook(job.state);
  return (
    <div
      className="job-progress stack gap-2"
      data-tone={look.tone}
      data-moving={look.moving || undefined}
    >
      <ol className="stack" aria-hidden="true">
        {steps.map((step, index) => (
          <li
            className="stack gap-1 justify-items-center relative soft text-xs"
            key={step}
            data-at={index === look.step || undefined}
            data-passed={index < look.step || undefined}
          >
            <span className="job-dot centred above edged-2 circle ground-surface">
              {index === look.step && <StepSign look={look} job={job} />}
            </span>
            <span className="job-step">{t(`badge.steps.${step}`)}</span>
          </li>
        ))}
      </ol>
      <p className="text-sm strong text-center" role="status">
        {t(`badge.job.${job.state}`)}
      </p>
    </div>
  );
}
