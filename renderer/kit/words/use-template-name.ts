import { templateName } from '../../../domain/templates/template-names.ts';
import { useFormats } from './format.ts';

/** Gives a template's name as the screens show it. */
export function useTemplateName(): (name: string) => string {
  const { language } = useFormats();
  return (name) => templateName(name, language);
}
