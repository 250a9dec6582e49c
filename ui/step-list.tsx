import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import './step-list.css';

/** The steps of a dialog; a step that the user may go to is a button. */
export function StepList<S extends string>({
  label,
  steps,
  current,
  mayGo,
  onGo,
}: {
  label: string;
  steps: readonly { id: S; label: string; isWrong: boolean }[];
  current: S;
  mayGo: (step: S) => boolean;
  onGo: (step: S) => void;
}): ReactNode {
  const position = steps.findIndex(({ id }) => id === current);
  return (
    <ol className="step-list flex flex-wrap gap-1 -mx-2" aria-label={label}>
      {steps.map(({ id, label, isWrong }, index) => (
        <li
          key={id}
          data-passed={index < position || undefined}
          data-wrong={isWrong || undefined}
          {...(index === position ? { 'aria-current': 'step' } : {})}
        >
          <AriaButton
            className="flex items-center gap-2 min-h-target border-0 bg-transparent rounded-md small font-semibold hover:bg-sunken hover:text-ink"
            isDisabled={id === current || !mayGo(id)}
            onPress={() => onGo(id)}
          >
            <span
              className="step-sign figures grid place-items-center size-6.5 rounded-full"
              aria-hidden="true"
            >
              {index < position && !isWrong ? <Check size={14} strokeWidth={3} /> : index + 1}
            </span>
            {label}
          </AriaButton>
        </li>
      ))}
    </ol>
  );
}
