import { z } from 'zod';
import type { BadgeTemplate, TemplateField } from './badge-template.ts';
import { black, channelsOf } from './colours.ts';

/** What a printer puts on paper: black dots, black and red ones, or all colours. */
export const inksSchema = z.enum(['black', 'black-red', 'colour']);
export type Inks = z.infer<typeof inksSchema>;

/** The ink of a field; a rule may give the strip of its category another one. */
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

/** True if the field differs from its form in black, given its ink. */
export function isColoured(field: TemplateField, ink: string): boolean {
  return field.kind === 'photo' || field.kind === 'logo' ? field.inColour : ink !== black;
}

/**
 * True if the field prints red on a roll of black and red: what its template makes red, and the
 * strip of a template that names no colour for it.
 */
export function printsRed({ kind }: TemplateField, ink: string): boolean {
  if (ink === black) return kind === 'strip';
  const [red = 0, green = 0, blue = 0] = channelsOf(ink);
  return red >= 128 && red >= 2 * Math.max(green, blue);
}
