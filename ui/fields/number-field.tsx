import { type KeyboardEvent, type ReactNode, useState } from 'react';
import { FieldError } from 'react-aria-components/FieldError';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { TextField } from 'react-aria-components/TextField';
import { useTranslation } from 'react-i18next';
import './field.css';
import './number-field.css';

interface NumberFieldProps {
  label: string;
  /** One or two letters before the number, where the label has no space. */
  mark: string;
  /** "mm", "pt" */
  unit: string;
  value: number;
  onChange: (value: number) => void;
  min: number;
  max: number;
  /** What an arrow key adds; ten times as much with Shift. */
  step: number;
}

/**
 * A number with its unit and at most two decimals, with point or comma. A valid number takes effect
 * at once; an invalid one, or one out of bounds, is marked and leaves the value unchanged.
 */
export function NumberField(props: NumberFieldProps): ReactNode {
  const { label, mark, unit, value, onChange, min: least, max: most, step } = props;
  const { t, i18n } = useTranslation();
  const [typed, setTyped] = useState<string | null>(null);
  const shown = typed ?? formatted(value, i18n.language);
  const read = readNumber(shown);
  const fits = read !== null && read >= least && read <= most;
  const take = (text: string): void => {
    setTyped(text);
    const next = readNumber(text);
    if (next !== null && next >= least && next <= most && next !== value) onChange(next);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const way = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0;
    if (way === 0 || event.ctrlKey || event.altKey) return;
    event.preventDefault();
    const next = value + way * step * (event.shiftKey ? 10 : 1);
    setTyped(null);
    onChange(Math.round(Math.max(least, Math.min(most, next)) * 100) / 100);
  };
  const limits = t('app.numberLimits', {
    least: formatted(least, i18n.language),
    most: formatted(most, i18n.language),
  });
  return (
    <TextField
      className="field number-field"
      value={shown}
      isInvalid={!fits}
      validationBehavior="aria"
      onChange={take}
      onBlur={() => setTyped(null)}
    >
      <Label className="visually-hidden">{`${label}, ${unit}`}</Label>
      <div className="number-field-box relative" data-words={mark.length > 1 || undefined}>
        <span className="number-field-mark small" aria-hidden="true">
          {mark}
        </span>
        <Input
          className="field-input figures"
          inputMode="decimal"
          autoComplete="off"
          spellCheck={false}
          maxLength={7}
          onKeyDown={onKeyDown}
        />
        <span className="number-field-unit small" aria-hidden="true">
          {unit}
        </span>
      </div>
      <FieldError className="field-error">{fits ? null : limits}</FieldError>
    </TextField>
  );
}

function formatted(value: number, language: string): string {
  return new Intl.NumberFormat(language, { maximumFractionDigits: 2, useGrouping: false }).format(
    value,
  );
}

/** Reads "12.5" and "12,5"; null unless it is a number of at most two decimals. */
function readNumber(text: string): number | null {
  const match = /^\s*(\d{1,4})(?:[.,](\d{0,2}))?\s*$/.exec(text);
  return match === null ? null : Number(`${match[1]}.${match[2] === '' ? '0' : (match[2] ?? '0')}`);
}
