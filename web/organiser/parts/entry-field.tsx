import type { HTMLInputAutoCompleteAttribute, ReactNode } from 'react';
import { FieldError } from 'react-aria-components/FieldError';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { Text } from 'react-aria-components/Text';
import { TextField } from 'react-aria-components/TextField';
import '../../../ui/fields/field.css';

interface EntryFieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  /** What browsers and password managers may fill in here. */
  fills: HTMLInputAutoCompleteAttribute;
  type?: 'text' | 'password';
  isNumeric?: boolean;
  hint?: string | undefined;
  error?: string | null;
  autoFocus?: boolean;
  /** Shows capital letters, for codes. */
  isCode?: boolean;
}

/** A field of a sign-in: like the app's text field, but browsers may fill it in. */
export function EntryField({
  label,
  value,
  onChange,
  fills,
  type = 'text',
  isNumeric = false,
  hint,
  error = null,
  autoFocus = false,
  isCode = false,
}: EntryFieldProps): ReactNode {
  return (
    <TextField
      className="field"
      value={value}
      onChange={onChange}
      type={type}
      isInvalid={error !== null}
      validationBehavior="aria"
      autoFocus={autoFocus}
    >
      <Label className="field-label">{label}</Label>
      <Input
        className={isCode ? 'field-input code entry-code text-xl tracking-wide' : 'field-input'}
        autoComplete={fills}
        autoCapitalize="none"
        spellCheck={false}
        {...(isNumeric ? { inputMode: 'numeric' as const } : {})}
      />
      {hint !== undefined && (
        <Text slot="description" className="field-hint">
          {hint}
        </Text>
      )}
      <FieldError className="field-error">{error}</FieldError>
    </TextField>
  );
}
