import { type BadgeTemplate, badgeTemplateSchema } from './badge-template.ts';
import { backFields, photoFields, portraitFields } from './default-portrait.ts';

type Order = 'protocol' | 'informal';

const orders: readonly Order[] = ['protocol', 'informal'];
const orderWords = { protocol: '', informal: ', given name first' };

/** "a6" and "a6-informal". */
function idOf(base: string, order: Order): string {
  return order === 'protocol' ? base : `${base}-informal`;
}

/** The templates of the 80 mm roll: 72 mm are printable, and the usual holder is 80 × 100 mm. */
function rollOf(order: Order): BadgeTemplate {
  return badgeTemplateSchema.parse({
    formatVersion: 1,
    id: idOf('roll-80', order),
    name: `80 mm roll${orderWords[order]}`,
    size: { width: 72, height: 100 },
    fields: [
      {
        ...{ id: 'event', kind: 'text', source: 'event', weight: 'bold', largest: 11, smallest: 8 },
        ...{ lines: 2, align: 'center', vertical: 'middle' },
        box: { x: 3, y: 1.5, width: 66, height: 6.7 },
      },
      { id: 'rule', kind: 'rule', box: { x: 3, y: 8.6, width: 66, height: 0.3 } },
      { id: 'names', kind: 'names', order, box: { x: 3, y: 11, width: 66, height: 50 } },
      { id: 'qr', kind: 'qr', box: { x: 43, y: 61, width: 29, height: 29 } },
      {
        ...{ id: 'dates', kind: 'text', source: 'dates', largest: 9.6, smallest: 8, lines: 2 },
        box: { x: 3, y: 64.5, width: 40, height: 8.5 },
      },
      {
        ...{
          id: 'zones',
          kind: 'text',
          source: 'zones',
          weight: 'bold',
          largest: 9.6,
          smallest: 8,
        },
        ...{ lines: 2, vertical: 'middle' },
        box: { x: 3, y: 73.5, width: 40, height: 8 },
      },
      {
        ...{ id: 'serial', kind: 'text', source: 'serial', weight: 'bold', largest: 10.2 },
        ...{ smallest: 8, vertical: 'bottom' },
        box: { x: 3, y: 82, width: 40, height: 4.5 },
      },
      { id: 'strip', kind: 'strip', box: { x: 0, y: 90, width: 72, height: 10 } },
    ],
  });
}

/** The card of 86 × 54 mm, lying: names on the left, the QR on the right. */
function cardOf(order: Order): BadgeTemplate {
  return badgeTemplateSchema.parse({
    formatVersion: 1,
    id: idOf('card-86x54', order),
    name: `Card 86 × 54 mm${orderWords[order]}`,
    size: { width: 86, height: 54 },
    fields: [
      {
        ...{ id: 'event', kind: 'text', source: 'event', weight: 'bold', largest: 10, smallest: 8 },
        ...{ lines: 2, vertical: 'middle' },
        box: { x: 3, y: 1.5, width: 80, height: 6 },
      },
      {
        ...{ id: 'names', kind: 'names', order, align: 'left' },
        box: { x: 3, y: 8.2, width: 57, height: 28.8 },
      },
      { id: 'qr', kind: 'qr', box: { x: 61, y: 9.5, width: 25, height: 25 } },
      {
        ...{ id: 'dates', kind: 'text', source: 'dates', largest: 9, smallest: 8, lines: 2 },
        ...{ vertical: 'bottom' },
        box: { x: 3, y: 38.5, width: 43, height: 6 },
      },
      {
        ...{ id: 'serial', kind: 'text', source: 'serial', weight: 'bold', largest: 9 },
        ...{ smallest: 8, align: 'right', vertical: 'bottom' },
        box: { x: 47, y: 38.5, width: 36, height: 6 },
      },
      { id: 'strip', kind: 'strip', box: { x: 0, y: 45.5, width: 86, height: 8.5 } },
    ],
  });
}

interface Portrait {
  id: string;
  name: string;
  size: { width: number; height: number };
}

const large: Portrait = {
  id: '102x152',
  name: '102 × 152 mm',
  size: { width: 102, height: 152 },
};
const a6: Portrait = { id: 'a6', name: 'A6', size: { width: 105, height: 148 } };
const medium: Portrait = { id: '90x130', name: '90 × 130 mm', size: { width: 90, height: 130 } };

function portraitOf({ id, name, size }: Portrait, order: Order): BadgeTemplate {
  return badgeTemplateSchema.parse({
    formatVersion: 1,
    id: idOf(id, order),
    name: `${name}${orderWords[order]}`,
    size,
    fields: portraitFields(size, order),
  });
}

function foldOf({ id, name, size }: Portrait, order: Order): BadgeTemplate {
  return badgeTemplateSchema.parse({
    formatVersion: 1,
    id: idOf(`${id}-fold`, order),
    name: `${name}, folded${orderWords[order]}`,
    size,
    sides: 'fold',
    fields: [...portraitFields(size, order), ...backFields(size)],
  });
}

function withPhoto({ id, name, size }: Portrait): BadgeTemplate {
  return badgeTemplateSchema.parse({
    formatVersion: 1,
    id: `${id}-photo`,
    name: `${name}, with photo`,
    size,
    fields: photoFields(size),
  });
}

/** The template of the 80 mm roll, which every new printer starts with. */
export const rollTemplate: BadgeTemplate = rollOf('protocol');

/** Templates that every station has. */
export const defaultTemplates: readonly BadgeTemplate[] = [
  rollTemplate,
  rollOf('informal'),
  ...[large, a6, medium].flatMap((each) => orders.map((order) => portraitOf(each, order))),
  ...orders.map(cardOf),
  ...[large, a6].flatMap((each) => orders.map((order) => foldOf(each, order))),
  withPhoto(large),
];
