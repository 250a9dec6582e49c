import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type EventText, type KioskLanguage, kioskLanguages } from '../../domain/base/language.ts';
import { CheckLine } from '../fields/check-line.tsx';
import { TextField } from '../fields/text-field.tsx';
import { useFormats } from '../formats.ts';
import { endonyms } from '../words/endonyms.ts';

interface EventTextFieldsProps {
  label: string;
  /** Of the first field; the others say which language stands in for them. */
  hint?: string;
  /** Of each field, where no other language stands in for an empty one. */
  emptyHint?: string;
  /** The event's, in its order. */
  languages: readonly KioskLanguage[];
  /** Those of them with a field; all where it is left out. */
  fields?: readonly KioskLanguage[];
  /** As typed: may be blank, and may have languages that the event lacks, which stay. */
  texts: EventText;
  onChange: (texts: EventText) => void;
  maxLength: number;
  isRequired?: boolean;
  autoFocus?: boolean;
  /** Of the first field. */
  error?: string | null;
  onBlur?: () => void;
}

/**
 * A text field for each of the event's languages, the language in its label if the event has several.
 * Only the first may be required: it stands in for the others.
 */
export function EventTextFields({
  label,
  hint,
  emptyHint,
  languages,
  fields = languages,
  texts,
  onChange,
  maxLength,
  isRequired = false,
  autoFocus = false,
  error = null,
  onBlur,
}: EventTextFieldsProps): ReactNode {
  const { t } = useTranslation();
  const { languageName } = useFormats();
  const [first] = fields;
  return fields.map((language) => {
    const isFirst = language === first;
    const asFirst = t('eventTexts.asIn', { language: languageName(first ?? language) });
    const said = emptyHint ?? (isFirst ? hint : asFirst);
    return (
      <TextField
        key={language}
        label={
          languages.length === 1
            ? label
            : t('eventTexts.inLanguage', { label, language: languageName(language) })
        }
        {...(said === undefined ? {} : { hint: said })}
        maxLength={maxLength}
        isRequired={isRequired && isFirst}
        autoFocus={autoFocus && isFirst}
        error={isFirst ? error : null}
        value={texts[language] ?? ''}
        onChange={(text) => onChange({ ...texts, [language]: text })}
        {...(onBlur === undefined ? {} : { onBlur })}
      />
    );
  });
}

/** The languages of an event, at least one, in the order in which they were chosen. */
export function LanguageChoice({
  languages,
  onChange,
}: {
  languages: readonly KioskLanguage[];
  onChange: (languages: KioskLanguage[]) => void;
}): ReactNode {
  const { t } = useTranslation();
  return (
    <fieldset className="grid gap-1">
      <legend className="field-label px-0">{t('eventTexts.languages')}</legend>
      <div className="flex flex-wrap gap-x-5">
        {kioskLanguages.map((id) => (
          <CheckLine
            key={id}
            isSelected={languages.includes(id)}
            isDisabled={languages.length === 1 && languages.includes(id)}
            onChange={(isOn) =>
              onChange(isOn ? [...languages, id] : languages.filter((one) => one !== id))
            }
          >
            <span lang={id}>{endonyms[id]}</span>
          </CheckLine>
        ))}
      </div>
      <p className="field-hint" role="status">
        {languages.length === 1
          ? t('eventTexts.oneHint')
          : t('eventTexts.orderHint', {
              languages: languages.map((id) => endonyms[id]).join(' › '),
            })}
      </p>
    </fieldset>
  );
}

/**
 * The texts for an event in these languages, trimmed, without the blank ones. The first stays even
 * if it is blank, so that the check of the request finds it missing.
 */
export function textsFor(languages: readonly KioskLanguage[], typed: EventText): EventText {
  const texts = languages.map((language) => [language, typed[language]?.trim() ?? ''] as const);
  return Object.fromEntries(texts.filter(([, text], place) => place === 0 || text !== ''));
}
