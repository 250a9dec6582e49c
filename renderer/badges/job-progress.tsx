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
      className="job-progress grid gap-2"
      data-tone={look.tone}
      data-moving={look.moving || undefined}
    >
      <ol className="grid" aria-hidden="true">
        {steps.map((step, index) => (
          <li
            className="grid gap-1 justify-items-center relative text-soft text-xs"
            key={step}
            data-at={index === look.step || undefined}
            data-passed={index < look.step || undefined}
          >
            <span className="job-dot size-5.5 grid place-items-center z-1 border-2 border-edge rounded-full bg-surface">
              {index === look.step && <StepSign look={look} job={job} />}
            </span>
            <span className="job-step">{t(`badge.steps.${step}`)}</span>
          </li>
        ))}
      </ol>
      <p className="text-sm font-semibold text-center" role="status">
        {t(`badge.job.${job.state}`)}
      </p>
    </div>
  );
}
