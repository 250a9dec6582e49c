import type { SKRSContext2D } from '@napi-rs/canvas';
import {
  goodName,
  illegibleSizes,
  nameScale,
  smallestName,
  typeSizeOf,
} from '../../../../domain/templates/name-scale.ts';
import type { DrawableText } from '../../../../platform/fonts/font-book.ts';
import { type FittedText, fitFixed } from '../fit-text.ts';

export type Part = 'title' | 'name' | 'half' | 'native' | 'job' | 'organisation' | 'delegation';

/** One text with the white space above it, in dots. */
export interface Block {
  part: Part;
  text: FittedText;
  gapBefore: number;
}

/** Space in dots, and dots per millimetre. */
export interface NamesRoom {
  width: number;
  height: number;
  dotsPerMm: number;
}

export interface NameTexts {
  title: DrawableText;
  /** The half that is set largest, or the whole name. */
  name: DrawableText;
  /** The other half; empty where `name` is whole. */
  half: DrawableText;
  halfFirst: boolean;
  /** Steps of the scale by which the half is smaller. */
  halfSteps: number;
  native: DrawableText;
  job: DrawableText;
  organisation: DrawableText;
  delegation: DrawableText;
}

/** A name at one step of the scale: both halves, the largest of them at the step itself. */
export interface NameForm {
  /** Height of its capitals in millimetres. */
  capitals: number;
  blocks: Block[];
  /** In dots. */
  height: number;
}

/** Maximum lines of a name that stays legible, and of one that cannot. */
const maxLines = 4;
const maxTightLines = 9;
/** A single word may be drawn narrower before it becomes smaller than wanted. */
const narrowest = 0.7;
/** Space between the halves as a part of the larger one's type size. */
const halfGap = 0.24;

type Halves = Pick<NameTexts, 'name' | 'half' | 'halfFirst' | 'halfSteps'>;

/** The legible forms in which a name fits a width, largest first, whatever their height. */
export function legibleForms(context: SKRSContext2D, texts: Halves, room: NamesRoom): NameForm[] {
  const forms: NameForm[] = [];
  for (const [at, step] of nameScale.entries()) {
    const after = nameScale.slice(at + texts.halfSteps);
    const halfSteps = after.length > 0 ? after : [smallestName];
    const form = formAt(context, texts, room, { step, halfSteps, maxLines });
    if (form === null) continue;
    const larger = forms.at(-1);
    // A half that is broken for a single step more is worth less than one that is whole.
    const isBroken = larger !== undefined && linesOf(larger) > linesOf(form);
    if (isBroken && step >= goodName) forms.pop();
    forms.push(form);
  }
  return forms;
}

/** The forms that are smaller than legible: for names that fit no other way. */
export function tightForms(context: SKRSContext2D, texts: Halves, room: NamesRoom): NameForm[] {
  return illegibleSizes.flatMap((step) => {
    const scale = { step, halfSteps: [step], maxLines: maxTightLines };
    return formAt(context, texts, room, scale) ?? [];
  });
}

function linesOf({ blocks }: NameForm): number {
  return blocks.reduce((sum, { text }) => sum + text.lines.length, 0);
}

function formAt(
  context: SKRSContext2D,
  { name, half, halfFirst }: Halves,
  { width, dotsPerMm }: NamesRoom,
  scale: { step: number; halfSteps: readonly number[]; maxLines: number },
): NameForm | null {
  const { step: capitals, halfSteps } = scale;
  const textAt = (drawable: DrawableText, step: number, lines: number): FittedText | null =>
    fitFixed(context, {
      drawable,
      weight: 'bold',
      width,
      maxLines: lines,
      size: Math.ceil(typeSizeOf(step) * dotsPerMm),
      narrowest: step > goodName ? 1 : narrowest,
    });
  const isWhole = half.text === '';
  const large = textAt(name, capitals, isWhole ? scale.maxLines : scale.maxLines - 1);
  if (large === null) return null;
  const blockOf = (part: Part, text: FittedText, gapBefore: number): Block => ({
    part,
    text,
    gapBefore,
  });
  if (isWhole) return { capitals, blocks: [blockOf('name', large, 0)], height: large.height };
  const gap = Math.round(typeSizeOf(capitals) * dotsPerMm * halfGap);
  for (const step of halfSteps) {
    const small = textAt(half, step, scale.maxLines - large.lines.length);
    if (small === null) continue;
    const blocks = halfFirst
      ? [blockOf('half', small, 0), blockOf('name', large, gap)]
      : [blockOf('name', large, 0), blockOf('half', small, gap)];
    return { capitals, blocks, height: small.height + gap + large.height };
  }
  return null;
}
