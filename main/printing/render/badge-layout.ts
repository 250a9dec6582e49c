import type { SKRSContext2D } from '@napi-rs/canvas';
import type { BadgeContent } from '../../../domain/badge.ts';
import { type Block, type Stack, stackBlocks } from './badge-blocks.ts';
import { arrangeFrame, type Frame, fitWords, ruleGap, toDots } from './badge-frame.ts';
import { goodTries, type Sizes, tightTries } from './badge-sizes.ts';
import type { BadgeText } from './badge-text.ts';
import { type FittedText, fitText } from './fit-text.ts';
import { type QrSymbol, quietZone } from './qr.ts';
import type { BadgeLayout } from './renderer.ts';
import type { Strip } from './strip.ts';

/** Where everything stands; measures in dots. */
export interface Arrangement {
  width: number;
  height: number;
  margin: number;
  header: FittedText;
  training: FittedText | null;
  /** From the top of the area to its bottom: title, name, second name, function, delegation. */
  blocks: Block[];
  /** The area in which the blocks stand, centred from top to bottom. */
  area: { top: number; bottom: number };
  qr: { dotsPerModule: number; left: number; top: number; side: number };
  aside: Aside;
  strip: Strip;
}

/** What stands beside the QR. */
interface Aside {
  dates: FittedText | null;
  serial: FittedText;
  attempt: FittedText | null;
  width: number;
}

/** Measures a badge: the first try that gives the name its due, or else the last that fits. */
export function arrange(
  context: SKRSContext2D,
  text: BadgeText,
  symbol: QrSymbol,
  strip: BadgeContent['strip'],
  layout: BadgeLayout,
): Arrangement {
  const frame = arrangeFrame(context, text, strip, layout);
  const attempt = (sizes: Sizes): Arrangement & { stack: Stack } =>
    arrangeWith(context, text, symbol, layout, frame, sizes);
  let chosen: Arrangement | null = null;
  for (const sizes of goodTries) {
    const tried = attempt(sizes);
    if (tried.stack.fits) chosen = tried;
    if (tried.stack.fits && tried.stack.good) return tried;
  }
  if (chosen !== null) return chosen;
  for (const sizes of tightTries) {
    const tried = attempt(sizes);
    chosen = tried;
    if (tried.stack.fits) break;
  }
  if (chosen === null) throw new RangeError('no sizes to try');
  return chosen;
}

function arrangeWith(
  context: SKRSContext2D,
  text: BadgeText,
  symbol: QrSymbol,
  layout: BadgeLayout,
  frame: Frame,
  sizes: Sizes,
): Arrangement & { stack: Stack } {
  const mm = (millimetres: number): number => toDots(millimetres, layout);
  const side = (symbol.size + 2 * quietZone) * sizes.dotsPerModule;
  const quiet = quietZone * sizes.dotsPerModule;
  const qrTop = frame.height - frame.strip.height - side;
  // The symbol's own white border is the distance to its neighbours.
  const area = { top: frame.headerBottom + mm(ruleGap), bottom: qrTop + quiet - mm(3) };
  const room = { width: frame.width - 2 * frame.margin, height: area.bottom - area.top };
  const stack = stackBlocks(context, text, layout, room, sizes);
  return {
    width: frame.width,
    height: frame.height,
    margin: frame.margin,
    header: frame.header,
    training: frame.training,
    blocks: stack.blocks,
    area,
    qr: { dotsPerModule: sizes.dotsPerModule, left: frame.width - side, top: qrTop, side },
    aside: arrangeAside(context, text, frame.width - side - frame.margin, layout),
    strip: frame.strip,
    stack,
  };
}

function arrangeAside(
  context: SKRSContext2D,
  text: BadgeText,
  width: number,
  layout: BadgeLayout,
): Aside {
  const mm = (millimetres: number): number => toDots(millimetres, layout);
  const serial = fitText(context, {
    drawable: text.serialText,
    weight: 'bold',
    width: text.attemptMark.text === '' ? width : width - mm(7),
    height: mm(5),
    maxSize: mm(3.6),
    maxLines: 1,
  });
  return {
    dates: fitWords(context, layout, text.eventDates, {
      weight: 'regular',
      width,
      size: 3.4,
      lines: 4,
    }),
    serial,
    attempt: fitWords(context, layout, text.attemptMark, {
      weight: 'bold',
      width,
      size: 3.6,
      lines: 1,
    }),
    width,
  };
}
