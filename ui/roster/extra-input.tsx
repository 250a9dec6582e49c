import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type InLanguages, textIn } from '../../domain/base/language.ts';
import { type ExtraField, maxExtraText } from '../../domain/event/extra-fields.ts';
import { formatExtra, plainNumber } from '../../domain/event/extra-values.ts';
import { Select } from '../fields/select.tsx';
import { DayField, TextField } from '../fields/text-field.tsx';
import { useFormats } from '../formats.ts';

/** The value of one of the event's own fields, with the input of its type. */
export function ExtraInput({
  field,
  event,
  value,
  onChange,
}: {
  field: ExtraField;
  event: InLanguages;
  value: string;
  onChange: (value: string) => void;
}): ReactNode {
  const { t } = useTranslation();
  const { language } = useFormats();
  const label = textIn(field.label, language, event);
  switch (field.type) {
    case 'choice':
    case 'yes-no': {
      const ids = field.type === 'choice' ? field.choices.map(({ id }) => id) : ['yes', 'no'];
      // A React Aria list permits no empty id, and a choice may have any other id.
      const choices = ids.map((id) => ({
        id: `=${id}`,
        label: formatExtra(field, id, language, event),
      }));
      return (
        <Select
          label={label}
          choices={[{ id: 'none', label: t('person.noAnswer') }, ...choices]}
          value={value === '' ? 'none' : `=${value}`}
          onChange={(id) => onChange(id === 'none' ? '' : id.slice(1))}
        />
      );
    }
    case 'number':
      return (
        <TextField
          label={label}
          inputMode="decimal"
          maxLength={20}
          value={value}
          onChange={onChange}
          error={value === '' || plainNumber(value) !== null ? null : t('person.noNumber')}
        />
      );
    case 'date':
      return <DayField label={label} value={value} onChange={onChange} />;
    default:
      return <TextField label={label} maxLength={maxExtraText} value={value} onChange={onChange} />;
  }
}
