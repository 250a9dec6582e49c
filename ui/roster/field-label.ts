import { createContext, use } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type EventText,
  type InLanguages,
  type ScreenLanguage,
  textIn,
} from '../../domain/base/language.ts';
import { administrationLabel } from '../../domain/delegations.ts';
import type { Checkpoint } from '../../domain/event/event-file.ts';
import type { ExtraField } from '../../domain/event/extra-fields.ts';
import { type GroupWord, groupForms } from '../../domain/event/group-words.ts';
import { type DelegateFieldName, delegateFields } from '../../domain/roster/delegate-fields.ts';
import {
  extraIdOf,
  isOfSessions,
  type ListColumn,
  type MappedField,
  sessionIdOf,
} from '../../domain/roster/roster-import.ts';
import { useFormats } from '../formats.ts';

/** The parts of an event that the labels of its fields depend on. */
interface LabelledEvent extends InLanguages {
  extraFields: readonly ExtraField[];
  delegations: readonly unknown[];
  groupWord: GroupWord;
}

export interface ImportedEvent extends LabelledEvent {
  checkpoints: readonly (Pick<Checkpoint, 'id' | 'kind' | 'passes' | 'retired'> & {
    name: EventText;
  })[];
}

/** The parts of the event that an import's steps show. */
export const ImportedEventContext = createContext<ImportedEvent>({
  languages: [],
  extraFields: [],
  delegations: [],
  groupWord: 'delegation',
  checkpoints: [],
});

export function fieldLabel(
  name: DelegateFieldName | MappedField,
  event: LabelledEvent,
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

/** Names a column of a list: a field, or sessions. */
export function useImportLabel(): (name: ListColumn) => string {
  const { t } = useTranslation();
  const { language } = useFormats();
  const event = use(ImportedEventContext);
  const sessionName = useSessionName();
  return (name) => {
    if (!isOfSessions(name)) return fieldLabel(name, event, language);
    const session = sessionIdOf(name);
    if (session === null) return t('roster.map.sessions');
    return t('roster.map.session', { name: sessionName(session) });
  };
}

/** The name of a session of the imported event; its id where the event lacks it. */
export function useSessionName(): (session: string) => string {
  const { language } = useFormats();
  const event = use(ImportedEventContext);
  return (session) => {
    const found = event.checkpoints.find(({ id }) => id === session);
    return found === undefined ? session : textIn(found.name, language, event);
  };
}
