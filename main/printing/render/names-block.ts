import type { SKRSContext2D } from '@napi-rs/canvas';
import type { BadgeContent } from '../../../domain/badges/badge.ts';
import type { TemplateField } from '../../../domain/templates/badge-template.ts';
import type { DrawableText, FontWeight } from '../../../fonts/font-book.ts';
import { drawFitted, type FittedText, fitText, fitWords } from './fit-text.ts';
import type { DotBox } from './place-fields.ts';
import { sameName, secondName, type Words } from './words.ts';

export type NamesField = Extract<TemplateField, { kind: 'names' }>;

type Part = 'title' | 'name' | 'printed' | 'native' | 'job' | 'delegation';

/** One text with the white space above it, in dots. */
export interface Block {
  part: Part;
  text: FittedText;
  gapBefore: number;
}

/** The texts of a names field, one below the other. */
export interface NamesBlock {
  blocks: Block[];
  /** False if the texts exceed the space. */
  fits: boolean;
  /** Parts for which there was no space. */
  leftOut: Part[];
}

interface Stack extends NamesBlock {
  /** 0 where every text has its target size; the further below, the worse. */
  merit: number;
}

/** Space in dots, and dots per millimetre. */
export interface NamesRoom {
  width: number;
  height: number;
  dotsPerMm: number;
}

/** 36 and 72 pt in millimetres, the target range of a name's size. */
const goodName = 12.7;
const maxNameSize = 25.4;
/** The smallest acceptable name: 14 pt. */
export const smallestName = 5;
/** The largest part of the name's size that other texts may have, so that it is seen first. */
const delegationShare = 0.8;
const nativeShare = 0.75;
const printedShare = 0.6;
/** 24 and 9 pt in millimetres: target sizes of a delegation and a function. */
const goodDelegation = 8.5;
const goodJob = 3.2;
/** How much more the name's size counts than the others'. */
const nameWeight = 3;
/** The heaviest penalty: a name smaller than a text beside it. */
const overtaken = -100;
const tooSmall = -50;
/** The space that the tries are designed for, in millimetres, and how far sizes scale with it. */
const defaultRoom = { width: 66, height: 50 };
const smallestScale = 0.7;
const maxScale = 1.5;
/** What is left out first where even the smallest sizes do not fit. */
const leastNeeded: readonly Part[] = ['native', 'job', 'title', 'printed', 'delegation'];

/** The texts of a names field in drawable form. */
export interface NameTexts {
  title: DrawableText;
  name: DrawableText;
  printed: DrawableText;
  native: DrawableText;
  job: DrawableText;
  delegation: DrawableText;
}

/** Chooses what a names field shows; the informal order begins with the given name. */
export function nameTexts(field: NamesField, content: BadgeContent, words: Words): NameTexts {
  const informal = field.order === 'informal' && content.givenName.trim() !== '';
  const name = informal ? content.givenName : content.printedName;
  const printed = informal ? besideGiven(content.printedName, content.givenName) : '';
  const shown = (text: string, weight: FontWeight, yes: boolean): DrawableText =>
    words.drawable(yes ? text : '', weight);
  return {
    title: shown(content.title, 'regular', !informal),
    name: words.drawable(name, 'bold'),
    printed: words.drawable(printed, 'bold'),
    native: shown(secondName(content), 'bold', field.showNativeName),
    job: shown(content.jobTitle, 'regular', field.showJobTitle),
    delegation: shown(content.delegationName, 'bold', field.showDelegation),
  };
}

/** The printed name without the given name at its beginning or end: "KIM" of "KIM Min-jun". */
function besideGiven(printedName: string, givenName: string): string {
  const printed = printedName.trim().split(/\s+/u);
  const given = givenName.trim().split(/\s+/u);
  const same = (part: readonly string[]): boolean => sameName(part.join(' '), given.join(' '));
  if (same(printed.slice(0, given.length))) return printed.slice(given.length).join(' ');
  if (same(printed.slice(-given.length))) return printed.slice(0, -given.length).join(' ');
  return printedName;
}

/** Fits names into a space: the try with every target size, or else the fairest that fits. */
export function arrangeNames(
  context: SKRSContext2D,
  texts: NameTexts,
  room: NamesRoom,
): NamesBlock {
  const { width, height, dotsPerMm } = room;
  const free = Math.min(
    width / dotsPerMm / defaultRoom.width,
    height / dotsPerMm / defaultRoom.height,
  );
  const scale = Math.min(maxScale, Math.max(smallestScale, free));
  let chosen: Stack | null = null;
  for (const sizes of [...goodTries(scale), ...tightTries(scale)]) {
    if (chosen !== null && chosen.merit > tooSmall && sizes.tight) break;
    const tried = stackOf(context, texts, room, sizes);
    if (tried.fits && (chosen === null || tried.merit > chosen.merit)) chosen = tried;
    if (tried.fits && tried.merit === 0) break;
  }
  return chosen ?? squeeze(context, texts, room);
}

/** Where even the smallest sizes do not fit, leaves out one part after the other. */
function squeeze(context: SKRSContext2D, texts: NameTexts, room: NamesRoom): NamesBlock {
  const leftOut: Part[] = [];
  const kept = { ...texts };
  let tried: Stack | null = null;
  for (const part of leastNeeded) {
    if (kept[part].text === '') continue;
    kept[part] = { ...kept[part], text: '' };
    leftOut.push(part);
    for (const sizes of tightTries(1)) {
      tried = stackOf(context, kept, room, sizes);
      if (tried.fits) return { ...tried, leftOut };
    }
  }
  const [smallest] = tightTries(1).slice(-1);
  if (smallest === undefined) throw new RangeError('no sizes to try');
  return { ...stackOf(context, kept, room, smallest), leftOut };
}

function stackOf(context: SKRSContext2D, texts: NameTexts, room: NamesRoom, sizes: Sizes): Stack {
  const mm = (millimetres: number): number => Math.round(millimetres * room.dotsPerMm);
  const nameIn = (height: number): FittedText =>
    fitText(context, {
      drawable: texts.name,
      weight: 'bold',
      width: room.width,
      height,
      maxSize: mm(maxNameSize),
      maxLines: 5,
    });
  const best = nameIn(room.height * 0.75).size / room.dotsPerMm;
  const delegationSize = Math.min(sizes.delegation, best * delegationShare);
  const block = blockMaker(context, texts, room, sizes.gap);
  const title = block('title', 'regular', sizes.title, 1, 0);
  const printed = block('printed', 'bold', Math.min(sizes.delegation, best * printedShare), 2, 3.4);
  const native = block('native', 'bold', Math.min(sizes.native, best * nativeShare), 2, 3);
  const job = block('job', 'regular', sizes.job, 3, 3.2);
  const delegation = block('delegation', 'bold', delegationSize, sizes.delegationLines, 3.4);
  const gapBefore = title === null ? 0 : mm(2.6 * sizes.gap);
  const others = [title, printed, native, job, delegation].filter((each) => each !== null);
  const used = others.reduce((sum, other) => sum + other.text.height + other.gapBefore, gapBefore);
  const left = room.height - used;
  const text = nameIn(Math.max(mm(smallestName), left));
  const name: Block = { part: 'name', text, gapBefore };
  return {
    blocks: [title, name, printed, native, job, delegation].filter((each) => each !== null),
    fits: text.height <= left,
    merit:
      nameWeight * due(text, mm(Math.min(goodName, best))) +
      due(delegation?.text, mm(Math.min(goodDelegation, delegationShare * best))) +
      due(job?.text, mm(goodJob)) +
      (others.every((other) => other.text.size < text.size) ? 0 : overtaken) +
      (text.size >= mm(smallestName) ? 0 : tooSmall),
    leftOut: [],
  };
}

/** How far a text is below its target size: 0 or the logarithm of the part that it has. */
function due(text: FittedText | undefined, size: number): number {
  return text === undefined ? 0 : Math.min(0, Math.log((text.size + 0.5) / size));
}

function blockMaker(
  context: SKRSContext2D,
  texts: NameTexts,
  room: NamesRoom,
  gapScale: number,
): (part: Part, weight: FontWeight, size: number, lines: number, gap: number) => Block | null {
  return (part, weight, size, lines, gap) => {
    const form = { weight, width: room.width, size: size * room.dotsPerMm, lines };
    const text = fitWords(context, texts[part], form);
    if (text === null) return null;
    return { part, text, gapBefore: Math.round(gap * gapScale * room.dotsPerMm) };
  };
}

/** Sizes of one try, in millimetres of font size (1 pt = 0.353 mm): 24 pt is 8.5 mm. */
interface Sizes {
  title: number;
  native: number;
  job: number;
  delegation: number;
  delegationLines: number;
  /** Factor of the white space between the texts. */
  gap: number;
  /** Hardly legible: for badges on which nothing larger fits. */
  tight: boolean;
}

/** Best first: the first try with a large enough name is taken. */
const good: readonly Sizes[] = [
  sizes(4.4, 9, 4.6, 9.5, 2),
  sizes(4.4, 8, 4.4, 8.6, 2),
  sizes(4.2, 7, 4.2, 8.5, 2),
  sizes(4, 6.4, 4, 7.2, 3),
  sizes(3.8, 5.6, 3.7, 6.2, 3),
  sizes(3.6, 5, 3.4, 5.4, 4),
  sizes(3.4, 4.4, 3.1, 4.6, 4),
];

/** For badges on which everything is long: taken only where nothing larger fits. */
const tight: readonly Sizes[] = [
  sizes(3.1, 3.9, 2.8, 4, 4),
  sizes(2.8, 3.4, 2.5, 3.4, 4),
  sizes(2.4, 2.8, 2.2, 2.8, 4),
];

/** @param scale 1 for the middle of an 80 mm badge; sizes follow the room */
function goodTries(scale: number): Sizes[] {
  return good.map((each) => scaled(each, scale, false));
}

function tightTries(scale: number): Sizes[] {
  return tight.map((each) => scaled(each, Math.max(1, scale), true));
}

function sizes(
  title: number,
  native: number,
  job: number,
  delegation: number,
  delegationLines: number,
): Sizes {
  return { title, native, job, delegation, delegationLines, gap: 1, tight: false };
}

function scaled(each: Sizes, scale: number, isTight: boolean): Sizes {
  return {
    title: each.title * scale,
    native: each.native * scale,
    job: each.job * scale,
    delegation: each.delegation * scale,
    delegationLines: each.delegationLines,
    gap: each.gap * scale,
    tight: isTight,
  };
}

/** The part of the box's height by which a gap may grow where there is space left. */
const maxExtra = 0.05;

/** Draws names from the top of their box to its bottom, in the context's colour. */
export function drawNames(
  context: SKRSContext2D,
  { blocks }: NamesBlock,
  box: DotBox,
  align: NamesField['align'],
): void {
  const used = blocks.reduce((sum, block) => sum + block.gapBefore + block.text.height, 0);
  const spare = Math.max(0, box.height - used);
  // Half of the space left widens the gaps, the rest is divided between top and bottom.
  const gaps = Math.max(1, blocks.length - 1);
  const extra = Math.min((spare * 0.5) / gaps, box.height * maxExtra);
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
