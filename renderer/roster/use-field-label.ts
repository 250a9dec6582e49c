import { type DelegateFieldName, delegateFields } from '../../domain/roster/delegate-fields.ts';
import { useFormats } from '../kit/words/format.ts';

/** The labels of a delegate's fields, in the screen's language. */
export function useFieldLabel(): (name: DelegateFieldName) => string {
  const { language } = useFormats();
  return (name) => delegateFields[name].label[language];
}
