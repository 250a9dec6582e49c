import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type ExtraField,
  type ExtraValues,
  maxExtraText,
} from '../../domain/event/extra-fields.ts';
import { formatExtra, plainNumber } from '../../domain/event/extra-values.ts';
import { useStation } from '../kit/client/station.tsx';
import { DayField } from '../kit/fields/day-field.tsx';
import { Select } from '../kit/fields/select.tsx';
import { TextField } from '../kit/fields/text-field.tsx';
import { useFormats } from '../kit/words/format.ts';

interface ExtraInputsProps {
  /** As typed. */
  values: ExtraValues;
  onChange: (values: ExtraValues) => void;
}

/** The event's own fields that desks show, each with the input of its type. */
export function ExtraInputs({ values, onChange }: ExtraInputsProps): ReactNode {
  const { extraFields } = useStation().event;
  return (
    extraFields
      .filter(({ showsAt }) => showsAt.includes('desk'))
      // A retired one is not asked for any more; a value that is there can be corrected.
      .filter(({ id, retired }) => retired !== true || values[id] !== undefined)
      .map((field) => (
        <ExtraInput
          key={field.id}
          field={field}
          value={values[field.id] ?? ''}
          onChange={(value) => onChange({ ...values, [field.id]: value })}
        />
      ))
  );
}

function ExtraInput({
  field,
  value,
  onChange,
}: {
  field: ExtraField;
  value: string;
  onChange: (value: string) => void;
}): ReactNode {
  const { t } = useTranslation();
  const { language } = useFormats();
  const label = field.label[language];
  switch (field.type) {
    case 'choice':
    case 'yes-no': {
      const ids = field.type === 'choice' ? field.choices.map(({ id }) => id) : ['yes', 'no'];
      // A list of React Aria has no empty id, and a choice may have any other.
      const choices = ids.map((id) => ({
        id: `=${id}`,
        label: formatExtra(field, id, language),
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
