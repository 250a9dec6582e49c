import type { BadgeTemplate, TemplateBox, TemplateField } from '../../domain/badge-template.ts';
import { badgeTemplateSchema } from '../../domain/badge-template.ts';
import { defaultTemplates } from '../../domain/default-templates.ts';
import type { ParsedCallInput } from '../../preload/contract.ts';

type Wish = ParsedCallInput<'createBadgeTemplate'>;

/** A template of the wished size in the likeness of the built-in one that comes nearest. */
export function newTemplate(wish: Wish, id: string): BadgeTemplate {
  const model = nearest(wish);
  const scale = {
    x: wish.size.width / model.size.width,
    y: wish.size.height / model.size.height,
  };
  const kept = model.fields.filter(({ side }) => side === 'front' || wish.sides === 'fold');
  return badgeTemplateSchema.parse({
    formatVersion: 1,
    id,
    name: wish.name,
    size: wish.size,
    sides: wish.sides,
    fields: kept.map((field) => fieldOf(field, scale, wish.order)),
    rules: model.rules,
  });
}

function nearest(wish: Wish): BadgeTemplate {
  const [first, ...others] = defaultTemplates;
  if (first === undefined) throw new Error('there is no built-in template');
  return others.reduce(
    (best, one) => (distance(one, wish) < distance(best, wish) ? one : best),
    first,
  );
}

/** How far a template is from the wish: first its sides and its order of names, then its millimetres. */
function distance(template: BadgeTemplate, wish: Wish): number {
  const order = template.fields.find((field) => field.kind === 'names')?.order;
  return (
    Math.abs(template.size.width - wish.size.width) +
    Math.abs(template.size.height - wish.size.height) +
    (template.sides === wish.sides ? 0 : 1_000) +
    (order === wish.order ? 0 : 2_000)
  );
}

function fieldOf(
  field: TemplateField,
  scale: { x: number; y: number },
  order: Wish['order'],
): TemplateField {
  const box = scaled(field.box, scale);
  return field.kind === 'names' ? { ...field, box, order } : { ...field, box };
}

/** Rounded to a tenth of a millimetre, towards the top left, so that nothing grows out of the badge. */
function scaled(box: TemplateBox, { x, y }: { x: number; y: number }): TemplateBox {
  const tenth = (length: number): number => Math.floor(length * 10 + 1e-6) / 10;
  return {
    x: tenth(box.x * x),
    y: tenth(box.y * y),
    width: Math.max(1, tenth(box.width * x)),
    height: Math.max(0.1, tenth(box.height * y)),
  };
}
