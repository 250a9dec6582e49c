import { z } from 'zod';
import { extraFieldIdSchema } from '../event/extra-fields.ts';
import { maxLogoText } from '../roster/picture-size.ts';
import { black, channelsOf, colourSchema } from './colours.ts';

/**
 * A badge template: the fields of a badge and their positions. Millimetres from the top left corner
 * of the field's side; type sizes in points (1 pt = 0.353 mm). Stored at the station, exchanged as
 * JSON (UTF-8).
 */

const millimetres = z.number().min(0).max(500);
const boxSchema = z.strictObject({
  x: millimetres,
  y: millimetres,
  width: millimetres.min(1),
  height: millimetres.min(0.1),
});
export type TemplateBox = z.infer<typeof boxSchema>;

/** Texts that a field may show. `fixed` is the field's own text. */
export const textSources = [
  'event',
  'dates',
  'category',
  'delegation',
  'title',
  'printedName',
  'givenName',
  'familyName',
  'nativeName',
  'jobTitle',
  'organisation',
  'serial',
  'zones',
  'sessions',
  'fixed',
] as const;
/** A text source, or a field that the event declares: `extra.` followed by its id. */
const textSourceSchema = z.union([
  z.enum(textSources),
  z.templateLiteral(['extra.', extraFieldIdSchema]),
]);
export type TextSource = z.infer<typeof textSourceSchema>;

const common = {
  /** Unique within the template. */
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/),
  box: boxSchema,
  /** `back` exists on folded badges and on two-sided cards. */
  side: z.enum(['front', 'back']).default('front'),
};

const typeSize = z.number().min(4).max(200);
/** Printed only where the printer has the colour; elsewhere the field is black. */
const colour = colourSchema.default(black);
/** False: black dots as on a label printer, even where the printer has colours. */
const inColour = z.boolean().default(false);

const textFieldSchema = z.strictObject({
  ...common,
  kind: z.literal('text'),
  source: textSourceSchema,
  /** The field's own text, for the source `fixed`. */
  text: z.string().max(200).default(''),
  weight: z.enum(['bold', 'regular']).default('regular'),
  /** Points. The text takes the largest size between `smallest` and `largest` that fits its box. */
  largest: typeSize,
  smallest: typeSize,
  lines: z.int().min(1).max(8).default(1),
  align: z.enum(['left', 'center', 'right']).default('left'),
  vertical: z.enum(['top', 'middle', 'bottom']).default('top'),
  /** White on black, or on the field's colour. */
  inverse: z.boolean().default(false),
  colour,
});

/**
 * Title, name, native name, function, organisation and delegation as one block that balances their
 * sizes.
 */
const namesFieldSchema = z.strictObject({
  ...common,
  kind: z.literal('names'),
  /** `protocol`: the approved printed name is largest. `informal`: the given name is largest. */
  order: z.enum(['protocol', 'informal']),
  align: z.enum(['left', 'center', 'right']).default('center'),
  showNativeName: z.boolean().default(true),
  showJobTitle: z.boolean().default(true),
  /** Shown once where the organisation takes the place of the delegation (`groupOfPerson`). */
  showOrganisation: z.boolean().default(false),
  showDelegation: z.boolean().default(true),
  colour,
});

/** The QR code of the badge's serial, as large as a whole number of dots per module allows. */
const qrFieldSchema = z.strictObject({ ...common, kind: z.literal('qr') });
/** Category name on a pattern. */
const stripFieldSchema = z.strictObject({ ...common, kind: z.literal('strip'), colour });
/** The portrait, dithered. White if the delegate has none. */
const photoFieldSchema = z.strictObject({ ...common, kind: z.literal('photo'), inColour });
const logoFieldSchema = z.strictObject({
  ...common,
  kind: z.literal('logo'),
  /** PNG in base64. */
  png: z.base64().min(1).max(maxLogoText),
  inColour,
});
/** A filled rectangle, as thin as a line or as large as a field. */
const ruleFieldSchema = z.strictObject({ ...common, kind: z.literal('rule'), colour });

export const templateFieldSchema = z.discriminatedUnion('kind', [
  textFieldSchema,
  namesFieldSchema,
  qrFieldSchema,
  stripFieldSchema,
  photoFieldSchema,
  logoFieldSchema,
  ruleFieldSchema,
]);
export type TemplateField = z.infer<typeof templateFieldSchema>;

const categoryRuleSchema = z.strictObject({
  category: z.string().min(1).max(40),
  /** Zones or rights as printed on the badge: the text of the source `zones`. */
  zones: z.string().max(120).default(''),
  /** Ids of fields that this category's badges do not show. */
  hides: z.array(z.string().max(40)).max(40).default([]),
  /** Colour of this category's strip; null for the strip's own. */
  colour: colourSchema.nullable().default(null),
});

/**
 * `fold`: the back is printed above the front, upside down, and folds behind it. `two`: the back is
 * a separate page, on the other side of a card.
 */
export const badgeSidesSchema = z.enum(['one', 'fold', 'two']);
export type BadgeSides = z.infer<typeof badgeSidesSchema>;

export const badgeTemplateSchema = z.strictObject({
  formatVersion: z.literal(1),
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/),
  name: z.string().min(1).max(60),
  /** Size of one side of the badge, in millimetres. */
  size: z.strictObject({
    width: z.number().min(25).max(250),
    height: z.number().min(25).max(350),
  }),
  sides: badgeSidesSchema.default('one'),
  fields: z.array(templateFieldSchema).min(1).max(40),
  rules: z.array(categoryRuleSchema).max(40).default([]),
});
export type BadgeTemplate = z.infer<typeof badgeTemplateSchema>;

/** The first photo field on the badges of a category; null if there is none. */
export function photoFieldOf(
  { fields, rules }: Pick<BadgeTemplate, 'fields' | 'rules'>,
  category: string,
): TemplateField | null {
  const hidden = rules.find((rule) => rule.category === category)?.hides ?? [];
  return fields.find(({ kind, id }) => kind === 'photo' && !hidden.includes(id)) ?? null;
}

/** What a printer prints: black dots, black and red dots, or all colours. */
export const inksSchema = z.enum(['black', 'black-red', 'colour']);
export type Inks = z.infer<typeof inksSchema>;

/** The ink of a field. A rule may give the strip of its category another one. */
export function inkOf(
  field: TemplateField,
  { rules }: Pick<BadgeTemplate, 'rules'>,
  category: string,
): string {
  switch (field.kind) {
    case 'strip':
      return rules.find((rule) => rule.category === category)?.colour ?? field.colour;
    case 'text':
    case 'names':
    case 'rule':
      return field.colour;
    case 'qr':
    case 'photo':
    case 'logo':
      return black;
  }
}

/** Whether the field, with this ink, prints in another colour than black. */
export function isColoured(field: TemplateField, ink: string): boolean {
  return field.kind === 'photo' || field.kind === 'logo' ? field.inColour : ink !== black;
}

/**
 * Whether the field prints red on a roll of black and red: fields that the template makes red, and
 * a strip without a colour in the template.
 */
export function printsRed({ kind }: TemplateField, ink: string): boolean {
  if (ink === black) return kind === 'strip';
  const [red = 0, green = 0, blue = 0] = channelsOf(ink);
  return red >= 128 && red >= 2 * Math.max(green, blue);
}
