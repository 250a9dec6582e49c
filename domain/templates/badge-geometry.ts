import type { BadgeTemplate } from './badge-template.ts';

/** The room for a badge on a printer's head. */
export interface PrinterHead {
  /** Printable width in dots. */
  widthDots: number;
  /** Dots per millimetre: 8 is 203 dpi, 12 is 300 dpi. */
  dotsPerMm: number;
  /** The printer prints both sides of a card. */
  bothSides?: boolean;
}

/** Modules on a side of a badge's QR: version 2 (25) with a quiet zone of four (ISO/IEC 18004). */
export const qrModules = 25 + 2 * 4;
/** Min dots a module on a badge: 0.75 mm at 203 dpi. */
export const minDotsPerModule = 6;

/** Min side of a QR's box in millimetres on a printer. */
export function smallestQr(dotsPerMm: number): number {
  return (qrModules * minDotsPerModule) / dotsPerMm;
}

/** One point of type in millimetres (1/72 inch). */
export const millimetresPerPoint = 25.4 / 72;

/** The part of a template that a printer prints. All measures in dots. */
export interface PrintedArea {
  /** Dots cut off at the left (and at the right) where the printer is narrower than the badge. */
  cutLeft: number;
  width: number;
  /** Of the whole picture: the back, if there is one, is above the front; a fold's is turned. */
  height: number;
  /** Where the front begins. */
  frontTop: number;
}

/** True if the back of a template comes out of a printer: a card's needs one for both sides. */
export function printsBack(
  { sides }: Pick<BadgeTemplate, 'sides'>,
  { bothSides }: Pick<PrinterHead, 'bothSides'>,
): boolean {
  return sides === 'fold' || (sides === 'two' && bothSides === true);
}

/**
 * The position of a template on a printer: the picture is as large as the badge, so that dot 0 is x
 * = 0. A narrower printer shows the badge's middle.
 */
export function printedArea(
  template: Pick<BadgeTemplate, 'size' | 'sides'>,
  head: PrinterHead,
): PrintedArea {
  const wide = Math.round(template.size.width * head.dotsPerMm);
  const side = Math.round(template.size.height * head.dotsPerMm);
  const width = Math.min(wide, head.widthDots);
  const frontTop = printsBack(template, head) ? side : 0;
  return { cutLeft: Math.floor((wide - width) / 2), width, height: frontTop + side, frontTop };
}
