import { freeId } from '../../domain/event/free-id.ts';
import type { TemplateBox, TemplateField } from '../../domain/templates/badge-template.ts';
import { black } from '../../domain/templates/colours.ts';
import { fitBox, type Size, tidy } from './geometry.ts';

export type FieldKind = TemplateField['kind'];
export type Side = TemplateField['side'];

/** In the menu's order; adding a logo starts with choosing its picture. */
export const fieldKinds = ['text', 'names', 'qr', 'strip', 'photo', 'logo', 'rule'] as const;

/** Size of a new field in millimetres. */
const sizes: Readonly<Record<FieldKind, Size>> = {
  text: { width: 40, height: 6 },
  names: { width: 60, height: 45 },
  qr: { width: 28, height: 28 },
  strip: { width: 500, height: 9 },
  photo: { width: 25, height: 32 },
  logo: { width: 25, height: 12 },
  rule: { width: 40, height: 0.4 },
};

/**
 * A new field in the middle of a side.
 *
 * @param place.png a logo's picture in base64
 */
export function newField(
  kind: FieldKind,
  place: { side: Side; size: Size; taken: readonly string[]; png: string },
): TemplateField {
  const common = {
    id: freeId(kind, idsOf(place.taken), kind),
    box: middle(kind, place.size),
    side: place.side,
  };
  switch (kind) {
    case 'text':
      return {
        ...common,
        kind,
        source: 'fixed',
        text: '',
        weight: 'regular',
        largest: 12,
        smallest: 8,
        lines: 1,
        align: 'left',
        vertical: 'top',
        inverse: false,
        colour: black,
      };
    case 'names':
      return {
        ...common,
        kind,
        order: 'protocol',
        align: 'center',
        showNativeName: true,
        showJobTitle: true,
        showOrganisation: false,
        showDelegation: true,
        colour: black,
      };
    case 'logo':
      return { ...common, kind, png: place.png, inColour: false };
    case 'photo':
      return { ...common, kind, inColour: false };
    case 'strip':
    case 'rule':
      return { ...common, kind, colour: black };
    case 'qr':
      return { ...common, kind };
  }
}

/** The copy is slightly further down and to the right. */
export function copyOf(
  field: TemplateField,
  place: { size: Size; taken: readonly string[] },
): TemplateField {
  const box = { ...field.box, x: field.box.x + 2, y: field.box.y + 2 };
  return {
    ...field,
    id: freeId(field.kind, idsOf(place.taken), field.kind),
    box: fitBox(box, place.size),
  };
}

const idsOf = (taken: readonly string[]) => taken.map((id) => ({ id }));

function middle(kind: FieldKind, side: Size): TemplateBox {
  const width = Math.min(sizes[kind].width, side.width);
  const height = Math.min(sizes[kind].height, side.height);
  // On the grid; a strip is placed at the foot.
  const half = (length: number): number => Math.floor(length) / 2;
  const y = kind === 'strip' ? side.height - height : half(side.height - height);
  return { x: half(side.width - width), y: tidy(y), width, height };
}
