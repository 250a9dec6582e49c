import type { SKRSContext2D } from '@napi-rs/canvas';
import type { BadgeContent } from '../../../../domain/badges/badge.ts';
import type { TemplateField } from '../../../../domain/templates/badge-template.ts';
import { goodName, typeSizeOf } from '../../../../domain/templates/name-scale.ts';
import type { DrawableText, FontWeight } from '../../../../platform/fonts/font-book.ts';
import { drawFitted, type FittedText, fitFixed, fitWords } from '../fit-text.ts';
import type { DotBox } from '../place-fields.ts';
import { sameName, secondName, type Words } from '../words.ts';
import {
  type Block,
  legibleForms,
  type NameForm,
  type NamesRoom,
  type NameTexts,
  type Part,
  tightForms,
} from './name-lines.ts';

export type NamesField = Extract<TemplateField, { kind: 'names' }>;

/** The texts of a names field, one below the other. */
export interface NamesBlock {
  blocks: Block[];
  /** Height of the largest name's capitals in millimetres: a step of the scale. */
  capitals: number;
  fits: boolean;
  /** Parts for which there was no space. */
  leftOut: Part[];
}

/** Chooses what a names field shows; the informal order begins with the given name. */
export function nameTexts(field: NamesField, content: BadgeContent, words: Words): NameTexts {
  const halves = nameHalves(content);
  const given = words.drawable(content.givenName, 'bold');
  const informal = field.order === 'informal' && given.text !== '';
  const family = halves?.family ?? content.printedName;
  const beside = sameName(content.printedName, content.givenName) ? '' : family;
  const name = informal ? given : words.drawable(family, 'bold');
  const half = words.drawable(informal ? beside : (halves?.given ?? ''), 'bold');
  const shown = (text: string, weight: FontWeight, yes: boolean): DrawableText =>
    words.drawable(yes ? text : '', weight);
  return {
    title: shown(content.title, 'regular', !informal),
    // Nothing is left of a half without any letter that a font has.
    ...(name.text === '' ? { name: half, half: name } : { name, half }),
    halfFirst: !informal && halves?.familyFirst === false,
    halfSteps: informal ? 2 : 1,
    native: shown(secondName(content), 'bold', field.showNativeName),
    job: shown(content.jobTitle, 'regular', field.showJobTitle),
    organisation: shown(content.organisation, 'regular', showsOrganisation(field, content)),
    delegation: shown(content.delegationName, 'bold', field.showDelegation),
  };
}

/** Not a second time where it takes the place of the delegation. */
function showsOrganisation(field: NamesField, content: BadgeContent): boolean {
  const isGroup = field.showDelegation && content.organisation === content.delegationName;
  return field.showOrganisation && !isGroup;
}

type Beside = 'title' | 'native' | 'job' | 'organisation' | 'delegation';

interface Level {
  /** Heights of capitals in millimetres; a delegation has that of its badge, or this if smaller. */
  sizes: Readonly<Record<Beside, number>>;
  /** Maximum lines of each. */
  lines: Readonly<Record<Beside, number>>;
  /** Factor of the white space between the texts. */
  gap: number;
  /** At the last level, texts that need more lines become smaller still. */
  isLast: boolean;
}

/**
 * Largest first: a badge begins with the first level of its width, and keeps it unless its name
 * would be small.
 */
const levels: readonly Level[] = [
  levelOf([3.5, 5, 3.5, 6], [1, 2, 3, 3], 1.2),
  levelOf([2.8, 4.2, 2.8, 6], [1, 2, 3, 3], 1),
  levelOf([2.2, 3.5, 2.2, 4.2], [1, 2, 3, 4], 0.75),
  levelOf([2.2, 2.8, 2.2, 2.8], [1, 2, 3, 4], 0.6),
  levelOf([2.2, 2.2, 2, 2.2], [1, 2, 4, 4], 0.5),
  levelOf([1.7, 1.7, 1.3, 1.7], [2, 3, 5, 6], 0.4, true),
];

type Four = readonly [title: number, native: number, job: number, delegation: number];

function levelOf(sizes: Four, lines: Four, gap: number, isLast = false): Level {
  const each = ([title, native, job, delegation]: Four) => ({
    title,
    native,
    job,
    // As the function above it.
    organisation: job,
    delegation,
  });
  return { sizes: each(sizes), lines: each(lines), gap, isLast };
}

/** A kind of badge, by the space that its names have. */
interface Kind {
  /** Millimetres that it has at least. */
  width: number;
  height: number;
  /** Index of the level with which it begins. */
  first: number;
  /** Height of its delegations in millimetres. */
  delegation: number;
}
const smallKind: Kind = { width: 0, height: 0, first: 2, delegation: 3.5 };
const kinds: readonly Kind[] = [
  { width: 75, height: 50, first: 0, delegation: 6 },
  { width: 60, height: 0, first: 1, delegation: 4.2 },
  smallKind,
];

/** Millimetres: a name this large need not make the texts beside it smaller. */
const comfortableName = 7;
/**
 * Millimetres: a smaller delegation is used only where no legible name fits beside a larger one.
 */
const smallestBeside = 2.8;
/** What is left out first where even the smallest sizes do not fit. */
const leastNeeded = ['native', 'job', 'title', 'organisation', 'delegation', 'half'] as const;

/** White space above each text in millimetres. */
const gaps: Readonly<Record<Beside, number>> = {
  title: 0,
  native: 2.6,
  job: 2.8,
  organisation: 1.8,
  delegation: 3.6,
};
const nameGap = 2.2;

/**
 * Fits names into a space by the fixed scale. The name gets the largest step at which all texts
 * keep their sizes. Only where the name would be small the other texts shrink, a level at a time.
 */
export function arrangeNames(
  context: SKRSContext2D,
  texts: NameTexts,
  room: NamesRoom,
): NamesBlock {
  const forms = legibleForms(context, texts, room);
  const { first } = kindOf(room);
  let best: NamesBlock | null = null;
  for (const [at, level] of levels.entries()) {
    if (at < first || (best !== null && level.sizes.delegation < smallestBeside)) continue;
    const tried = stackOf(context, texts, room, level, forms);
    if (tried === null || tried.capitals <= (best?.capitals ?? 0)) continue;
    best = tried;
    const enough = at === first ? comfortableName : goodName;
    if (tried.capitals >= enough || tried.capitals === forms[0]?.capitals) break;
  }
  if (best !== null) return best;
  const smaller = [...forms, ...tightForms(context, texts, room)];
  for (const level of levels.slice(first)) {
    const tried = stackOf(context, texts, room, level, smaller);
    if (tried !== null) return tried;
  }
  return squeeze(context, texts, room);
}

function kindOf({ width, height, dotsPerMm }: NamesRoom): Kind {
  const found = kinds.find(
    (kind) => width >= kind.width * dotsPerMm && height >= kind.height * dotsPerMm,
  );
  return found ?? smallKind;
}

/** Where even the smallest sizes do not fit, leaves out one part after the other. */
function squeeze(context: SKRSContext2D, texts: NameTexts, room: NamesRoom): NamesBlock {
  const leftOut: Part[] = [];
  const kept = { ...texts };
  for (const part of leastNeeded) {
    if (kept[part].text === '') continue;
    kept[part] = { ...kept[part], text: '' };
    leftOut.push(part);
    const forms = [...legibleForms(context, kept, room), ...tightForms(context, kept, room)];
    for (const level of levels.slice(-2)) {
      const tried = stackOf(context, kept, room, level, forms);
      if (tried !== null) return { ...tried, leftOut };
    }
  }
  const form = { weight: 'bold' as const, width: room.width, size: room.dotsPerMm, lines: 8 };
  const text = fitWords(context, texts.name, form);
  const blocks: Block[] = text === null ? [] : [{ part: 'name', text, gapBefore: 0 }];
  return { blocks, capitals: 0, fits: (text?.height ?? 0) <= room.height, leftOut };
}

/** All texts at a level, with the largest name that fits; null where no name of the forms does. */
function stackOf(
  context: SKRSContext2D,
  texts: NameTexts,
  room: NamesRoom,
  level: Level,
  forms: readonly NameForm[],
): NamesBlock | null {
  const mm = (millimetres: number): number => Math.round(millimetres * room.dotsPerMm);
  // The name must be seen first: no other text may be larger than the name can be.
  const largest = Math.min(kindOf(room).delegation, forms[0]?.capitals ?? 0);
  const capitalsOf = (part: Beside): number => Math.min(level.sizes[part], largest);
  const blockOf = (part: Beside, weight: FontWeight): Block | null | 'too-long' => {
    const drawable = texts[part];
    if (drawable.text === '') return null;
    const size = Math.ceil(typeSizeOf(capitalsOf(part)) * room.dotsPerMm);
    const form = { weight, width: room.width, size };
    const maxLines = level.lines[part];
    const text =
      fitFixed(context, { drawable, ...form, maxLines }) ??
      (level.isLast ? fitWords(context, drawable, { ...form, lines: maxLines }) : null);
    if (text === null) return 'too-long';
    return { part, text, gapBefore: mm(gaps[part] * level.gap) };
  };
  const title = blockOf('title', 'regular');
  const native = blockOf('native', 'bold');
  const job = blockOf('job', 'regular');
  const organisation = blockOf('organisation', 'regular');
  const delegation = blockOf('delegation', 'bold');
  if (title === 'too-long' || native === 'too-long') return null;
  if (job === 'too-long' || organisation === 'too-long' || delegation === 'too-long') return null;
  const others = [title, native, job, organisation, delegation].filter((each) => each !== null);
  const gapBefore = title === null ? 0 : mm(nameGap * level.gap);
  const used = others.reduce((sum, other) => sum + other.text.height + other.gapBefore, gapBefore);
  const form = forms.find(({ height }) => used + height <= room.height);
  if (form === undefined) return null;
  if (form.capitals < capitalsOf('delegation')) return null;
  const [head, ...more] = form.blocks;
  const named = head === undefined ? [] : [{ ...head, gapBefore }, ...more];
  return {
    blocks: [title, ...named, native, job, organisation, delegation].filter(
      (each) => each !== null,
    ),
    capitals: form.capitals,
    fits: true,
    leftOut: [],
  };
}

/** Shares of the remaining space that widen the gap above each text. */
const shares: Readonly<Record<Part, number>> = {
  title: 0,
  name: 0.8,
  half: 0.5,
  native: 1,
  job: 1,
  organisation: 0.6,
  delegation: 1.4,
};
/** The part of the box's height by which a share may grow. */
const maxShare = 0.07;

/** Draws names from the top of their box to its bottom, in the context's colour. */
export function drawNames(
  context: SKRSContext2D,
  { blocks }: NamesBlock,
  box: DotBox,
  align: NamesField['align'],
): void {
  const used = blocks.reduce((sum, block) => sum + block.gapBefore + block.text.height, 0);
  const spare = Math.max(0, box.height - used);
  const shareOf = ({ part }: Block, at: number): number => (at === 0 ? 0 : shares[part]);
  const all = blocks.reduce((sum, block, at) => sum + shareOf(block, at), 0);
  const share = all === 0 ? 0 : Math.min(spare / all, box.height * maxShare);
  let top = box.top + (spare - share * all) / 2;
  for (const [at, block] of blocks.entries()) {
    top += block.gapBefore + share * shareOf(block, at);
    drawFitted(context, block.text, {
      left: box.left,
      top: Math.round(top),
      width: box.width,
      align: alignOf(block.text, align),
    });
    top += block.text.height;
  }
}

/** Scripts from right to left begin at the right. */
function alignOf({ direction }: FittedText, align: NamesField['align']): NamesField['align'] {
  return align === 'left' && direction === 'rtl' ? 'right' : align;
}

/** A printed name in its two halves, letter by letter as it was approved. */
interface NameHalves {
  given: string;
  family: string;
  familyFirst: boolean;
}

/**
 * Where a printed name divides into given and family name: by the record's own halves, else by the
 * words in capitals. Null for a name of one half.
 */
export function nameHalves({
  printedName,
  givenName,
  familyName,
}: Pick<BadgeContent, 'printedName' | 'givenName' | 'familyName'>): NameHalves | null {
  const printed = wordsOf(printedName);
  const given = wordsOf(givenName).length;
  const family = wordsOf(familyName).length;
  const isAt = (from: number, to: number, name: string): boolean =>
    from >= 0 && from < to && sameName(printed.slice(from, to).join(' '), wordsOf(name).join(' '));
  const all = printed.length;
  if (isAt(0, given, givenName)) return halves(printed, given, false);
  if (isAt(all - given, all, givenName)) return halves(printed, all - given, true);
  if (isAt(all - family, all, familyName)) return halves(printed, all - family, false);
  if (isAt(0, family, familyName)) return halves(printed, family, true);
  const last = printed.findLastIndex((word) => !isCapitals(word)) + 1;
  if (last > 0 && last < all) return halves(printed, last, false);
  const first = printed.findIndex((word) => !isCapitals(word));
  return first > 0 ? halves(printed, first, true) : null;
}

function halves(printed: readonly string[], at: number, familyFirst: boolean): NameHalves | null {
  const [before, after] = [printed.slice(0, at).join(' '), printed.slice(at).join(' ')];
  if (before === '' || after === '') return null;
  return familyFirst
    ? { family: before, given: after, familyFirst }
    : { given: before, family: after, familyFirst };
}

function wordsOf(name: string): string[] {
  return name.split(/\s+/u).filter((word) => word !== '');
}

/** "DUPRÉ", "АБВ"; no initial, and no script without capitals. */
function isCapitals(word: string): boolean {
  return /\p{Lu}[^\p{Ll}]*\p{Lu}/u.test(word) && !/\p{Ll}{2}/u.test(word);
}
