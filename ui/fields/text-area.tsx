import type { ReactNode } from 'react';
import { Label } from 'react-aria-components/Label';
import { Text } from 'react-aria-components/Text';
import { TextArea as PlainTextArea } from 'react-aria-components/TextArea';
import { TextField as AriaTextField } from 'react-aria-components/TextField';
import type { TextFieldProps } from './text-field.tsx';
import './field.css';

type TextAreaProps = Omit<TextFieldProps, 'error'>;

export function TextArea({ label, hint, ...rest }: TextAreaProps): ReactNode {
  return (
    <AriaTextField {...rest} className="field">
      <Label className="field-label">{label}</Label>
      <PlainTextArea
        className="field-input field-area py-2"
        rows={3}
        spellCheck={false}
        dir="auto"
      />
      {hint !== undefined && (
        <Text slot="description" className="field-hint">
          {hint}
        </Text>
      )}
    </AriaTextField>
  );
}
