import type { z } from 'zod';
import type { BadgeTemplate, badgeTemplateSchema, TemplateBox } from './badge-template.ts';

type Field = z.input<typeof badgeTemplateSchema>['fields'][number];
type Size = BadgeTemplate['size'];

/** A QR of 25 mm with its quiet zone: 8 dots a module at 203 dpi, 12 at 300 dpi. */
const qrSide = 33;
/** White of the QR's own quiet zone at that size. */
const quiet = 4;
/** The slot of the lanyard's hook is punched into the uppermost millimetres. */
const slot = 9;

/** The lines that the standing badges of every size share, in millimetres. */
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

/** One side of a standing badge: event, names, days, zones and serial beside the QR, strip. */
export function portraitFields(size: Size, order: 'protocol' | 'informal'): Field[] {
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

/** The portrait stands on the left of the QR, days and serial between the two. */
export function photoFields(size: Size): Field[] {
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
export function backFields(size: Size): Field[] {
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
