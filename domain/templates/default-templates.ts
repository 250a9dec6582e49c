import type { z } from 'zod';
import { type BadgeTemplate, badgeTemplateSchema, type TemplateBox } from './badge-template.ts';
import {
  card,
  cardOf,
  cardWithBack,
  cr80,
  idOf,
  type Order,
  orders,
  orderWords,
} from './card-templates.ts';

type Field = z.input<typeof badgeTemplateSchema>['fields'][number];
type Size = BadgeTemplate['size'];

/** A QR code of 25 mm plus its quiet zone: 8 dots per module at 203 dpi, 12 at 300 dpi. */
const qrSide = 33;
/** The quiet zone at that size. */
const quiet = 4;
/** The slot for the lanyard's hook is punched into the uppermost millimetres. */
const slot = 9;

/** Height of the serial below the QR code. */
const serialHeight = 3.4;
/** Fits a serial of 8 pt and the mark of a second print beside it. */
const serialWidth = 36;

/** The lines that the upright badges of every size share, in millimetres. */
interface Lines {
  margin: number;
  /** Width between the margins. */
  inner: number;
  eventHeight: number;
  rule: number;
  stripTop: number;
  /** The box of the QR code. Its symbol ends at the right margin. */
  qr: TemplateBox;
  namesTop: number;
}

function linesOf({ width, height }: Size): Lines {
  const margin = Math.round(width * 0.06);
  const eventHeight = Math.round(height * 0.085);
  const rule = slot + eventHeight + 1;
  const stripTop = height - Math.round(height * 0.09);
  const inner = width - 2 * margin;
  const qr = {
    x: width - margin + quiet - qrSide,
    y: stripTop - 1 - serialHeight - qrSide,
    width: qrSide,
    height: qrSide,
  };
  return { margin, inner, eventHeight, rule, stripTop, qr, namesTop: rule + 3 };
}

/** One side of an upright badge: event, names, zones and days beside the QR code, serial, strip. */
function portraitFields(size: Size, order: 'protocol' | 'informal'): Field[] {
  const lines = linesOf(size);
  const { margin, qr, namesTop } = lines;
  return [
    ...head(size, lines, 'front'),
    {
      id: 'names',
      kind: 'names',
      order,
      align: 'left',
      box: { x: margin, y: namesTop, width: lines.inner, height: qr.y - namesTop },
    },
    ...besideQr(margin, qr, 12),
    ...tail(size, lines),
  ];
}

/** Zones and days share the height of the symbol. */
function besideQr(x: number, qr: TemplateBox, largest: number): Field[] {
  const width = qr.x - x;
  const top = qr.y + quiet;
  const height = qr.height - 2 * quiet;
  return [
    {
      id: 'zones',
      kind: 'text',
      source: 'zones',
      weight: 'bold',
      smallest: 9,
      lines: 3,
      largest: largest + 2,
      box: { x, y: top, width, height: height * 0.55 },
    },
    {
      id: 'dates',
      kind: 'text',
      source: 'dates',
      smallest: 8,
      lines: 2,
      largest,
      vertical: 'bottom',
      box: { x, y: top + height * 0.58, width, height: height * 0.42 },
    },
  ];
}

/** The portrait is on the left of the QR code, with zones and days between them. */
function photoFields(size: Size): Field[] {
  const lines = linesOf(size);
  const { margin, qr, namesTop } = lines;
  const bottom = qr.y + qrSide - quiet;
  const photo = { x: margin, y: bottom - 36, width: 27, height: 36 };
  return [
    ...head(size, lines, 'front'),
    {
      id: 'names',
      kind: 'names',
      order: 'protocol',
      align: 'left',
      box: { x: margin, y: namesTop, width: lines.inner, height: photo.y - 3.5 - namesTop },
    },
    { id: 'photo', kind: 'photo', box: photo },
    ...besideQr(photo.x + photo.width + 3, qr, 10),
    ...tail(size, lines),
  ];
}

/** The back: holder, days, zones, serial, and the return address. */
function backFields(size: Size): Field[] {
  const lines = linesOf(size);
  const { margin: x, inner: width, namesTop, stripTop } = lines;
  const side = 'back';
  const text = { kind: 'text', side, vertical: 'middle' } as const;
  const step = (stripTop - namesTop) / 10;
  const at = (from: number, to: number): TemplateBox => ({
    x,
    width,
    y: namesTop + from * step,
    height: (to - from) * step,
  });
  return [
    ...head(size, lines, side),
    {
      ...text,
      id: 'back-name',
      source: 'printedName',
      weight: 'bold',
      largest: 36,
      smallest: 11,
      lines: 2,
      box: at(0, 1.8),
    },
    {
      ...text,
      id: 'back-delegation',
      source: 'delegation',
      largest: 24,
      smallest: 10,
      lines: 2,
      box: at(2, 3.3),
    },
    { id: 'back-line', kind: 'rule', side, box: { x, y: at(3.7, 4).y, width, height: 0.4 } },
    {
      ...text,
      id: 'back-dates',
      source: 'dates',
      weight: 'bold',
      largest: 22,
      smallest: 11,
      lines: 2,
      box: at(4.1, 6),
    },
    {
      ...text,
      id: 'back-zones',
      source: 'zones',
      largest: 22,
      smallest: 10,
      lines: 3,
      box: at(6.1, 8),
    },
    {
      ...text,
      id: 'back-found',
      source: 'fixed',
      text: 'If found, please return to the registration desk / Si vous trouvez ce badge, merci de le rapporter à l’accueil',
      largest: 11,
      smallest: 8,
      lines: 4,
      box: at(8.1, 9.6),
    },
    {
      ...text,
      id: 'back-serial',
      source: 'serial',
      weight: 'bold',
      largest: 16,
      smallest: 10,
      box: { x, y: stripTop + 1, width, height: size.height - stripTop - 4 },
    },
  ];
}

function head(size: Size, lines: Lines, side: 'front' | 'back'): Field[] {
  const { margin: x, inner: width, eventHeight, rule } = lines;
  const prefix = side === 'back' ? 'back-' : '';
  return [
    {
      id: `${prefix}event`,
      kind: 'text',
      side,
      source: 'event',
      weight: 'bold',
      largest: size.width > 95 ? 18 : 16,
      smallest: 9,
      lines: 3,
      vertical: 'middle',
      box: { x, y: slot, width, height: eventHeight },
    },
    { id: `${prefix}rule`, kind: 'rule', side, box: { x, y: rule, width, height: 0.4 } },
  ];
}

/** Small, with its right end below that of the QR code. The mark of a second print precedes it. */
function serial(right: number, top: number): Field {
  return {
    id: 'serial',
    kind: 'text',
    source: 'serial',
    largest: 9,
    smallest: 8,
    align: 'right',
    vertical: 'middle',
    box: { x: right - serialWidth, y: top, width: serialWidth, height: serialHeight },
  };
}

function tail(size: Size, { margin, qr, stripTop }: Lines): Field[] {
  return [
    { id: 'qr', kind: 'qr', box: qr },
    serial(size.width - margin, qr.y + qr.height),
    {
      id: 'strip',
      kind: 'strip',
      box: { x: 0, y: stripTop, width: size.width, height: size.height - stripTop },
    },
  ];
}

interface Roll {
  id: string;
  /** Width of the paper, in millimetres. */
  paper: number;
  size: Size;
}
/** 72 mm are printable, and the standard holder is 80 × 100 mm. */
const roll80: Roll = { id: 'roll-80', paper: 80, size: { width: 72, height: 100 } };
/** 58 mm are printable, and 92 mm of a label of 62 × 100 mm. */
const roll62: Roll = { id: 'roll-62', paper: 62, size: { width: 58, height: 92 } };

/** The QR code is below the names on the right, with zones and days beside it. */
function rollOf({ id, paper, size }: Roll, order: Order): BadgeTemplate {
  const inner = size.width - 6;
  const stripTop = size.height - 10;
  const qr = { x: size.width - 29, y: stripTop - 29 - serialHeight - 0.6, width: 29, height: 29 };
  return badgeTemplateSchema.parse({
    formatVersion: 1,
    id: idOf(id, order),
    name: `${paper} mm roll${orderWords[order]}`,
    size,
    fields: [
      {
        id: 'event',
        kind: 'text',
        source: 'event',
        weight: 'bold',
        largest: 13,
        smallest: 8,
        lines: 2,
        vertical: 'middle',
        box: { x: 3, y: 1.5, width: inner, height: 8 },
      },
      { id: 'rule', kind: 'rule', box: { x: 3, y: 10.2, width: inner, height: 0.3 } },
      {
        id: 'names',
        kind: 'names',
        order,
        align: 'left',
        box: { x: 3, y: 12, width: inner, height: qr.y - 12 },
      },
      { id: 'qr', kind: 'qr', box: qr },
      ...besideQr(3, qr, 10),
      serial(size.width - 3, qr.y + qr.height),
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

/**
 * The area of a die-cut label of 102 × 152 mm that a Brother printer prints: 1,164 × 1,660 dots.
 */
const brotherLabel: Portrait = {
  id: 'brother-102x152',
  name: 'Brother label 102 × 152 mm',
  size: { width: 97, height: 138 },
};

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

/**
 * The template of the 80 mm roll, with which every new printer starts. Like the others it is built
 * on first use: a station starts without them.
 */
export function rollTemplate(): BadgeTemplate {
  const [roll] = defaultTemplates();
  return roll;
}

let made: readonly [BadgeTemplate, ...BadgeTemplate[]] | null = null;

/** The templates that every station has. Returns the same objects at each call. */
export function defaultTemplates(): readonly [BadgeTemplate, ...BadgeTemplate[]] {
  made ??= [
    rollOf(roll80, 'protocol'),
    rollOf(roll80, 'informal'),
    ...orders.map((order) => rollOf(roll62, order)),
    ...[large, a6, medium, brotherLabel].flatMap((each) =>
      orders.map((order) => portraitOf(each, order)),
    ),
    ...orders.map((order) => cardOf(card, order)),
    ...orders.map((order) => cardOf(cr80, order)),
    ...[large, a6].flatMap((each) => orders.map((order) => foldOf(each, order))),
    withPhoto(large),
    ...orders.map(cardWithBack),
  ];
  return made;
}
