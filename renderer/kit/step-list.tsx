import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import './step-list.css';

/** The current step of a dialog; available steps are buttons. */
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
    <ol className="step-list flow gap-1" aria-label={label}>
      {steps.map(({ id, label, isWrong }, index) => (
        <li
          key={id}
          data-passed={index < position || undefined}
          data-wrong={isWrong || undefined}
          {...(index === position ? { 'aria-current': 'step' } : {})}
        >
          <AriaButton
            className="row gap-2 target bare round-md small strong hover-sunken hover-ink"
            isDisabled={id === current || !mayGo(id)}
            onPress={() => onGo(id)}
          >
            <span className="step-sign figures centred edged-2 circle text-xs" aria-hidden="true">
              {index < position && !isWrong ? <Check size={14} strokeWidth={3} /> : index + 1}
            </span>
            {label}
          </AriaButton>
        </li>
      ))}
    </ol>
  );
}
