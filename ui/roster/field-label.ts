import { createContext, use } from 'react';
import { type InLanguages, type ScreenLanguage, textIn } from '../../domain/base/language.ts';
import { administrationLabel } from '../../domain/delegations.ts';
import type { ExtraField } from '../../domain/event/extra-fields.ts';
import { type GroupWord, groupForms } from '../../domain/event/group-words.ts';
import { type DelegateFieldName, delegateFields } from '../../domain/roster/delegate-fields.ts';
import { extraIdOf, type MappedField } from '../../domain/roster/roster-import.ts';
import { useFormats } from '../formats.ts';

/** The parts of an event that the labels of its fields depend on. */
export interface ImportedEvent extends InLanguages {
  extraFields: readonly ExtraField[];
  delegations: readonly unknown[];
  groupWord: GroupWord;
}

/** The parts of the event that an import's steps show. */
export const ImportedEventContext = createContext<ImportedEvent>({
  languages: [],
  extraFields: [],
  delegations: [],
  groupWord: 'delegation',
});

export function fieldLabel(
  name: DelegateFieldName | MappedField,
  event: ImportedEvent,
  language: ScreenLanguage,
): string {
  const id = extraIdOf(name);
  if (name === 'administration') return administrationLabel(event, language);
  if (name === 'delegation' && event.groupWord !== 'delegation') {
    return groupForms[language][event.groupWord].label;
  }
  if (id === null) return delegateFields[name as DelegateFieldName].label[language];
  const field = event.extraFields.find((one) => one.id === id);
  return field === undefined ? id : textIn(field.label, language, event);
}

export function useImportLabel(): (name: MappedField) => string {
  const { language } = useFormats();
  const event = use(ImportedEventContext);
  return (name) => fieldLabel(name, event, language);
}
