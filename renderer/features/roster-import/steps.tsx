import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportState } from './use-import.ts';

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

/** Where in the import one is. */
export function Steps({ step }: { step: ImportState['step'] }): ReactNode {
  const { t } = useTranslation();
  const position = positionOf(step);
  return (
    <ol className="steps" aria-label={t('roster.stepsLabel')}>
      {names.map((name, index) => (
        <li
          key={name}
          data-passed={index < position || undefined}
          {...(index === position ? { 'aria-current': 'step' } : {})}
        >
          <span className="steps-sign figures" aria-hidden="true">
            {index < position ? <Check size={14} strokeWidth={3} /> : index + 1}
          </span>
          {t(`roster.steps.${name}`)}
        </li>
      ))}
    </ol>
  );
}
