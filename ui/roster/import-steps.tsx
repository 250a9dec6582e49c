import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { bookingStates } from '../../domain/bookings/booking.ts';
import type { ImportProgress, ImportWritten } from '../../domain/roster/roster-import.ts';
import { useFormats } from '../formats.ts';
import { Progress } from '../progress.tsx';
import type { ImportState } from './use-import.ts';
import '../step-list.css';
import './import.css';

interface ProgressStepProps {
  phase: 'comparing' | 'writing';
  progress: ImportProgress | null;
  children: ReactNode;
}

/** Progress while a file is read, compared or written; check-ins continue meanwhile. */
export function ProgressStep({ phase, progress, children }: ProgressStepProps): ReactNode {
  const { t } = useTranslation();
  const { number, percent } = useFormats();
  const fraction = progress?.fraction ?? 0;
  const rows = progress?.rows ?? 0;
  return (
    <div className="card p-10 grid gap-3">
      <Progress
        label={t(`roster.progress.${progress?.phase ?? phase}`)}
        fraction={fraction}
        valueWords={percent(fraction)}
      />
      <p className="figures text-soft">
        {t('roster.progress.rows', { count: rows, formatted: number(rows) })}
      </p>
      {children}
    </div>
  );
}

const names = ['file', 'columns', 'changes', 'done'] as const;

function positionOf(step: ImportState['step']): number {
  switch (step) {
    case 'choose':
      return 0;
    case 'columns':
    case 'comparing':
      return 1;
    case 'changes':
    case 'writing':
      return 2;
    case 'done':
      return 3;
  }
}

export function ImportSteps({ step }: { step: ImportState['step'] }): ReactNode {
  const { t } = useTranslation();
  const position = positionOf(step);
  return (
    <ol className="steps flex flex-wrap gap-x-5 gap-y-2 flex-1" aria-label={t('roster.stepsLabel')}>
      {names.map((name, index) => (
        <li
          key={name}
          className="flex items-center gap-2 small font-semibold"
          data-passed={index < position || undefined}
          {...(index === position ? { 'aria-current': 'step' } : {})}
        >
          <span
            className="step-sign figures grid place-items-center size-6.5 rounded-full"
            aria-hidden="true"
          >
            {index < position ? <Check size={14} strokeWidth={3} /> : index + 1}
          </span>
          {t(`roster.steps.${name}`)}
        </li>
      ))}
    </ol>
  );
}

/** What an import wrote, one count a line. */
export function WrittenCounts({ written }: { written: ImportWritten }): ReactNode {
  const { t } = useTranslation();
  const { number } = useFormats();
  const { added, changed, bookings } = written;
  const counted = (count: number) => ({ count, formatted: number(count) });
  return (
    <>
      <p className="figures">{t('roster.done.added', counted(added))}</p>
      <p className="figures">{t('roster.done.changed', counted(changed))}</p>
      {bookings !== null &&
        bookingStates.map((state) => (
          <p className="figures" key={state}>
            {t(`roster.done.${state}`, counted(bookings[state]))}
          </p>
        ))}
    </>
  );
}
