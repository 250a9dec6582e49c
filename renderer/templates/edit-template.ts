import type { BadgeTemplate, TemplateField } from '../../domain/templates/badge-template.ts';
import { fitBox, type Size } from './geometry.ts';

export type CategoryRule = BadgeTemplate['rules'][number];

/** Maximum that the schema allows. */
const maxFields = 40;

/** The template with one more field, in front of the others. */
export function withField(template: BadgeTemplate, field: TemplateField): BadgeTemplate {
  if (template.fields.length >= maxFields) return template;
  return { ...template, fields: [...template.fields, field] };
}

export function withFieldReplaced(template: BadgeTemplate, field: TemplateField): BadgeTemplate {
  const old = template.fields.find(({ id }) => id === field.id);
  if (old === undefined || JSON.stringify(old) === JSON.stringify(field)) return template;
  return {
    ...template,
    fields: template.fields.map((one) => (one.id === field.id ? field : one)),
  };
}

/** The template without a field; the last one stays, for a template has at least one. */
export function withoutField(template: BadgeTemplate, id: string): BadgeTemplate {
  const fields = template.fields.filter((field) => field.id !== id);
  if (fields.length === 0 || fields.length === template.fields.length) return template;
  const rules = template.rules.map((rule) => ({
    ...rule,
    hides: rule.hides.filter((hidden) => hidden !== id),
  }));
  return { ...template, fields, rules: rules.filter(saysSomething) };
}

/** Moves a field one place to the front (1) or to the back (−1) among those of the same side. */
export function withFieldOnTop(template: BadgeTemplate, id: string, by: 1 | -1): BadgeTemplate {
  const fields = [...template.fields];
  const at = fields.findIndex((field) => field.id === id);
  const field = fields[at];
  if (field === undefined) return template;
  let other = at + by;
  while (fields[other] !== undefined && fields[other]?.side !== field.side) other += by;
  const neighbour = fields[other];
  if (neighbour === undefined) return template;
  fields[at] = neighbour;
  fields[other] = field;
  return { ...template, fields };
}

/** The rule of a category; a rule without content is not kept. */
export function ruleOf(template: BadgeTemplate, category: string): CategoryRule {
  return (
    template.rules.find((rule) => rule.category === category) ?? {
      category,
      zones: '',
      hides: [],
      colour: null,
    }
  );
}

export function putRule(template: BadgeTemplate, rule: CategoryRule): BadgeTemplate {
  const known = template.rules.some(({ category }) => category === rule.category);
  const rules = known
    ? template.rules.map((one) => (one.category === rule.category ? rule : one))
    : [...template.rules, rule];
  return { ...template, rules: rules.filter(saysSomething) };
}

/** Another size of the badge; fields outside it move in. */
export function withSize(template: BadgeTemplate, size: Size): BadgeTemplate {
  const fields = template.fields.map((field) => ({ ...field, box: fitBox(field.box, size) }));
  return { ...template, size, fields };
}

/** One side, without the fields of the back, or a badge with a back. */
export function withSides(template: BadgeTemplate, sides: BadgeTemplate['sides']): BadgeTemplate {
  if (sides !== 'one') return { ...template, sides };
  const back = template.fields.filter(({ side }) => side === 'back');
  const front = back.reduce((less, { id }) => withoutField(less, id), template);
  return { ...front, sides };
}

function saysSomething({ zones, hides, colour }: CategoryRule): boolean {
  return zones !== '' || hides.length > 0 || colour !== null;
}
