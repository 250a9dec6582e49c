import type { SKRSContext2D } from '@napi-rs/canvas';
import { fitWords, toDots } from './badge-frame.ts';
import type { Sizes } from './badge-sizes.ts';
import type { BadgeText } from './badge-text.ts';
import { type FittedText, fitText } from './fit-text.ts';
import type { DrawableText, FontWeight } from './font-book.ts';
import type { BadgeLayout } from './renderer.ts';

/** One text with the white above it, in dots. */
export interface Block {
  text: FittedText;
  gapBefore: number;
}

/** Title, name, second name, function and delegation, one below the other. */
export interface Stack {
  blocks: Block[];
  /** False if there is more than the room holds. */
  fits: boolean;
  /** True if the name stands as large as it should beside the others. */
  good: boolean;
}

/** 36 and 72 pt in millimetres, between which a name stands if it can. */
const goodName = 12.7;
const largestName = 25.4;
/** The smallest name that is still one. */
const smallestName = 5;
/** The largest part of the name's size that the others may have, so that the name is seen first. */
const delegationShare = 0.8;
const nativeShare = 0.75;
/** Smallest delegation that is taken without trying the next sizes, in millimetres. */
const readableDelegation = 4.2;

/** Fits the texts of the middle into `width` × `height` dots. */
export function stackBlocks(
  context: SKRSContext2D,
  text: BadgeText,
  layout: BadgeLayout,
  room: { width: number; height: number },
  sizes: Sizes,
): Stack {
  const mm = (millimetres: number): number => toDots(millimetres, layout);
  const nameIn = (height: number): FittedText =>
    fitText(context, {
      drawable: text.printedName,
      weight: 'bold',
      width: room.width,
      height,
      maxSize: mm(largestName),
      maxLines: 5,
    });
  const best = nameIn(room.height * 0.75).size / layout.dotsPerMm;
  const delegationSize = Math.min(sizes.delegation, best * delegationShare);
  const block = blockMaker(context, layout, room.width);
  const title = block(text.title, 'regular', sizes.title, 1, 0);
  const native = block(text.nativeName, 'bold', Math.min(sizes.native, best * nativeShare), 2, 3);
  const job = block(text.jobTitle, 'regular', sizes.job, 3, 3.2);
  const delegation = block(text.delegationName, 'bold', delegationSize, sizes.delegationLines, 3.4);
  const nameGap = title === null ? 0 : mm(2.6);
  const used = [title, native, job, delegation].reduce(
    (sum, other) => sum + (other === null ? 0 : other.text.height + other.gapBefore),
    nameGap,
  );
  const left = room.height - used;
  const name = nameIn(Math.max(mm(smallestName), left));
  const delegationGood =
    delegation === null || delegation.text.size >= mm(Math.min(readableDelegation, delegationSize));
  return {
    blocks: [title, { text: name, gapBefore: nameGap }, native, job, delegation].filter(
      (each) => each !== null,
    ),
    fits: name.height <= left,
    good: delegationGood && name.size >= mm(Math.min(goodName, best * 0.95)),
  };
}

function blockMaker(
  context: SKRSContext2D,
  layout: BadgeLayout,
  width: number,
): (
  words: DrawableText,
  weight: FontWeight,
  size: number,
  lines: number,
  gap: number,
) => Block | null {
  return (words, weight, size, lines, gap) => {
    const text = fitWords(context, layout, words, { weight, width, size, lines });
    return text === null ? null : { text, gapBefore: toDots(gap, layout) };
  };
}
