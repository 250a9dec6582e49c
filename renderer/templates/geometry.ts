import { useTranslation } from 'react-i18next';
import type { TemplateBox } from '../../domain/templates/badge-template.ts';
import { cardSize } from '../../domain/templates/card-templates.ts';
import { useFormats } from '../../ui/formats.ts';

/** Sizes of badges that events use, in millimetres of one side. */
export const sizePresets = {
  roll: { width: 72, height: 100 },
  large: { width: 102, height: 152 },
  a6: { width: 105, height: 148 },
  middle: { width: 90, height: 130 },
  card: { width: 86, height: 54 },
  cr80: cardSize,
} as const satisfies Record<string, Size>;
export type SizeId = keyof typeof sizePresets;
export const sizeIds = Object.keys(sizePresets) as SizeId[];

/** The preset with this size, or null. */
export function sizeOf(size: Size): SizeId | null {
  return (
    sizeIds.find(
      (id) => sizePresets[id].width === size.width && sizePresets[id].height === size.height,
    ) ?? null
  );
}

/** "80 mm roll · 72 × 100 mm" */
export function useSizeWords(): (id: SizeId) => string {
  const { t } = useTranslation();
  const millimetres = useMillimetres();
  return (id) => `${t(`templates.sizes.${id}`)} · ${millimetres(sizePresets[id])}`;
}

/** "72 × 100 mm" */
export function useMillimetres(): (size: Size) => string {
  const { t } = useTranslation();
  const { number } = useFormats();
  return ({ width, height }) =>
    t('templates.millimetres', { width: number(width), height: number(height) });
}

/** All lengths in this file are in millimetres, from the top left corner of a side. */

export interface Size {
  width: number;
  height: number;
}

/** The edges of a box that a handle moves, as compass points. */
export const handles = ['nw', 'n', 'ne', 'e', 'se', 's', 'sw', 'w'] as const;
export type Handle = (typeof handles)[number];

/** Lines that a dragged edge snaps to. */
export interface Guides {
  x: readonly number[];
  y: readonly number[];
}

export const gridStep = 0.5;
/** Margin of a badge that badge holders cover, in millimetres. */
export const sideMargin = 3;
/**
 * Minimum size after dragging, so that the box can be dragged again; typed numbers may be smaller.
 */
const minDragged = 2;

/** Rounds to hundredths of a millimetre, so that sums of steps equal the numbers typed. */
export function tidy(length: number): number {
  return Math.round(length * 100) / 100 + 0;
}

/** Moves a box as far as the side permits. */
export function moveBox(box: TemplateBox, by: { x: number; y: number }, side: Size): TemplateBox {
  return {
    ...box,
    x: tidy(within(box.x + by.x, 0, side.width - box.width)),
    y: tidy(within(box.y + by.y, 0, side.height - box.height)),
  };
}

/** Moves the right and lower edges of a box as far as the side permits. */
export function growBox(box: TemplateBox, by: Size, side: Size): TemplateBox {
  return {
    ...box,
    width: tidy(within(box.width + by.width, 1, side.width - box.x)),
    height: tidy(within(box.height + by.height, 0.1, side.height - box.y)),
  };
}

/** Moves a box, and shrinks it if needed, so that it is inside the side. */
export function fitBox(box: TemplateBox, side: Size): TemplateBox {
  const width = Math.min(box.width, side.width);
  const height = Math.min(box.height, side.height);
  return moveBox({ ...box, width, height }, { x: 0, y: 0 }, side);
}

export interface Drag {
  /** What is dragged: the whole box or some of its edges. */
  part: 'all' | Handle;
  by: { x: number; y: number };
  /** Ignores grid and guides. */
  free: boolean;
  /** Maximum distance at which an edge snaps to a guide. */
  reach: number;
}

/**
 * The dragged box, snapped to guides or the grid and kept inside the side.
 *
 * @param box the box at the start of the drag
 */
export function dragBox(box: TemplateBox, drag: Drag, side: Size, guides: Guides): TemplateBox {
  if (drag.part === 'all') {
    const x = drag.free ? 0 : snapSpan(box.x + drag.by.x, box.width, guides.x, drag.reach);
    const y = drag.free ? 0 : snapSpan(box.y + drag.by.y, box.height, guides.y, drag.reach);
    return moveBox(box, { x: drag.by.x + x, y: drag.by.y + y }, side);
  }
  const across = stretch(
    { from: box.x, to: box.x + box.width },
    { low: drag.part.includes('w'), high: drag.part.includes('e'), by: drag.by.x },
    { limit: side.width, lines: guides.x, drag },
  );
  const down = stretch(
    { from: box.y, to: box.y + box.height },
    { low: drag.part.includes('n'), high: drag.part.includes('s'), by: drag.by.y },
    { limit: side.height, lines: guides.y, drag },
  );
  return {
    x: tidy(across.from),
    y: tidy(down.from),
    width: tidy(across.to - across.from),
    height: tidy(down.to - down.from),
  };
}

/** Guides of a side: its middle, its margins, and the edges and middles of its other boxes. */
export function guidesOf(side: Size, others: readonly TemplateBox[]): Guides {
  const edges = (from: number, length: number): number[] => [
    from,
    tidy(from + length / 2),
    tidy(from + length),
  ];
  return {
    x: [...baseLines(side.width), ...others.flatMap(({ x, width }) => edges(x, width))],
    y: [...baseLines(side.height), ...others.flatMap(({ y, height }) => edges(y, height))],
  };
}

/** Guides that an edge or the middle of the box touches. */
export function guidesTouched(box: TemplateBox, guides: Guides): Guides {
  const touched = (lines: readonly number[], from: number, length: number): number[] =>
    [...new Set(lines)].filter((line) =>
      [from, from + length / 2, from + length].some((edge) => Math.abs(edge - line) < 0.01),
    );
  return {
    x: touched(guides.x, box.x, box.width),
    y: touched(guides.y, box.y, box.height),
  };
}

function baseLines(length: number): number[] {
  return [0, sideMargin, tidy(length / 2), tidy(length - sideMargin), length];
}

/** The offset that puts a span's start, middle or end on a guide, or its start on the grid. */
function snapSpan(from: number, length: number, lines: readonly number[], reach: number): number {
  const offsets = [0, length / 2, length].flatMap((edge) =>
    lines.map((line) => line - (from + edge)),
  );
  const nearest = nearestTo(offsets, 0);
  if (nearest !== null && Math.abs(nearest) <= reach) return nearest;
  return Math.round(from / gridStep) * gridStep - from;
}

function snapEdge(at: number, lines: readonly number[], reach: number): number {
  const nearest = nearestTo(lines, at);
  if (nearest !== null && Math.abs(nearest - at) <= reach) return nearest;
  return Math.round(at / gridStep) * gridStep;
}

function nearestTo(values: readonly number[], aim: number): number | null {
  return values.reduce<number | null>(
    (best, one) => (best === null || Math.abs(one - aim) < Math.abs(best - aim) ? one : best),
    null,
  );
}

function stretch(
  span: { from: number; to: number },
  move: { low: boolean; high: boolean; by: number },
  hold: { limit: number; lines: readonly number[]; drag: Drag },
): { from: number; to: number } {
  const snapped = (at: number): number =>
    hold.drag.free ? at : snapEdge(at, hold.lines, hold.drag.reach);
  const least = Math.min(minDragged, span.to - span.from);
  if (move.low)
    return { from: within(snapped(span.from + move.by), 0, span.to - least), to: span.to };
  if (move.high) {
    return {
      from: span.from,
      to: within(snapped(span.to + move.by), span.from + least, hold.limit),
    };
  }
  return span;
}

function within(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(value, Math.max(least, most)));
}
