import type { PrintJobRow } from '../../db/print-jobs.ts';
import type { BadgeTemplate } from '../../domain/badge-template.ts';
import type { HoldReason, PrinterSettings } from '../../domain/print-job.ts';
import type { Printable } from '../../domain/test-sheet.ts';
import type { BadgeLayout, RenderedBadge, Renderer } from './render/renderer.ts';

/** A badge that is ready to be sent, or why the job must wait whatever the printer says. */
export type Prepared =
  | { kind: 'ready'; badge: RenderedBadge; milliseconds: number }
  | { kind: 'held'; reason: HoldReason; detail: string };

/** Draws badges ahead of their turn and keeps them until their job is done. */
export interface Preparation {
  /** Begins to draw, or returns what is drawn; a badge whose words changed meanwhile is drawn anew. */
  prepare(
    job: PrintJobRow,
    layout: BadgeLayout,
    content: Printable | HoldReason,
  ): Promise<Prepared>;
  forget(jobId: string): void;
}

/** What a printer's settings and the template of its stock give the drawing to work with. */
export function layoutOf(settings: PrinterSettings, template: BadgeTemplate): BadgeLayout {
  return { widthDots: settings.widthDots, dotsPerMm: settings.dotsPerMm, template };
}

/** Bitmaps of 58 kB each are kept for at most this many jobs. */
const mostKept = 64;

export function createPreparation(renderer: Renderer): Preparation {
  const kept = new Map<string, { key: string; prepared: Promise<Prepared> }>();
  return {
    prepare: (job, layout, content) => {
      if (typeof content === 'string') {
        return Promise.resolve({ kind: 'held', reason: content, detail: '' });
      }
      const key = keyOf(layout, content);
      const known = kept.get(job.id);
      if (known !== undefined && known.key === key) return known.prepared;
      const oldest = kept.keys().next();
      if (kept.size >= mostKept && oldest.done !== true) kept.delete(oldest.value);
      const prepared = draw(renderer, content, layout);
      kept.set(job.id, { key, prepared });
      return prepared;
    },
    forget: (jobId) => {
      kept.delete(jobId);
    },
  };
}

/** The picture stands by its hash: its bytes as text would be a hundred times as long. */
function keyOf(layout: BadgeLayout, content: Printable): string {
  if ('kind' in content) return JSON.stringify([layout, content]);
  return JSON.stringify([layout, { ...content, photo: content.photo?.sha256 }]);
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
