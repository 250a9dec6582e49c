import type { ReactNode, Ref } from 'react';
import { FieldError } from 'react-aria-components/FieldError';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { Text } from 'react-aria-components/Text';
import {
  TextField as AriaTextField,
  type TextFieldProps as AriaTextFieldProps,
} from 'react-aria-components/TextField';
import './field.css';

export interface TextFieldProps
  extends Omit<AriaTextFieldProps, 'children' | 'className' | 'style' | 'validate'> {
  label: string;
  hint?: string;
  /** What is wrong with the value; null if nothing is. */
  error?: string | null;
  inputRef?: Ref<HTMLInputElement>;
}

/** A text field with its label, a hint and what is wrong with it. */
export function TextField({
  label,
  hint,
  error = null,
  inputRef,
  ...rest
}: TextFieldProps): ReactNode {
  return (
    <AriaTextField {...rest} className="field" isInvalid={error !== null} validationBehavior="aria">
      <Label className="field-label">{label}</Label>
      <Input
        className="field-input"
        spellCheck={false}
        autoComplete="off"
        {...(inputRef === undefined ? {} : { ref: inputRef })}
      />
      {hint !== undefined && (
        <Text slot="description" className="field-hint">
          {hint}
        </Text>
      )}
      <FieldError className="field-error">{error}</FieldError>
    </AriaTextField>
  );
}
