import { z } from 'zod';
import { type InLanguages, type KioskLanguage, textIn } from '../base/language.ts';
import { formatDays } from './event-dates.ts';
import {
  type ExtraField,
  type ExtraFieldPlace,
  type ExtraValues,
  tidyExtra,
} from './extra-fields.ts';

/**
 * The canonical form of a typed number ("1 200,50" is "1200.5"), with at most 9 digits before and 6
 * after the point. Null if it is not a number. "1,200" is ambiguous, so it is not one.
 */
export function plainNumber(text: string): string | null {
  const digits = text.replace(/[\s\u00A0\u202F]/g, '');
  if (!/^[+-]?\d{1,9}(?:[.,]\d{1,6})?$/.test(digits) || /^[+-]?[1-9]\d{0,2},\d{3}$/.test(digits)) {
    return null;
  }
  // Adding 0 turns -0 into 0.
  return String(Number(digits.replace(',', '.')) + 0);
}

/** Whether a text is a value of the field in canonical form. */
export function isExtraValue({ type, choices }: ExtraField, text: string): boolean {
  switch (type) {
    case 'text':
      return true;
    case 'choice':
      return choices.some(({ id }) => id === text);
    case 'yes-no':
      return text === 'yes' || text === 'no';
    case 'date':
      return z.iso.date().safeParse(text).success;
    case 'number':
      return plainNumber(text) === text;
  }
}

/**
 * Values typed at a desk with numbers in canonical form. A text that is not a number stays as
 * typed.
 */
export function typedExtra(fields: readonly ExtraField[], values: ExtraValues): ExtraValues {
  const typed = Object.entries(values).map(([id, text]) => {
    const isNumber = fields.some((field) => field.id === id && field.type === 'number');
    return [id, isNumber ? (plainNumber(text) ?? text) : text.trim()];
  });
  return tidyExtra(Object.fromEntries(typed));
}

/** The first field whose value does not match its type; null if there is none. */
export function wrongExtra(fields: readonly ExtraField[], values: ExtraValues): string | null {
  const wrong = fields.find((field) => {
    const value = values[field.id] ?? '';
    return value !== '' && !isExtraValue(field, value);
  });
  return wrong?.id ?? null;
}

const truthWords: Readonly<Record<'yes' | 'no', Record<KioskLanguage, string>>> = {
  yes: { en: 'Yes', fr: 'Oui', es: 'Sí', ar: 'نعم', ru: 'Да', pt: 'Sim' },
  no: { en: 'No', fr: 'Non', es: 'No', ar: 'لا', ru: 'Нет', pt: 'Não' },
};

/**
 * A value as people read it. One that does not match its type (of an earlier event file) stays
 * unchanged.
 */
export function formatExtra(
  field: ExtraField,
  value: string,
  language: KioskLanguage,
  event: InLanguages,
): string {
  if (value === '' || !isExtraValue(field, value)) return value;
  switch (field.type) {
    case 'text':
      return value;
    case 'choice':
      return choiceLabel(field, value, language, event);
    case 'yes-no':
      return truthWords[value === 'yes' ? 'yes' : 'no'][language];
    case 'date':
      return formatDays([value], language);
    case 'number':
      return language === 'en' || language === 'ar' ? value : value.replace('.', ',');
  }
}

function choiceLabel(
  { choices }: ExtraField,
  value: string,
  language: KioskLanguage,
  event: InLanguages,
): string {
  const choice = choices.find(({ id }) => id === value);
  return choice === undefined ? value : textIn(choice.label, language, event);
}

/** The fields that are shown in a place and have a value, as label and value. */
export function shownExtra(
  event: { extraFields: readonly ExtraField[] } & InLanguages,
  values: ExtraValues,
  place: ExtraFieldPlace,
  language: KioskLanguage,
): { id: string; label: string; value: string }[] {
  return event.extraFields.flatMap((field) => {
    const value = formatExtra(field, values[field.id] ?? '', language, event);
    if (value === '' || !field.showsAt.includes(place)) return [];
    return [{ id: field.id, label: textIn(field.label, language, event), value }];
  });
}
