import type { Image } from '@napi-rs/canvas';
import { fromBase64 } from '../../../domain/base/bytes.ts';
import { maxKeptDots, type PictureSize, pictureSize } from '../../../domain/roster/picture-size.ts';
import type { BadgeTemplate, TemplateField } from '../../../domain/templates/badge-template.ts';
import { loadLogo } from './pictures.ts';
import type { DotBox } from './place-fields.ts';

type TextField = Extract<TemplateField, { kind: 'text' }>;

/** The largest part of an event's field that its emblem takes: a wide one is drawn lower. */
const maxPart = 0.36;
/** White between emblem and name, as a part of the field's height. */
const space = 0.2;
/** The lowest field that shows an emblem, in millimetres. */
const lowestField = 6;
/** Characters of base64 that hold a PNG's header, its first 24 bytes. */
const headerText = 32;

/**
 * The size of the emblem that a template's badges show; null for none. A template with a logo of
 * its own shows that one.
 */
export function emblemSize(
  emblem: string | null,
  { fields }: Pick<BadgeTemplate, 'fields'>,
): PictureSize | null {
  if (emblem === null || fields.some(({ kind }) => kind === 'logo')) return null;
  const size = pictureSize(fromBase64(emblem.slice(0, headerText)));
  return size === null || size.width * size.height > maxKeptDots ? null : size;
}

/** The emblem as a picture; null where it cannot be decoded: the badge is as good without it. */
export async function loadEmblem(png: string | null): Promise<Image | null> {
  if (png === null) return null;
  return await loadLogo({ id: 'emblem', png }).catch(() => null);
}

/** Where an event's field has the emblem, and what is left for the name; null for no emblem. */
export function besideEmblem(
  field: TextField,
  box: DotBox,
  size: PictureSize | null,
  dotsPerMm: number,
): { emblem: DotBox; text: DotBox } | null {
  if (size === null || field.source !== 'event' || field.inverse) return null;
  if (box.height < lowestField * dotsPerMm) return null;
  const scale = Math.min(box.height / size.height, (box.width * maxPart) / size.width);
  const width = Math.max(1, Math.round(size.width * scale));
  const height = Math.max(1, Math.round(size.height * scale));
  const taken = width + Math.round(box.height * space);
  const atRight = field.align === 'right';
  const top = box.top + Math.round((box.height - height) / 2);
  return {
    emblem: { left: atRight ? box.left + box.width - width : box.left, top, width, height },
    text: { ...box, left: atRight ? box.left : box.left + taken, width: box.width - taken },
  };
}
