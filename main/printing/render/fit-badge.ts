import { createCanvas } from '@napi-rs/canvas';
import type { BadgeContent } from '../../../domain/badges/badge.ts';
import { printedArea, printsBack } from '../../../domain/templates/badge-geometry.ts';
import type { FontBook } from '../../../platform/fonts/font-book.ts';
import { fitSide } from './draw-side.ts';
import { forgetLines } from './measure-lines.ts';
import { emblemSize } from './pictures.ts';
import { placeSide } from './place-fields.ts';
import type { BadgeLayout, RenderedBadge } from './renderer.ts';
import { openWords } from './words.ts';

const measuring = createCanvas(1, 1).getContext('2d');
measuring.lang = 'en';

/**
 * What `renderBadge` would find in the texts of a badge, by the same layout, without drawing a dot:
 * letters that no font has, and texts that do not fit. It reads no photo, logo or QR.
 */
export function fitBadge(
  content: BadgeContent,
  layout: BadgeLayout,
  fonts: FontBook,
): Pick<RenderedBadge, 'missingGlyphs' | 'findings'> {
  const { template, dotsPerMm } = layout;
  const { cutLeft } = printedArea(template, layout);
  const words = openWords(fonts, content.delegation);
  const rule = template.rules.find(({ category }) => category === content.category);
  const job = {
    context: measuring,
    content,
    words,
    dotsPerMm,
    zones: rule?.zones ?? '',
    attempt: null,
    emblemSize: emblemSize(content.emblem, template),
  };
  const sides = printsBack(template, layout) ? (['front', 'back'] as const) : (['front'] as const);
  try {
    const findings = sides.flatMap((side) =>
      fitSide(job, placeSide(template, side, content, { dotsPerMm, cutLeft })),
    );
    return { missingGlyphs: words.missing(), findings };
  } finally {
    forgetLines();
  }
}
