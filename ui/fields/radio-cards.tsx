import type { ReactNode } from 'react';
import { FieldError } from 'react-aria-components/FieldError';
import { Label } from 'react-aria-components/Label';
import { Radio, RadioGroup } from 'react-aria-components/RadioGroup';
import { KeyHint, useHotkeys } from '../hotkeys.tsx';
import type { Choice } from './select.tsx';
import './field.css';

interface RadioCardsProps<K extends string> {
  label: string;
  /** A disabled choice is shown, with the reason as its hint. */
  choices: readonly (Choice<K> & { hint?: ReactNode; isDisabled?: boolean })[];
  value: K | null;
  onChange: (value: K) => void;
  autoFocus?: boolean;
  /** Keys choose: digits, unless `keys` is given. Called with the choice after it was made. */
  onKey?: (value: K) => void;
  keys?: readonly string[];
  /** The error message; null if there is none. */
  error?: string | null;
}

const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];

/** A few choices, each a card large enough to touch. */
export function RadioCards<K extends string>({
  label,
  choices,
  value,
  onChange,
  autoFocus = false,
  onKey,
  keys = digits,
  error = null,
}: RadioCardsProps<K>): ReactNode {
  useHotkeys(
    choices.slice(0, keys.length).flatMap(({ id, isDisabled = false }, index) => {
      const choose = (): void => {
        onChange(id);
        onKey?.(id);
      };
      return isDisabled ? [] : [{ key: keys[index] ?? '', run: choose }];
    }),
    onKey !== undefined,
  );
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
        {choices.map((choice, index) => (
          <Radio
            key={choice.id}
            value={choice.id}
            className="radio-card flex gap-3 items-start min-h-target p-3 border border-edge rounded-md bg-surface"
            autoFocus={autoFocus && choice === first}
            isDisabled={choice.isDisabled === true}
          >
            {onKey !== undefined && <KeyHint keys={[(keys[index] ?? '').toUpperCase()]} />}
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
