import { type DelegateFieldName, delegateFields } from '../../domain/roster/delegate-fields.ts';
import { extraIdOf, type MappedField } from '../../domain/roster/roster-import.ts';
import { useStation } from '../kit/client/station.tsx';
import { useFormats } from '../kit/words/format.ts';

/** The labels of a delegate's fields, in the screen's language; those of the event's own too. */
export function useFieldLabel(): (name: DelegateFieldName | MappedField) => string {
  const { language } = useFormats();
  const { extraFields } = useStation().event;
  return (name) => {
    const id = extraIdOf(name);
    if (id === null) return delegateFields[name as DelegateFieldName].label[language];
    return extraFields.find((field) => field.id === id)?.label[language] ?? id;
  };
}
