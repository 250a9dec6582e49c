import type { BadgeContent, Bitmap1 } from '../../../domain/badge.ts';
import { dither } from './dither.ts';
import { portraitGreys } from './pictures.ts';
import type { DotBox, PlacedSide } from './place-fields.ts';
import type { RenderFinding } from './renderer.ts';

/** Thickness of the frame around a portrait, in millimetres: light backgrounds would have no edge. */
const frame = 0.25;

/**
 * Dithers the portrait into its fields, after all else is black and white; where there is none the fields stay white.
 */
export async function ditherPhotos(
  bitmap: Bitmap1,
  side: PlacedSide,
  photo: BadgeContent['photo'],
  dotsPerMm: number,
): Promise<RenderFinding[]> {
  const findings: RenderFinding[] = [];
  if (photo === null) return findings;
  for (const { field, box } of side.fields) {
    if (field.kind !== 'photo') continue;
    const greys = await portraitGreys(photo.picture, box);
    if (greys === null) {
      findings.push({ field: field.id, code: 'photo-unreadable', points: null });
    } else {
      frameGreys(greys, box, Math.max(1, Math.round(frame * dotsPerMm)));
      dither(bitmap, greys, box);
    }
  }
  return findings;
}

function frameGreys(greys: Uint8Array, { width, height }: DotBox, line: number): void {
  for (let y = 0; y < height; y += 1) {
    const whole = y < line || y >= height - line;
    greys.fill(0, y * width, y * width + (whole ? width : line));
    if (!whole) greys.fill(0, (y + 1) * width - line, (y + 1) * width);
  }
}
