import type { BadgeTemplate, TemplateField } from '../../domain/templates/badge-template.ts';
import { fitBox, type Size } from './geometry.ts';

export type CategoryRule = BadgeTemplate['rules'][number];

/** Maximum that the schema permits. */
const maxFields = 40;

/** Adds a field in front of the others; a full template stays unchanged. */
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

/** Removes a field, but not the last one: a template needs at least one. */
export function withoutField(template: BadgeTemplate, id: string): BadgeTemplate {
  const fields = template.fields.filter((field) => field.id !== id);
  if (fields.length === 0 || fields.length === template.fields.length) return template;
  const rules = template.rules.map((rule) => ({
    ...rule,
    hides: rule.hides.filter((hidden) => hidden !== id),
  }));
  return { ...template, fields, rules: rules.filter(saysSomething) };
}

/** Moves a field one place to the front (1) or to the back (−1) among the fields of its side. */
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

/** The category's rule, or an empty one; rules without content are not stored. */
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

/** Changes the badge's size; fields outside it move in. */
export function withSize(template: BadgeTemplate, size: Size): BadgeTemplate {
  const fields = template.fields.map((field) => ({ ...field, box: fitBox(field.box, size) }));
  return { ...template, size, fields };
}

/** Changes the sides; with `one`, the fields of the back are removed. */
export function withSides(template: BadgeTemplate, sides: BadgeTemplate['sides']): BadgeTemplate {
  if (sides !== 'one') return { ...template, sides };
  const back = template.fields.filter(({ side }) => side === 'back');
  const front = back.reduce((less, { id }) => withoutField(less, id), template);
  return { ...front, sides };
}

function saysSomething({ zones, hides, colour }: CategoryRule): boolean {
  return zones !== '' || hides.length > 0 || colour !== null;
}
