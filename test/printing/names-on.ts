import { createCanvas } from '@napi-rs/canvas';
import type { BadgeContent } from '../../domain/badges/badge.ts';
import type { BadgeTemplate } from '../../domain/templates/badge-template.ts';
import { capHeight } from '../../domain/templates/name-scale.ts';
import type { Block, NamesRoom } from '../../main/printing/render/names/name-lines.ts';
import {
  arrangeNames,
  type NamesBlock,
  type NamesField,
  nameTexts,
} from '../../main/printing/render/names/names-block.ts';
import { openWords } from '../../main/printing/render/words.ts';
import type { FontBook } from '../../platform/fonts/font-book.ts';

export function namesFieldOf({ id, fields }: BadgeTemplate): NamesField {
  const field = fields.find((each) => each.kind === 'names');
  if (field === undefined) throw new Error(`${id} has no names`);
  return field;
}

/** The space of a template's names, at 203 dpi. */
export function roomOf(template: BadgeTemplate, dotsPerMm = 8): NamesRoom {
  const { width, height } = namesFieldOf(template).box;
  return {
    width: Math.round(width * dotsPerMm),
    height: Math.round(height * dotsPerMm),
    dotsPerMm,
  };
}

export function namesOn(
  template: BadgeTemplate,
  content: BadgeContent,
  fonts: FontBook,
): NamesBlock {
  const texts = nameTexts(namesFieldOf(template), content, openWords(fonts, content.delegation));
  return arrangeNames(createCanvas(1, 1).getContext('2d'), texts, roomOf(template));
}

/** Height of a part's capitals in millimetres, as drawn at 203 dpi; null if it is not shown. */
export function capitalsOf({ blocks }: NamesBlock, part: Block['part']): number | null {
  const block = blocks.find((each) => each.part === part);
  return block === undefined ? null : (block.text.size * capHeight) / 8;
}

export function nameLinesOf({ blocks }: NamesBlock): string[] {
  return blocks.flatMap(({ part, text }) => (part === 'name' || part === 'half' ? text.lines : []));
}
