import type { BadgeTemplate } from './badge-template.ts';

type Size = BadgeTemplate['size'];

/** A card in millimetres, landscape: ID-1 of ISO/IEC 7810, which card printers name CR80. */
export const cardSize: Size = { width: 85.6, height: 53.98 };

/** Millimetres by which the size of a card may be rounded. */
const rounded = 0.5;

/** True for the size of a card, upright or not. */
export function isCard({ width, height }: Size): boolean {
  const near = (one: number, other: number): boolean => Math.abs(one - other) <= rounded;
  return (
    (near(width, cardSize.width) && near(height, cardSize.height)) ||
    (near(width, cardSize.height) && near(height, cardSize.width))
  );
}
