import { createContext, use } from 'react';
import type { ScreenLanguage } from '../../domain/base/language.ts';
import type { ExtraField } from '../../domain/event/extra-fields.ts';
import { type DelegateFieldName, delegateFields } from '../../domain/roster/delegate-fields.ts';
import { extraIdOf, type MappedField } from '../../domain/roster/roster-import.ts';
import { useFormats } from '../formats.ts';

/** The parts of the event that an import's steps show. */
export const ImportedEventContext = createContext<{
  extraFields: readonly ExtraField[];
  delegations: readonly unknown[];
}>({
  extraFields: [],
  delegations: [],
});

export function fieldLabel(
  name: DelegateFieldName | MappedField,
  extraFields: readonly ExtraField[],
  language: ScreenLanguage,
): string {
  const id = extraIdOf(name);
  if (id === null) return delegateFields[name as DelegateFieldName].label[language];
  return extraFields.find((field) => field.id === id)?.label[language] ?? id;
}

export function useImportLabel(): (name: MappedField) => string {
  const { language } = useFormats();
  const { extraFields } = use(ImportedEventContext);
  return (name) => fieldLabel(name, extraFields, language);
}
