import type { DelegateFieldName } from '../../domain/roster/delegate-fields.ts';
import type { MappedField } from '../../domain/roster/roster-import.ts';
import { fieldLabel } from '../../ui/roster/field-label.ts';
import { useFormats } from '../base/formats.ts';
import { useStation } from '../base/station.tsx';

export function useFieldLabel(): (name: DelegateFieldName | MappedField) => string {
  const { language } = useFormats();
  const { extraFields } = useStation().event;
  return (name) => fieldLabel(name, extraFields, language);
}
