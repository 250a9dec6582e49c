import type { ReactNode } from 'react';
import { FieldError, Label, Radio, RadioGroup } from 'react-aria-components';
import type { Choice } from './select.tsx';
import './field.css';

interface RadioCardsProps<K extends string> {
  label: string;
  /** A disabled one is shown, with the reason as its hint. */
  choices: readonly (Choice<K> & { hint?: ReactNode; isDisabled?: boolean })[];
  value: K | null;
  onChange: (value: K) => void;
  autoFocus?: boolean;
  /** What is wrong with the choice; null if nothing is. */
  error?: string | null;
}

/** One of a few, each as a card that can be touched. */
export function RadioCards<K extends string>({
  label,
  choices,
  value,
  onChange,
  autoFocus = false,
  error = null,
}: RadioCardsProps<K>): ReactNode {
  const first = choices.find(({ isDisabled }) => isDisabled !== true);
  return (
    <RadioGroup
      className="radio-cards grid gap-2"
      value={value}
      isInvalid={error !== null}
      validationBehavior="aria"
      onChange={(key) => {
        const chosen = choices.find((choice) => choice.id === key);
        if (chosen !== undefined) onChange(chosen.id);
      }}
    >
      <Label className="field-label">{label}</Label>
      <div className="radio-cards-list grid-cols-fit-44 grid gap-2">
        {choices.map((choice) => (
          <Radio
            key={choice.id}
            value={choice.id}
            className="radio-card flex gap-3 items-start min-h-target p-3 border border-edge rounded-md bg-surface"
            autoFocus={autoFocus && choice === first}
            isDisabled={choice.isDisabled === true}
          >
            <span>
              {choice.label}
              {choice.hint !== undefined && (
                <span className="radio-card-hint block text-soft text-xs">{choice.hint}</span>
              )}
            </span>
          </Radio>
        ))}
      </div>
      <FieldError className="field-error">{error}</FieldError>
    </RadioGroup>
  );
}
