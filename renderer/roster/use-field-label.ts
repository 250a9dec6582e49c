import type { DelegateFieldName } from '../../domain/roster/delegate-fields.ts';
import type { MappedField } from '../../domain/roster/roster-import.ts';
import { useFormats } from '../../ui/formats.ts';
import { fieldLabel } from '../../ui/roster/field-label.ts';
import { useStation } from '../base/station.tsx';

export function useFieldLabel(): (name: DelegateFieldName | MappedField) => string {
  const { language } = useFormats();
  const { event } = useStation();
  return (name) => fieldLabel(name, event, language);
}
