import { z } from 'zod';

/** What can be wrong with a template. `actual` and `wanted` are in the unit named at each code. */
export const templateFindingCodes = [
  /** No field shows the QR of the serial. */
  'no-qr',
  /** A second QR: a scanner could read either. */
  'several-qr',
  /** Nothing shows the delegate's name. */
  'no-name',
  /** Millimetres of the box's shorter side: a module would have fewer than six dots. */
  'qr-too-small',
  /** Points: text that may shrink until it is illegible. */
  'text-too-small',
  /** Points: a name that cannot reach the size needed across a table. */
  'name-too-small',
  /** Points: a name larger than a badge needs. */
  'name-too-large',
  /** Points: a delegation that is illegible from some steps away. */
  'delegation-too-small',
  /** Points: the smallest size is larger than the largest one. */
  'sizes-reversed',
  /** Millimetres of height: not even one line of the smallest size fits. */
  'box-too-low',
  /** Millimetres by which the box extends beyond its side of the badge. */
  'outside-side',
  /** Millimetres by which the box is outside the printer's area (`wanted`: its printable width). */
  'outside-printer',
  /** Two boxes overlap (`other` is the second field); square millimetres. */
  'overlap',
  'duplicate-id',
  /** A rule for a category that the event does not have (`other`). */
  'unknown-category',
  /** A text shows a field (`other`) that the event does not have on badges. */
  'unknown-extra',
  /** Two rules for one category (`other`): only the first applies. */
  'duplicate-rule',
  /** A rule hides a field that is not there. */
  'hides-unknown-field',
  /** A rule (`other`: its category) hides the QR or the only name. */
  'hides-needed-field',
  /** A field on the back of a badge that has none. */
  'back-missing',
  /** The back of a card on a printer that prints one side only. */
  'back-not-printed',
  /** Contrast of a text's colour with white paper. */
  'colour-too-light',
  /** The logo is not a PNG. */
  'logo-not-png',
  /** The logo has so many dots that decoding it would fill the memory (`wanted`: the max). */
  'logo-too-many-pixels',
] as const;

/** One thing that is wrong, or may be, with a template on a printer. */
export const templateFindingSchema = z.strictObject({
  /** `error`: the badge cannot be printed or read; `warning`: an operator should check. */
  severity: z.enum(['error', 'warning']),
  code: z.enum(templateFindingCodes),
  /** Id of the field; null where it is about the whole template. */
  field: z.string().nullable(),
  /** Id of the second field, the category of the rule, or the event's own field. */
  other: z.string().nullable(),
  /** What was found, in the code's unit; null where there is no measure. */
  actual: z.number().nullable(),
  /** What it must be at least (or at most), in the same unit. */
  wanted: z.number().nullable(),
});
export type TemplateFinding = z.infer<typeof templateFindingSchema>;

/** Builds a finding; missing fields are null. */
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
