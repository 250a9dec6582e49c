import { expect, it } from 'vitest';
import { defaultTemplates } from '../../domain/templates/default-templates.ts';
import { templateName } from '../../domain/templates/template-names.ts';

it.each(defaultTemplates())('“$name” is in French on French screens', ({ name }) => {
  expect(templateName(name, 'en')).toBe(name);
  expect(templateName(name, 'fr')).not.toMatch(/roll|card|label|folded|with|back|name|first/i);
});

it('leaves a name that somebody gave', () => {
  expect(templateName('CR80 card, blue', 'fr')).toBe('CR80 card, blue');
});
