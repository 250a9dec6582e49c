import type { BadgeTemplate } from './badge-template.ts';

/** The space for a badge on a printer's head. */
export interface PrinterHead {
  /** Printable width in dots. */
  widthDots: number;
  /** Dots per millimetre: 8 is 203 dpi, 12 is 300 dpi. */
  dotsPerMm: number;
  /** The printer prints both sides of a card. */
  bothSides?: boolean;
}

/**
 * Modules per side of a badge's QR code: version 2 (25) with a quiet zone of four (ISO/IEC 18004).
 */
export const qrModules = 25 + 2 * 4;
/** Min dots per module on a badge: 0.75 mm at 203 dpi. */
export const minDotsPerModule = 6;

/** Min side of a QR code's box in millimetres on a printer. */
export function smallestQr(dotsPerMm: number): number {
  return (qrModules * minDotsPerModule) / dotsPerMm;
}

/** One point of type in millimetres (1/72 inch). */
export const millimetresPerPoint = 25.4 / 72;

/** The part of a template that a printer prints, in dots. */
export interface PrintedArea {
  /**
   * Dots cut off on the left, and as many on the right, where the printer is narrower than the
   * badge.
   */
  cutLeft: number;
  width: number;
  /**
   * Height of the whole picture. A back is above the front; that of a folded badge is upside down.
   */
  height: number;
  /** Row at which the front begins. */
  frontTop: number;
}

/**
 * Whether a printer prints the back of a template. A card's back needs a printer for both sides.
 */
export function printsBack(
  { sides }: Pick<BadgeTemplate, 'sides'>,
  { bothSides }: Pick<PrinterHead, 'bothSides'>,
): boolean {
  return sides === 'fold' || (sides === 'two' && bothSides === true);
}

/**
 * The position of a template on a printer. The picture is as large as the badge, so dot 0 is x = 0.
 * A narrower printer prints the badge's middle.
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
