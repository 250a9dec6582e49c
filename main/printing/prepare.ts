import type { PrintJobRow } from '../../db/printing/print-jobs.ts';
import { type BrotherRoll, brotherRolls } from '../../domain/printing/brother.ts';
import type { HoldReason, PrinterSettings } from '../../domain/printing/print-job.ts';
import type { BadgeTemplate, Inks } from '../../domain/templates/badge-template.ts';
import { isCard } from '../../domain/templates/card-templates.ts';
import type { Printable } from '../../domain/templates/test-sheet.ts';
import { missingLetters } from '../../platform/fonts/letters.ts';
import type { BadgeLayout, RenderedBadge, Renderer } from './render/renderer.ts';

/** A badge ready to be sent, or why the job must wait whatever the printer's state. */
export type Prepared =
  | { kind: 'ready'; badge: RenderedBadge; milliseconds: number }
  | { kind: 'held'; reason: HoldReason; detail: string };

/** Draws badges ahead of their turn and keeps them until their job is done. */
export type Preparation = ReturnType<typeof createPreparation>;

export function layoutOf(settings: PrinterSettings, template: BadgeTemplate): BadgeLayout {
  const { widthDots, dotsPerMm, brother, driver } = settings;
  const layout = { widthDots, dotsPerMm, template, inks: inksOf(settings) };
  if (brother !== undefined) {
    const { rows }: BrotherRoll = brotherRolls[brother.roll];
    return rows === null ? layout : { ...layout, maxRows: rows };
  }
  const driven = { ...layout, bothSides: driver?.bothSides === true };
  if (!isCard(template.size)) return driven;
  return { ...driven, maxRows: Math.round(template.size.height * dotsPerMm) };
}

function inksOf({ brother, driver }: PrinterSettings): Inks {
  if (brother !== undefined) return brotherRolls[brother.roll].twoColours ? 'black-red' : 'black';
  return driver?.colour === true ? 'colour' : 'black';
}

/**
 * Bitmaps are kept for at most this many jobs: 58 kB each for an 80 mm roll, 270 kB at 300 dpi.
 * Enough for each printer's next job and the people waiting at a desk.
 */
const maxKept = 16;

export function createPreparation(renderer: Renderer) {
  const kept = new Map<string, { key: string; prepared: Promise<Prepared> }>();

  const drawn = (job: PrintJobRow, layout: BadgeLayout, content: Printable): Promise<Prepared> => {
    const key = keyOf(layout, content);
    const known = kept.get(job.id);
    if (known !== undefined && known.key === key) return known.prepared;
    const prepared = draw(renderer, content, layout);
    kept.set(job.id, { key, prepared });
    return prepared;
  };

  return {
    /**
     * Begins to draw a badge whose turn will come, unless so many are kept already that it can
     * wait. A drawing for one printer is of no use for another: only the last one requested is
     * kept.
     */
    ahead: (job: PrintJobRow, layout: BadgeLayout, content: Printable): void => {
      if (kept.size < maxKept || kept.has(job.id)) void drawn(job, layout, content);
    },
    /** Begins to draw, or returns the drawing; a badge with changed text is drawn again. */
    prepare: (
      job: PrintJobRow,
      layout: BadgeLayout,
      content: Printable | HoldReason,
    ): Promise<Prepared> => {
      if (typeof content === 'string') {
        return Promise.resolve({ kind: 'held', reason: content, detail: '' });
      }
      // The badge drawn last prints last, so it is dropped.
      const last = [...kept.keys()].at(-1);
      if (kept.size >= maxKept && last !== undefined && !kept.has(job.id)) kept.delete(last);
      return drawn(job, layout, content);
    },
    forget: (jobId: string): void => {
      kept.delete(jobId);
    },
  };
}

function keyOf(layout: BadgeLayout, content: Printable): string {
  return JSON.stringify(layout) + wordsOf(content);
}

/** A badge's content as a key. The photo is represented by its hash: it is 100 times longer. */
export function wordsOf(content: Printable): string {
  return JSON.stringify('kind' in content ? content : { ...content, photo: content.photo?.sha256 });
}

async function draw(
  renderer: Renderer,
  content: Printable,
  layout: BadgeLayout,
): Promise<Prepared> {
  const begin = performance.now();
  try {
    const badge = await renderer.render(content, layout);
    return { kind: 'ready', badge, milliseconds: performance.now() - begin };
  } catch (error) {
    // A name without a single letter that a font has is not drawn at all.
    const missing = 'kind' in content ? [] : missingLetters(content.printedName);
    if (missing.length > 0)
      return { kind: 'held', reason: 'missing-glyphs', detail: listGlyphs(missing) };
    return {
      kind: 'held',
      reason: 'render-failed',
      detail: error instanceof Error ? error.message : String(error),
    };
  }
}

/** The characters as code points, for the desk: "U+1824 ᠤ". */
export function listGlyphs(characters: readonly string[]): string {
  return characters
    .map((character) => {
      const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
      return `U+${code} ${character}`;
    })
    .join(', ');
}
