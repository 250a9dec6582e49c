import type { ReactNode } from 'react';
import {
  TextField as AriaTextField,
  Label,
  TextArea as PlainTextArea,
  Text,
} from 'react-aria-components';
import type { TextFieldProps } from './text-field.tsx';
import './field.css';

type TextAreaProps = Omit<TextFieldProps, 'error'>;

/** A text of several lines with its label and a hint. */
export function TextArea({ label, hint, ...rest }: TextAreaProps): ReactNode {
  return (
    <AriaTextField {...rest} className="field">
      <Label className="field-label">{label}</Label>
      <PlainTextArea className="field-input field-area" rows={3} spellCheck={false} dir="auto" />
      {hint !== undefined && (
        <Text slot="description" className="field-hint">
          {hint}
        </Text>
      )}
    </AriaTextField>
  );
}
