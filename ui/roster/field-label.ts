import { createContext, use } from 'react';
import { type InLanguages, type ScreenLanguage, textIn } from '../../domain/base/language.ts';
import { hasDelegations } from '../../domain/delegations.ts';
import type { ExtraField } from '../../domain/event/extra-fields.ts';
import { type DelegateFieldName, delegateFields } from '../../domain/roster/delegate-fields.ts';
import { extraIdOf, type MappedField } from '../../domain/roster/roster-import.ts';
import { useFormats } from '../formats.ts';

/** The parts of an event that its labels depend on. */
interface LabelledEvent extends InLanguages {
  extraFields: readonly ExtraField[];
  delegations: readonly unknown[];
}

/** The parts of the event that an import's steps show. */
export const ImportedEventContext = createContext<LabelledEvent>({
  languages: [],
  extraFields: [],
  delegations: [],
});

/** Delegations are sent by administrations; people of another event belong to organisations. */
const organisation = { en: 'Organisation', fr: 'Organisation' };

export function fieldLabel(
  name: DelegateFieldName | MappedField,
  event: LabelledEvent,
  language: ScreenLanguage,
): string {
  const id = extraIdOf(name);
  if (name === 'administration' && !hasDelegations(event)) return organisation[language];
  if (id === null) return delegateFields[name as DelegateFieldName].label[language];
  const field = event.extraFields.find((one) => one.id === id);
  return field === undefined ? id : textIn(field.label, language, event);
}

export function useImportLabel(): (name: MappedField) => string {
  const { language } = useFormats();
  const event = use(ImportedEventContext);
  return (name) => fieldLabel(name, event, language);
}
