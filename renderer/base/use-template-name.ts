import { templateName } from '../../domain/templates/template-names.ts';
import { useFormats } from '../../ui/formats.ts';

export function useTemplateName(): (name: string) => string {
  const { language } = useFormats();
  return (name) => templateName(name, language);
}
