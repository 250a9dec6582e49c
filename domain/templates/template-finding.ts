import { z } from 'zod';

/** What can be wrong with a template. `actual` and `wanted` are in the unit named at each code. */
export const templateFindingCodes = [
  /** No field shows the QR code of the serial. */
  'no-qr',
  /** A second QR code: a scanner could read either. */
  'several-qr',
  /** No field shows the delegate's name. */
  'no-name',
  /** Millimetres of the box's shorter side. A module would have fewer than six dots. */
  'qr-too-small',
  /** Points. The text may shrink until it is illegible. */
  'text-too-small',
  /** Points. The name cannot reach the size needed across a table. */
  'name-too-small',
  /** Points. The name is larger than a badge needs. */
  'name-too-large',
  /** Points. The delegation is illegible from some steps away. */
  'delegation-too-small',
  /** Points. The smallest size is larger than the largest one. */
  'sizes-reversed',
  /** Millimetres of height. Not even one line of the smallest size fits. */
  'box-too-low',
  /** Millimetres by which the box extends beyond its side of the badge. */
  'outside-side',
  /**
   * Millimetres by which the box extends beyond the printer's area. `wanted` is its printable
   * width.
   */
  'outside-printer',
  /** Square millimetres by which two boxes overlap. `other` is the second field. */
  'overlap',
  'duplicate-id',
  /** A rule for a category (`other`) that the event does not have. */
  'unknown-category',
  /** A text shows a field (`other`) that the event does not print on badges. */
  'unknown-extra',
  /** Two rules for one category (`other`); only the first applies. */
  'duplicate-rule',
  /** A rule hides a field that does not exist. */
  'hides-unknown-field',
  /** The rule of a category (`other`) hides the QR code or the only name. */
  'hides-needed-field',
  /** A field is on the back of a badge without one. */
  'back-missing',
  /** The back of a card cannot print: the printer prints one side only. */
  'back-not-printed',
  /** Contrast of a text's colour with white paper. */
  'colour-too-light',
  'logo-not-png',
  /** Decoding the logo would fill the memory. `wanted` is the max number of dots. */
  'logo-too-many-pixels',
] as const;

/** One problem, or possible problem, of a template on a printer. */
export const templateFindingSchema = z.strictObject({
  /** `error`: the badge cannot be printed or read. `warning`: an operator should check. */
  severity: z.enum(['error', 'warning']),
  code: z.enum(templateFindingCodes),
  /** Id of the field; null where it is about the whole template. */
  field: z.string().nullable(),
  /** Id of the second field, the category of the rule, or the event's own field. */
  other: z.string().nullable(),
  /** What was found, in the code's unit; null where there is no measure. */
  actual: z.number().nullable(),
  /** The min (or max) required, in the same unit. */
  wanted: z.number().nullable(),
});
export type TemplateFinding = z.infer<typeof templateFindingSchema>;

/** Builds a finding. Omitted fields are null. */
export function finding(
  severity: TemplateFinding['severity'],
  code: TemplateFinding['code'],
  about: { field?: string; other?: string; actual?: number; wanted?: number } = {},
): TemplateFinding {
  return {
    severity,
    code,
    field: about.field ?? null,
    other: about.other ?? null,
    actual: about.actual === undefined ? null : tenths(about.actual),
    wanted: about.wanted === undefined ? null : tenths(about.wanted),
  };
}

function tenths(value: number): number {
  return Math.round(value * 10) / 10;
}
