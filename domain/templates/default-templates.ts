import type { z } from 'zod';
import { type BadgeTemplate, badgeTemplateSchema, type TemplateBox } from './badge-template.ts';
import { card, cardOf, cardWithBack, cr80 } from './card-templates.ts';
import { idOf, type Order, orders, orderWords } from './template-orders.ts';

type Field = z.input<typeof badgeTemplateSchema>['fields'][number];
type Size = BadgeTemplate['size'];

/** A QR of 25 mm with its quiet zone: 8 dots a module at 203 dpi, 12 at 300 dpi. */
const qrSide = 33;
/** White of the QR's own quiet zone at that size. */
const quiet = 4;
/** The slot of the lanyard's hook is punched into the uppermost millimetres. */
const slot = 9;

/** The lines that the upright badges of every size share, in millimetres. */
interface Lines {
  margin: number;
  /** Width between the margins. */
  inner: number;
  eventHeight: number;
  rule: number;
  stripTop: number;
  /** The QR's box; its symbol ends at the right margin. */
  qr: TemplateBox;
  namesTop: number;
}

function linesOf({ width, height }: Size): Lines {
  const margin = Math.round(width * 0.06);
  const eventHeight = Math.round(height * 0.07);
  const rule = slot + eventHeight + 1;
  const stripTop = height - Math.round(height * 0.09);
  const inner = width - 2 * margin;
  const qr = {
    x: width - margin + quiet - qrSide,
    y: stripTop - qrSide,
    width: qrSide,
    height: qrSide,
  };
  return { margin, inner, eventHeight, rule, stripTop, qr, namesTop: rule + 3.5 };
}

/** One side of an upright badge: event, names, days, zones and serial beside the QR, strip. */
function portraitFields(size: Size, order: 'protocol' | 'informal'): Field[] {
  const lines = linesOf(size);
  const { margin, qr, namesTop } = lines;
  const width = qr.x - margin;
  const top = qr.y + quiet;
  // Days, zones and serial share the height of the symbol.
  const third = (qrSide - 2 * quiet) / 3;
  return [
    ...head(size, lines, 'front'),
    {
      ...{ id: 'names', kind: 'names', order },
      box: { x: margin, y: namesTop, width: lines.inner, height: qr.y - namesTop },
    },
    {
      ...{ id: 'dates', kind: 'text', source: 'dates', largest: 12, smallest: 9, lines: 2 },
      box: { x: margin, y: top, width, height: third + 2 },
    },
    {
      ...{ id: 'zones', kind: 'text', source: 'zones', weight: 'bold', largest: 12, smallest: 9 },
      ...{ lines: 2, vertical: 'middle' },
      box: { x: margin, y: top + third + 2, width, height: third },
    },
    serial('serial', 'front', { x: margin, y: top + 2 * third + 2, width, height: third - 2 }),
    ...tail(size, lines),
  ];
}

/** The portrait is on the left of the QR, days and serial between the two. */
function photoFields(size: Size): Field[] {
  const lines = linesOf(size);
  const { margin, qr, namesTop } = lines;
  const bottom = qr.y + qrSide - quiet;
  const photo = { x: margin, y: bottom - 36, width: 27, height: 36 };
  const x = photo.x + photo.width + 3;
  const width = qr.x - x;
  return [
    ...head(size, lines, 'front'),
    {
      ...{ id: 'names', kind: 'names', order: 'protocol' },
      box: { x: margin, y: namesTop, width: lines.inner, height: photo.y - 3.5 - namesTop },
    },
    { id: 'photo', kind: 'photo', box: photo },
    {
      ...{ id: 'dates', kind: 'text', source: 'dates', largest: 10, smallest: 8, lines: 2 },
      box: { x, y: qr.y + quiet, width, height: 9 },
    },
    {
      ...{ id: 'zones', kind: 'text', source: 'zones', weight: 'bold', largest: 10, smallest: 8 },
      ...{ lines: 2, vertical: 'middle' },
      box: { x, y: qr.y + quiet + 9, width, height: 8 },
    },
    serial('serial', 'front', { x, y: bottom - 6, width, height: 6 }),
    ...tail(size, lines),
  ];
}

/** The back: whose badge it is, days, zones, serial, and where it belongs. */
function backFields(size: Size): Field[] {
  const lines = linesOf(size);
  const { margin: x, inner: width, namesTop, stripTop } = lines;
  const side = 'back';
  const centred = { kind: 'text', side, align: 'center', vertical: 'middle' } as const;
  const step = (stripTop - namesTop) / 10;
  const at = (from: number, to: number): TemplateBox => ({
    ...{ x, width },
    y: namesTop + from * step,
    height: (to - from) * step,
  });
  return [
    ...head(size, lines, side),
    {
      ...{ ...centred, id: 'back-name', source: 'printedName', weight: 'bold' },
      ...{ largest: 36, smallest: 11, lines: 2, box: at(0, 1.8) },
    },
    {
      ...{ ...centred, id: 'back-delegation', source: 'delegation' },
      ...{ largest: 24, smallest: 10, lines: 2, box: at(2, 3.3) },
    },
    { id: 'back-line', kind: 'rule', side, box: { x, y: at(3.7, 4).y, width, height: 0.4 } },
    {
      ...{ ...centred, id: 'back-dates', source: 'dates', weight: 'bold' },
      ...{ largest: 22, smallest: 11, lines: 2, box: at(4.1, 6) },
    },
    {
      ...{ ...centred, id: 'back-zones', source: 'zones' },
      ...{ largest: 22, smallest: 10, lines: 3, box: at(6.1, 8) },
    },
    {
      ...{ ...centred, id: 'back-found', source: 'fixed' },
      text: 'If found, please return to the registration desk / Si vous trouvez ce badge, merci de le rapporter à l’accueil',
      ...{ largest: 11, smallest: 8, lines: 4, box: at(8.1, 9.6) },
    },
    {
      ...{ ...centred, id: 'back-serial', source: 'serial', weight: 'bold' },
      ...{ largest: 16, smallest: 10 },
      box: { x, y: stripTop + 1, width, height: size.height - stripTop - 4 },
    },
  ];
}

function head(size: Size, lines: Lines, side: 'front' | 'back'): Field[] {
  const { margin: x, inner: width, eventHeight, rule } = lines;
  const prefix = side === 'back' ? 'back-' : '';
  return [
    {
      ...{ id: `${prefix}event`, kind: 'text', side, source: 'event', weight: 'bold' },
      ...{ largest: size.width > 95 ? 16 : 14, smallest: 9, lines: 2 },
      ...{ align: 'center', vertical: 'middle' },
      box: { x, y: slot, width, height: eventHeight },
    },
    { id: `${prefix}rule`, kind: 'rule', side, box: { x, y: rule, width, height: 0.4 } },
  ];
}

function serial(id: string, side: 'front' | 'back', box: TemplateBox): Field {
  return {
    ...{ id, kind: 'text', side, source: 'serial', weight: 'bold', largest: 12, smallest: 8 },
    ...{ vertical: 'bottom', box },
  };
}

function tail(size: Size, { qr, stripTop }: Lines): Field[] {
  return [
    { id: 'qr', kind: 'qr', box: qr },
    {
      ...{ id: 'strip', kind: 'strip' },
      box: { x: 0, y: stripTop, width: size.width, height: size.height - stripTop },
    },
  ];
}

interface Roll {
  id: string;
  /** Of the paper, in millimetres. */
  paper: number;
  size: Size;
}
/** 72 mm are printable, and the usual holder is 80 × 100 mm. */
const roll80: Roll = { id: 'roll-80', paper: 80, size: { width: 72, height: 100 } };
/** 58 mm are printable, and 92 mm of a label of 62 × 100 mm. */
const roll62: Roll = { id: 'roll-62', paper: 62, size: { width: 58, height: 92 } };

/** The QR is below the names on the right, with days, zones and serial beside it. */
function rollOf({ id, paper, size }: Roll, order: Order): BadgeTemplate {
  const inner = size.width - 6;
  const stripTop = size.height - 10;
  const qr = { x: size.width - 29, y: stripTop - 29, width: 29, height: 29 };
  const beside = { x: 3, width: qr.x - 3 };
  return badgeTemplateSchema.parse({
    formatVersion: 1,
    id: idOf(id, order),
    name: `${paper} mm roll${orderWords[order]}`,
    size,
    fields: [
      {
        ...{ id: 'event', kind: 'text', source: 'event', weight: 'bold', largest: 11, smallest: 8 },
        ...{ lines: 2, align: 'center', vertical: 'middle' },
        box: { x: 3, y: 1.5, width: inner, height: 6.7 },
      },
      { id: 'rule', kind: 'rule', box: { x: 3, y: 8.6, width: inner, height: 0.3 } },
      { id: 'names', kind: 'names', order, box: { x: 3, y: 11, width: inner, height: qr.y - 11 } },
      { id: 'qr', kind: 'qr', box: qr },
      {
        ...{ id: 'dates', kind: 'text', source: 'dates', largest: 9.6, smallest: 8, lines: 2 },
        box: { ...beside, y: qr.y + 3.5, height: 8.5 },
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
        box: { ...beside, y: qr.y + 12.5, height: 8 },
      },
      {
        ...{ id: 'serial', kind: 'text', source: 'serial', weight: 'bold', largest: 10.2 },
        ...{ smallest: 8, vertical: 'bottom' },
        box: { ...beside, y: qr.y + 21, height: 4.5 },
      },
      { id: 'strip', kind: 'strip', box: { x: 0, y: stripTop, width: size.width, height: 10 } },
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
export const rollTemplate: BadgeTemplate = rollOf(roll80, 'protocol');

/** Templates that every station has. */
export const defaultTemplates: readonly BadgeTemplate[] = [
  rollTemplate,
  rollOf(roll80, 'informal'),
  ...orders.map((order) => rollOf(roll62, order)),
  ...[large, a6, medium].flatMap((each) => orders.map((order) => portraitOf(each, order))),
  ...orders.map((order) => cardOf(card, order)),
  ...orders.map((order) => cardOf(cr80, order)),
  ...[large, a6].flatMap((each) => orders.map((order) => foldOf(each, order))),
  withPhoto(large),
  ...orders.map(cardWithBack),
];
