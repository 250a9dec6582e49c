import type { SKRSContext2D } from '@napi-rs/canvas';
import { drawFitted } from './fit-text.ts';
import type { NamesBlock, NamesField } from './names-block.ts';
import type { DotBox } from './place-fields.ts';

/** The part of the box's height that a gap may gain where there is room to spare. */
const mostExtra = 0.05;

/** Draws names from the top of their box to its bottom, in black. */
export function drawNames(
  context: SKRSContext2D,
  { blocks }: NamesBlock,
  box: DotBox,
  align: NamesField['align'],
): void {
  const used = blocks.reduce((sum, block) => sum + block.gapBefore + block.text.height, 0);
  const spare = Math.max(0, box.height - used);
  // Half of the spare room opens the gaps, the rest stands above and below.
  const gaps = Math.max(1, blocks.length - 1);
  const extra = Math.min((spare * 0.5) / gaps, box.height * mostExtra);
  let top = box.top + (spare - extra * (blocks.length - 1)) / 2;
  for (const [i, block] of blocks.entries()) {
    top += block.gapBefore + (i === 0 ? 0 : extra);
    drawFitted(context, block.text, {
      left: box.left,
      top: Math.round(top),
      width: box.width,
      align,
    });
    top += block.text.height;
  }
}
