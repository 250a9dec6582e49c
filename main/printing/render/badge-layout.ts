import type { SKRSContext2D } from '@napi-rs/canvas';
import type { BadgeContent } from '../../../domain/badge.ts';
import type { BadgeText } from './badge-text.ts';
import { type FittedText, fitText } from './fit-text.ts';
import type { DrawableText, FontWeight } from './font-book.ts';
import { fewestDotsPerModule, mostDotsPerModule, type QrSymbol, quietZone } from './qr.ts';
import type { BadgeLayout } from './renderer.ts';
import { fitStrip, type Strip } from './strip.ts';

/** Height of a badge on the roll, in millimetres: it fits the usual 80 × 100 mm holder. */
const badgeHeight = 100;
/** White at the left and right of all text; the paper adds 4 mm on either side. */
const sideMargin = 3;

/** One text with the white above it. */
export interface Block {
  text: FittedText;
  gapBefore: number;
}

/** Where everything stands; measures in dots. */
export interface Arrangement {
  width: number;
  height: number;
  margin: number;
  header: FittedText;
  training: FittedText | null;
  /** From the top of the area to the strip and QR: title, name, second name, function, delegation. */
  blocks: Block[];
  /** The area in which the blocks stand, centred from top to bottom. */
  area: { top: number; bottom: number };
  qr: { dotsPerModule: number; left: number; top: number; side: number };
  aside: {
    dates: FittedText | null;
    serial: FittedText;
    attempt: FittedText | null;
    width: number;
  };
  strip: Strip;
}

/**
 * Sizes of one try, in millimetres of font size (1 pt = 0.353 mm): 24 pt is 8.5 mm. The first try at
 * which the name stands large enough is taken.
 */
interface Sizes {
  title: number;
  native: number;
  job: number;
  delegation: number;
  delegationLines: number;
  dotsPerModule: number;
}

const tries: readonly Sizes[] = [
  {
    title: 4.4,
    native: 9,
    job: 4.6,
    delegation: 9.5,
    delegationLines: 2,
    dotsPerModule: mostDotsPerModule,
  },
  { title: 4.4, native: 8, job: 4.4, delegation: 8.6, delegationLines: 2, dotsPerModule: 7 },
  {
    title: 4.2,
    native: 7,
    job: 4.2,
    delegation: 8.5,
    delegationLines: 2,
    dotsPerModule: fewestDotsPerModule,
  },
  {
    title: 4.0,
    native: 6.4,
    job: 4.0,
    delegation: 7.2,
    delegationLines: 3,
    dotsPerModule: fewestDotsPerModule,
  },
  {
    title: 3.8,
    native: 5.6,
    job: 3.7,
    delegation: 6.2,
    delegationLines: 3,
    dotsPerModule: fewestDotsPerModule,
  },
  {
    title: 3.6,
    native: 5.0,
    job: 3.4,
    delegation: 5.4,
    delegationLines: 4,
    dotsPerModule: fewestDotsPerModule,
  },
  {
    title: 3.4,
    native: 4.4,
    job: 3.1,
    delegation: 4.6,
    delegationLines: 4,
    dotsPerModule: fewestDotsPerModule,
  },
];

/** 36 and 72 pt, between which a name stands if it can. */
const goodName = 12.7;
const largestName = 25.4;
/** The largest part of the name's size that the others may have, so that the name is seen first. */
const delegationShare = 0.8;
const nativeShare = 0.75;
/** Smallest delegation that is taken without trying the next sizes. */
const readableDelegation = 4.2;

/** Measures a badge: the first of the tries that gives the name its due. */
export function arrange(
  context: SKRSContext2D,
  text: BadgeText,
  symbol: QrSymbol,
  strip: BadgeContent['strip'],
  layout: BadgeLayout,
): Arrangement {
  const frame = arrangeFrame(context, text, strip, layout);
  let last: Arrangement | null = null;
  for (const sizes of tries) {
    const attempt = arrangeBlocks(context, text, symbol, layout, frame, sizes);
    last = attempt.arrangement;
    if (attempt.satisfied) break;
  }
  if (last === null) throw new RangeError('no layout to try');
  return last;
}

interface Frame {
  width: number;
  height: number;
  margin: number;
  header: FittedText;
  training: FittedText | null;
  headerBottom: number;
  strip: Strip;
}

function arrangeFrame(
  context: SKRSContext2D,
  text: BadgeText,
  strip: BadgeContent['strip'],
  layout: BadgeLayout,
): Frame {
  const mm = (millimetres: number): number => Math.round(millimetres * layout.dotsPerMm);
  const width = layout.widthDots;
  const margin = mm(sideMargin);
  const fitted = (drawable: DrawableText, size: number, maxLines: number): FittedText =>
    fitText(context, {
      drawable,
      weight: 'bold',
      width: width - 2 * margin,
      height: mm(8),
      maxSize: mm(size),
      maxLines,
    });
  const header = fitted(text.eventName, 3.9, 2);
  const training = text.trainingMark.text === '' ? null : fitted(text.trainingMark, 4.2, 1);
  const trainingHeight = training === null ? 0 : mm(trainingBand);
  return {
    width,
    height: mm(badgeHeight),
    margin,
    header,
    training,
    headerBottom: trainingHeight + mm(headerTop) + header.height + mm(headerRule),
    strip: fitStrip(context, text.categoryName, strip, { width, dotsPerMm: layout.dotsPerMm }),
  };
}

/** Millimetres: height of the training band, white above the event's name, name to rule. */
export const trainingBand = 7;
export const headerTop = 2;
export const headerRule = 2.2;
/** From the rule to the first block. */
export const ruleGap = 2.4;

function arrangeBlocks(
  context: SKRSContext2D,
  text: BadgeText,
  symbol: QrSymbol,
  layout: BadgeLayout,
  frame: Frame,
  sizes: Sizes,
): { arrangement: Arrangement; satisfied: boolean } {
  const mm = (millimetres: number): number => Math.round(millimetres * layout.dotsPerMm);
  const side = (symbol.size + 2 * quietZone) * sizes.dotsPerModule;
  const quiet = quietZone * sizes.dotsPerModule;
  const qrTop = frame.height - frame.strip.height - side;
  // The symbol's own white border is the distance to its neighbours.
  const area = { top: frame.headerBottom + mm(ruleGap), bottom: qrTop + quiet - mm(3) };
  const inner = frame.width - 2 * frame.margin;
  const block = (
    drawable: DrawableText,
    weight: FontWeight,
    size: number,
    maxLines: number,
    gap: number,
  ): Block | null =>
    drawable.text === ''
      ? null
      : {
          text: fitText(context, {
            drawable,
            weight,
            width: inner,
            height: mm(size * 1.25 * maxLines),
            maxSize: mm(size),
            maxLines,
          }),
          gapBefore: mm(gap),
        };
  const nameIn = (height: number): FittedText =>
    fitText(context, {
      drawable: text.printedName,
      weight: 'bold',
      width: inner,
      height,
      maxSize: mm(largestName),
      maxLines: 5,
    });
  const best = nameIn((area.bottom - area.top) * 0.75).size / layout.dotsPerMm;
  const nativeSize = Math.min(sizes.native, best * nativeShare);
  const delegationSize = Math.min(sizes.delegation, best * delegationShare);
  const title = block(text.title, 'regular', sizes.title, 1, 0);
  const native = block(text.nativeName, 'bold', nativeSize, 2, 3);
  const job = block(text.jobTitle, 'regular', sizes.job, 3, 3.2);
  const delegation = block(text.delegationName, 'bold', delegationSize, sizes.delegationLines, 3.4);
  const others = [title, native, job, delegation].filter((other) => other !== null);
  const nameGap = title === null ? 0 : mm(2.6);
  const used = others.reduce((sum, other) => sum + other.text.height + other.gapBefore, nameGap);
  const room = Math.max(mm(5), area.bottom - area.top - used);
  const name = nameIn(room);
  const blocks = [title, { text: name, gapBefore: nameGap }, native, job, delegation].filter(
    (each) => each !== null,
  );
  const satisfied =
    name.height <= room &&
    name.size >= mm(Math.min(goodName, best * 0.95)) &&
    (delegation === null ||
      delegation.text.size >= mm(Math.min(readableDelegation, delegationSize)));
  return {
    arrangement: {
      width: frame.width,
      height: frame.height,
      margin: frame.margin,
      header: frame.header,
      training: frame.training,
      blocks,
      area,
      qr: { dotsPerModule: sizes.dotsPerModule, left: frame.width - side, top: qrTop, side },
      aside: arrangeAside(context, text, frame.width - side - frame.margin, layout),
      strip: frame.strip,
    },
    satisfied,
  };
}

function arrangeAside(
  context: SKRSContext2D,
  text: BadgeText,
  width: number,
  layout: BadgeLayout,
): Arrangement['aside'] {
  const mm = (millimetres: number): number => Math.round(millimetres * layout.dotsPerMm);
  const fitted = (
    drawable: DrawableText,
    weight: FontWeight,
    size: number,
    lines: number,
  ): FittedText | null =>
    drawable.text === ''
      ? null
      : fitText(context, {
          drawable,
          weight,
          width,
          height: mm(size * 1.3 * lines),
          maxSize: mm(size),
          maxLines: lines,
        });
  const serial = fitText(context, {
    drawable: text.serialText,
    weight: 'bold',
    width: text.attemptMark.text === '' ? width : width - mm(7),
    height: mm(5),
    maxSize: mm(3.6),
    maxLines: 1,
  });
  return {
    dates: fitted(text.eventDates, 'regular', 3.4, 4),
    serial,
    attempt: fitted(text.attemptMark, 'bold', 3.6, 1),
    width,
  };
}
