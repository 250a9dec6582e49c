import { z } from 'zod';
import type { Bitmap1 } from '../../../domain/badges/badge.ts';
import { badgeTemplateSchema, inksSchema } from '../../../domain/templates/badge-template.ts';
import type { Printable } from '../../../domain/templates/test-sheet.ts';
import type { ThermalLanguage } from '../languages/thermal-encoder.ts';

/** What the layout gets from the printer's head. The thread of a badge check gets it too. */
export const badgeLayoutSchema = z.strictObject({
  widthDots: z.int().positive(),
  /** Dots per millimetre: 8 is 203 dpi. */
  dotsPerMm: z.number().positive(),
  template: badgeTemplateSchema,
  /** What the printer puts on paper; absent: black dots. */
  inks: inksSchema.exactOptional(),
  bothSides: z.boolean().exactOptional(),
  /** Printable rows of a label or card: a test sheet ends there. Absent on continuous paper. */
  maxRows: z.int().positive().exactOptional(),
});
export type BadgeLayout = z.infer<typeof badgeLayoutSchema>;

/** A badge as it prints and as the screen previews it. */
export interface RenderedBadge {
  bitmap: Bitmap1;
  /** Hex SHA-256 of the bitmap's rows. */
  sha256: string;
  /** Characters that no bundled font has; they are left out, never drawn as boxes. */
  missingGlyphs: string[];
  findings: RenderFinding[];
}

/** A field of a badge that was not printed as its template requires. */
export interface RenderFinding {
  field: string;
  /**
   * `below-smallest`: letters smaller than the field's minimum (a name among names: the smallest
   * legible step of the scale, 14 pt). `cut`: even the smallest letters exceed the box. `left-out`:
   * a part of the names does not fit. `qr-too-large`: the QR exceeds its box, because six dots per
   * module are needed. `photo-unreadable`: the photo cannot be decoded, its box is white.
   */
  code: 'below-smallest' | 'cut' | 'left-out' | 'qr-too-large' | 'photo-unreadable';
  /** Size of the letters in points; null for findings about anything else. */
  points: number | null;
}

/** The badge cannot be drawn, or its QR does not read back correctly. */
export class RenderError extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'RenderError';
  }
}

/** Draws badges, one at a time, off the caller's thread. */
export interface Renderer {
  /** A badge, or the sheet of a test print. Throws RenderError. */
  render(content: Printable, layout: BadgeLayout): Promise<RenderedBadge>;
  /** The commands for a part of a picture (`pictureBytes`). Throws RenderError. */
  toCommands(language: ThermalLanguage, part: Bitmap1): Promise<Uint8Array>;
  /** The same bitmap as a PNG, as it comes out of its printer. Throws RenderError. */
  toPng(bitmap: Bitmap1): Promise<Uint8Array<ArrayBuffer>>;
  close(): Promise<void>;
}
