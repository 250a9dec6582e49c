import type { z } from 'zod';
import { type BadgeTemplate, badgeTemplateSchema, type TemplateBox } from './badge-template.ts';

type Size = BadgeTemplate['size'];

/**
 * A card in millimetres, landscape: ID-1 of ISO/IEC 7810, called CR80 by makers of card printers.
 */
export const cardSize: Size = { width: 85.6, height: 53.98 };

/** Millimetres by which the stated size of a card may be rounded. */
const rounded = 0.5;

/** Whether this is the size of a card, in either orientation. */
export function isCard({ width, height }: Size): boolean {
  const near = (one: number, other: number): boolean => Math.abs(one - other) <= rounded;
  return (
    (near(width, cardSize.width) && near(height, cardSize.height)) ||
    (near(width, cardSize.height) && near(height, cardSize.width))
  );
}

/** Which name a built-in template sets largest: the approved printed name, or the given name. */
export const orders = ['protocol', 'informal'] as const;
export type Order = (typeof orders)[number];

/** The suffix of a template's name for its order. */
export const orderWords = { protocol: '', informal: ', given name first' };

/** For example "a6" and "a6-informal". */
export function idOf(base: string, order: Order): string {
  return order === 'protocol' ? base : `${base}-informal`;
}

type Field = z.input<typeof badgeTemplateSchema>['fields'][number];

interface Card {
  id: string;
  name: string;
  size: BadgeTemplate['size'];
}

/** Cut paper for a badge holder. */
export const card: Card = {
  id: 'card-86x54',
  name: 'Card 86 × 54 mm',
  size: { width: 86, height: 54 },
};
/** A plastic card for a card printer. */
export const cr80: Card = { id: 'cr80', name: 'CR80 card', size: cardSize };

/** Landscape, with names on the left and the QR code on the right. */
export function cardOf({ id, name, size }: Card, order: Order): BadgeTemplate {
  return badgeTemplateSchema.parse({
    formatVersion: 1,
    id: idOf(id, order),
    name: `${name}${orderWords[order]}`,
    size,
    fields: frontFields(size, order, {
      id: 'dates',
      kind: 'text',
      source: 'dates',
      largest: 9,
      smallest: 8,
      lines: 2,
      vertical: 'bottom',
      box: { x: 3, y: 39, width: 43, height: 5.5 },
    }),
  });
}

/** A card with a portrait. Days, zones and the return address are on its back. */
export function cardWithBack(order: Order): BadgeTemplate {
  const { id, name, size } = cr80;
  const inner = size.width - 6;
  const text = { kind: 'text', side: 'back', vertical: 'middle' } as const;
  const at = (y: number, height: number): TemplateBox => ({ x: 3, y, width: inner, height });
  const zones: Field = {
    id: 'zones',
    kind: 'text',
    source: 'zones',
    weight: 'bold',
    largest: 9,
    smallest: 8,
    vertical: 'bottom',
    box: { x: 3, y: 39, width: 43, height: 5.5 },
  };
  const portrait: Field = {
    id: 'photo',
    kind: 'photo',
    inColour: true,
    box: { x: 3, y: 10, width: 20, height: 27 },
  };
  const fields = frontFields(size, order, zones).map((field) =>
    field.kind === 'names' ? { ...field, box: { ...field.box, x: 25, width: 34.6 } } : field,
  );
  return badgeTemplateSchema.parse({
    formatVersion: 1,
    id: idOf(`${id}-back`, order),
    name: `${name} with photo and back${orderWords[order]}`,
    size,
    sides: 'two',
    fields: [
      ...fields,
      portrait,
      {
        ...text,
        id: 'back-event',
        source: 'event',
        weight: 'bold',
        largest: 14,
        smallest: 8,
        lines: 2,
        box: at(3, 10),
      },
      { id: 'back-rule', kind: 'rule', side: 'back', box: at(14, 0.4) },
      {
        ...text,
        id: 'back-dates',
        source: 'dates',
        largest: 12,
        smallest: 8,
        lines: 2,
        box: at(16, 11),
      },
      {
        ...text,
        id: 'back-zones',
        source: 'zones',
        weight: 'bold',
        largest: 12,
        smallest: 8,
        lines: 2,
        box: at(28, 10),
      },
      {
        ...text,
        id: 'back-found',
        source: 'fixed',
        text: 'If found, please return to the registration desk / Si vous trouvez cette carte, merci de la rapporter à l’accueil',
        largest: 9,
        smallest: 8,
        lines: 3,
        box: at(39, 12),
      },
    ],
  });
}

/**
 * The front that all cards share.
 *
 * @param below the field below the names, beside the serial
 */
function frontFields(size: Card['size'], order: Order, below: Field): Field[] {
  const { width, height } = size;
  const qr = { x: width - 25, y: 9.5, width: 25, height: 25 };
  return [
    {
      id: 'event',
      kind: 'text',
      source: 'event',
      weight: 'bold',
      largest: 11,
      smallest: 8,
      lines: 2,
      vertical: 'middle',
      box: { x: 3, y: 1.5, width: width - 6, height: 7 },
    },
    {
      id: 'names',
      kind: 'names',
      order,
      align: 'left',
      box: { x: 3, y: 9.5, width: qr.x - 4, height: 29 },
    },
    { id: 'qr', kind: 'qr', box: qr },
    below,
    {
      id: 'serial',
      kind: 'text',
      source: 'serial',
      largest: 9,
      smallest: 8,
      align: 'right',
      vertical: 'bottom',
      box: { x: 47, y: 39, width: width - 50, height: 5.5 },
    },
    { id: 'strip', kind: 'strip', box: { x: 0, y: height - 8.5, width, height: 8.5 } },
  ];
}
