import type { DelegateFieldName } from '../../domain/roster/delegate-fields.ts';
import type { MappedField } from '../../domain/roster/roster-import.ts';
import { useStation } from '../kit/client/station.tsx';
import { fieldLabel } from '../kit/roster/field-label.ts';
import { useFormats } from '../kit/words/format.ts';

export function useFieldLabel(): (name: DelegateFieldName | MappedField) => string {
  const { language } = useFormats();
  const { extraFields } = useStation().event;
  return (name) => fieldLabel(name, extraFields, language);
}
