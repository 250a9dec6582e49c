import type { BadgeContent } from '../../../domain/badges/badge.ts';
import type {
  BadgeTemplate,
  TemplateBox,
  TemplateField,
} from '../../../domain/templates/badge-template.ts';

/** A rectangle in dots. */
export interface DotBox {
  left: number;
  top: number;
  width: number;
  height: number;
}

export interface PlacedField {
  field: TemplateField;
  box: DotBox;
}

/** One side of a badge as it is to be drawn. */
export interface PlacedSide {
  fields: PlacedField[];
  /** Height of the training band at the top in dots; 0 for none. */
  band: number;
}

/** The training band's part of the badge's height, with its minimum and maximum in millimetres. */
const bandShare = 0.07;
const lowestBand = 4.5;
const highestBand = 8;
/** Fields give height to the band if together they are at least this many times as high. */
const compressible = 2.5;

/**
 * The fields that a category's badge shows on one side; in training they leave space for the band.
 *
 * @param scale `cutLeft`: dots at the badge's left that a narrower printer does not print
 */
export function placeSide(
  template: BadgeTemplate,
  side: TemplateField['side'],
  content: Pick<BadgeContent, 'category' | 'training'>,
  scale: { dotsPerMm: number; cutLeft: number },
): PlacedSide {
  const hidden = template.rules.find(({ category }) => category === content.category)?.hides ?? [];
  const shown = template.fields.filter(
    (field) => field.side === side && !hidden.includes(field.id),
  );
  const banded = content.training && side === 'front';
  const { height } = template.size;
  const band = banded ? Math.min(highestBand, Math.max(lowestBand, height * bandShare)) : 0;
  const move = banded ? makeRoom(shown, band, height) : null;
  return {
    fields: shown.map((field) => ({
      field,
      box: toDots(move === null ? field.box : move(field), scale),
    })),
    band: Math.round(band * scale.dotsPerMm),
  };
}

/** Edges are rounded, not sizes: boxes that touch in millimetres touch in dots. */
function toDots(
  box: TemplateBox,
  { dotsPerMm, cutLeft }: { dotsPerMm: number; cutLeft: number },
): DotBox {
  const left = Math.round(box.x * dotsPerMm) - cutLeft;
  const top = Math.round(box.y * dotsPerMm);
  return {
    left,
    top,
    width: Math.max(1, Math.round((box.x + box.width) * dotsPerMm) - cutLeft - left),
    height: Math.max(1, Math.round((box.y + box.height) * dotsPerMm) - top),
  };
}

/**
 * Compresses the fields so that the band fits above them. QR and strip keep their size if possible:
 * the largest stretch without them gives the space.
 */
function makeRoom(
  fields: readonly TemplateField[],
  band: number,
  height: number,
): (field: TemplateField) => TemplateBox {
  const stretch = largestStretch(fields, height);
  const [from, to] =
    stretch.to - stretch.from >= compressible * band ? [stretch.from, stretch.to] : [0, height];
  const moved = (y: number): number => {
    if (y <= from) return y + band;
    return y >= to ? y : from + band + ((y - from) * (to - from - band)) / (to - from);
  };
  return ({ kind, box }) => {
    const top = moved(box.y);
    const bottom = moved(box.y + box.height);
    if (kind !== 'qr') return { x: box.x, y: top, width: box.width, height: bottom - top };
    // A QR has no dots to spare: it takes space from its neighbours.
    const y = Math.min(height - box.height, Math.max(band, (top + bottom - box.height) / 2));
    return { x: box.x, y, width: box.width, height: box.height };
  };
}

/** The largest stretch of the badge's height without QR and strip. */
function largestStretch(
  fields: readonly TemplateField[],
  height: number,
): { from: number; to: number } {
  const rigid = fields
    .filter(({ kind }) => kind === 'qr' || kind === 'strip')
    .map(({ box }) => ({ from: box.y, to: box.y + box.height }))
    .sort((a, b) => a.from - b.from);
  let best = { from: 0, to: 0 };
  let reached = 0;
  for (const { from, to } of [...rigid, { from: height, to: height }]) {
    if (from - reached > best.to - best.from) best = { from: reached, to: from };
    reached = Math.max(reached, to);
  }
  return best;
}
