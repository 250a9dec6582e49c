import type { ReactNode, Ref } from 'react';
import { FieldError } from 'react-aria-components/FieldError';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { Text } from 'react-aria-components/Text';
import {
  TextField as AriaTextField,
  type TextFieldProps as AriaTextFieldProps,
} from 'react-aria-components/TextField';
import { useTranslation } from 'react-i18next';
import {
  minPassPhraseCharacters,
  newPassPhraseSchema,
} from '../../domain/operators/pass-phrase.ts';
import { useFormats } from '../formats.ts';
import { CheckLine } from './check-line.tsx';
import './field.css';

export interface TextFieldProps
  extends Omit<AriaTextFieldProps, 'children' | 'className' | 'style' | 'validate'> {
  label: string;
  hint?: string;
  /** The error message; null if there is none. */
  error?: string | null;
  inputRef?: Ref<HTMLInputElement>;
}

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

interface DayFieldProps extends Omit<TextFieldProps, 'type'> {
  /** ISO 8601, "2026-10-24"; empty while the day is incomplete. */
  value: string;
}

/**
 * A day. The browser orders day and month by the computer's language, whatever the screen's
 * language is. The line below therefore repeats the day with its weekday and month.
 */
export function DayField({ hint, ...rest }: DayFieldProps): ReactNode {
  const { wholeDay } = useFormats();
  // A year starts with zeros while it is being typed.
  const said = /^[1-9]\d{3}-/.test(rest.value) ? wholeDay(rest.value) : hint;
  return <TextField {...rest} type="date" {...(said === undefined ? {} : { hint: said })} />;
}

/** True if the user's own passphrase is too easy to guess. Null means that the app makes one. */
export function isEasyPhrase(own: string | null): boolean {
  return own !== null && !newPassPhraseSchema.safeParse(own).success;
}

/** The passphrase of a sealed file: made by the app (null), or the user's own. */
export function PassPhraseChoice({
  own,
  onChange,
  wasSent,
}: {
  own: string | null;
  onChange: (own: string | null) => void;
  wasSent: boolean;
}): ReactNode {
  const { t } = useTranslation();
  const limit = { count: minPassPhraseCharacters };
  return (
    <>
      <CheckLine isSelected={own !== null} onChange={(isOwn) => onChange(isOwn ? '' : null)}>
        {t('eventPackage.own')}
      </CheckLine>
      {own === null ? (
        <p className="field-hint">{t('eventPackage.ownHint', limit)}</p>
      ) : (
        <TextField
          label={t('eventPackage.passphrase')}
          maxLength={200}
          autoFocus
          value={own}
          onChange={onChange}
          error={wasSent && isEasyPhrase(own) ? t('eventPackage.easy', limit) : null}
        />
      )}
    </>
  );
}

/** The passphrase that the app made, shown only here; null if the operator chose their own. */
export function MadePassPhrase({ passphrase }: { passphrase: string | null }): ReactNode {
  const { t } = useTranslation();
  if (passphrase === null) return <p>{t('eventPackage.ownPhrase')}</p>;
  return (
    <div className="grid gap-1 p-4 border border-edge rounded-md">
      <p className="field-label">{t('eventPackage.passphrase')}</p>
      <p className="code text-xl select-text">{passphrase}</p>
      <p className="font-semibold">{t('eventPackage.once')}</p>
    </div>
  );
}
