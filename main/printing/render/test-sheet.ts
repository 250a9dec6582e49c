import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import type { TestSheet } from '../../../domain/templates/test-sheet.ts';
import type { FontBook, FontWeight } from '../../../platform/fonts/font-book.ts';
import { hashBitmap, readBitmap } from './bitmap.ts';
import { drawFitted, type FittedText, fitText } from './fit-text.ts';
import type { DotBox } from './place-fields.ts';
import { maxDotsPerModule, minDotsPerModule, qrSymbol, quietZone } from './qr.ts';
import { readQrTexts } from './read-back.ts';
import { type BadgeLayout, RenderError, type RenderedBadge } from './renderer.ts';
import {
  drawBox,
  drawLines,
  drawRamp,
  drawRuler,
  drawSheetFrame,
  drawUpArrow,
  drawWidthArrow,
  maxTick,
} from './test-sheet-marks.ts';

/** Invented names, one or two per script; the delegation chooses the form of Han characters. */
const sampleNames: readonly (readonly [name: string, delegation: string])[] = [
  ['Zoë ŽIŽKOVÁ', ''],
  ['Þór ĞÜNEŞ-ŁĘC', ''],
  ['Nguyễn Bích PHƯỢNG', ''],
  ['Юрий Щёголев', ''],
  ['Ξένια Παπαΐδου', ''],
  ['عبد الرحمن القحطاني', ''],
  ['יעל כהן־לוי', ''],
  ['अमिताभ क्षेत्री', ''],
  ['শ্রাবন্তী রহমান', ''],
  ['சுப்பிரமணியம்', ''],
  ['สมชาย รัตนพร', ''],
  ['გიორგი ბერიძე', ''],
  ['Արամ Պետրոսյան', ''],
  ['አበበ በቀለ', ''],
  ['李博 欧阳', 'CN'],
  ['中村 浩 ・ さくら', 'JP'],
  ['김서연', 'KR'],
  ['林國豐', 'TW'],
];

/** Millimetres. */
const topRoom = 5.1;
const sideRoom = 4.8;
const numberSize = 1.9;
/** From the longest tick to its number. */
const numberGap = 0.35;
const gap = 1.6;
const nameHeight = 3.1;
const nameColumn = 19;
/** Width of the narrowest field of lines. */
const lineColumn = 9;
const greySteps = 10;
const thinnest = 1;
const thickest = 4;

/** Draws on a sheet from the top down; all in dots. */
interface Pen {
  context: SKRSContext2D;
  fonts: FontBook;
  /** Free space between the rulers; `top` moves down. */
  left: number;
  width: number;
  top: number;
  dotsPerMm: number;
  mm(millimetres: number): number;
  missing: Set<string>;
}

/**
 * Draws a test print: rulers in millimetres along the top and both sides, a frame at the edge of
 * the printable area, a ramp of greys, lines of 1 to 4 dots, names in many scripts, and QR symbols
 * of 6 and 8 dots per module, which are read back. It is as long as a badge of the printer's
 * template, or longer where it needs more; on a label it ends with the label. Call `openQrReader`
 * before. Throws RenderError if the QR symbols do not read back.
 */
export async function renderTestSheet(
  sheet: TestSheet,
  layout: BadgeLayout,
  fonts: FontBook,
): Promise<RenderedBadge> {
  const { widthDots: width, dotsPerMm } = layout;
  // Measured first on a scratch canvas: its length depends on its content.
  const scrap = penOn(createCanvas(width, 1).getContext('2d'), fonts, layout);
  drawAll(scrap, sheet, layout);
  const { size, sides } = layout.template;
  const badge = Math.round(size.height * (sides === 'fold' ? 2 : 1) * dotsPerMm);
  const wanted = Math.max(Math.ceil(scrap.top), badge);
  const height = Math.min(wanted, layout.maxRows ?? wanted);
  const context = createCanvas(width, height).getContext('2d');
  context.fillStyle = 'white';
  context.fillRect(0, 0, width, height);
  context.fillStyle = 'black';
  const pen = penOn(context, fonts, layout);
  for (const edge of ['top', 'left', 'right'] as const) {
    drawRuler(context, edge, { width, height }, dotsPerMm);
  }
  drawSheetFrame(context, { width, height });
  drawNumbers(pen, { width, height });
  const codes = drawAll(pen, sheet, layout);
  const bitmap = readBitmap(context, width, height);
  const read = await readQrTexts(bitmap);
  const lost = codes.filter((code) => !read.includes(code));
  if (lost.length > 0 && height === wanted) {
    throw new RenderError(`the test print's QR does not read back (${lost.join(', ')})`);
  }
  return { bitmap, sha256: hashBitmap(bitmap), missingGlyphs: [...pen.missing], findings: [] };
}

function penOn(context: SKRSContext2D, fonts: FontBook, layout: BadgeLayout): Pen {
  const mm = (millimetres: number): number => Math.round(millimetres * layout.dotsPerMm);
  context.lang = 'en';
  return {
    context,
    fonts,
    left: mm(sideRoom),
    width: layout.widthDots - 2 * mm(sideRoom),
    top: mm(topRoom),
    dotsPerMm: layout.dotsPerMm,
    mm,
    missing: new Set(),
  };
}

/** Draws everything between the rulers; returns the texts of the QR symbols. */
function drawAll(pen: Pen, sheet: TestSheet, layout: BadgeLayout): string[] {
  drawWidth(pen, layout);
  drawFacts(pen, sheet, layout);
  drawGreys(pen);
  drawFineLines(pen);
  drawNames(pen);
  return drawCodes(pen);
}

function fitted(
  pen: Pen,
  text: string,
  form: { weight?: FontWeight; width?: number; size: number; lines?: number; delegation?: string },
): FittedText {
  const { weight = 'regular', width = pen.width, size, lines = 1, delegation = '' } = form;
  const drawable = pen.fonts.drawable(text, weight, delegation);
  for (const character of drawable.missing) pen.missing.add(character);
  return fitText(pen.context, {
    drawable,
    weight,
    width,
    height: pen.mm(size * 1.25 * lines),
    maxSize: pen.mm(size),
    maxLines: lines,
  });
}

/** The centimetres at the rulers' long ticks, without the zeroes and those in a corner. */
function drawNumbers(pen: Pen, sheet: { width: number; height: number }): void {
  const away = pen.mm(maxTick + numberGap);
  const centimetre = 10 * pen.dotsPerMm;
  const room = pen.mm(2.6);
  for (let count = 1; count * centimetre < Math.max(sheet.width, sheet.height) - room; count += 1) {
    const number = fitted(pen, String(count), { size: numberSize, width: room });
    const at = count * centimetre;
    const half = Math.round(number.height / 2);
    if (at < sheet.width - 2 * room) {
      const box = { left: at - room, top: away, width: 2 * room };
      drawFitted(pen.context, number, { ...box, align: 'center' });
    }
    if (at > sheet.height - room) continue;
    const side = { top: at - half, width: room };
    drawFitted(pen.context, number, { ...side, left: away, align: 'left' });
    const right = sheet.width - away - room;
    drawFitted(pen.context, number, { ...side, left: right, align: 'right' });
  }
}

/** The printable width from edge to edge, as text. */
function drawWidth(pen: Pen, layout: BadgeLayout): void {
  const millimetres = Math.round((layout.widthDots / layout.dotsPerMm) * 10) / 10;
  const words = fitted(pen, `${millimetres} mm`, { weight: 'bold', size: 2.8 });
  pen.context.font = words.font;
  const wide = pen.context.measureText(words.lines[0] ?? '').width;
  const area: DotBox = { left: 0, top: pen.top, width: layout.widthDots, height: words.height };
  drawWidthArrow(pen.context, area, Math.ceil(wide) + pen.mm(2), pen.dotsPerMm);
  drawFitted(pen.context, words, { ...area, align: 'center' });
  pen.top += Math.ceil(words.height) + pen.mm(gap);
}

/** "2018-10-02 07:41 UTC". */
function timeWords(wall: number): string {
  return `${new Date(wall).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

function drawFacts(pen: Pen, sheet: TestSheet, layout: BadgeLayout): void {
  const dotsPerInch = Math.round(layout.dotsPerMm * 25.4);
  const facts = [
    sheet.model,
    sheet.address,
    `${layout.widthDots} dots · ${layout.dotsPerMm}/mm · ${dotsPerInch} dpi`,
    timeWords(sheet.wall),
  ];
  const arrow = { left: pen.left, top: pen.top, width: pen.mm(5), height: pen.mm(6) };
  drawUpArrow(pen.context, arrow);
  const left = pen.left + arrow.width + pen.mm(2);
  const width = pen.width - (left - pen.left);
  const lines = [
    fitted(pen, sheet.printerName, { weight: 'bold', size: 4.2, lines: 2, width }),
    ...facts.filter((fact) => fact !== '').map((fact) => fitted(pen, fact, { size: 2.6, width })),
  ];
  for (const line of lines) {
    drawFitted(pen.context, line, { left, top: pen.top, width, align: 'left' });
    pen.top += Math.ceil(line.height) + pen.mm(0.9);
  }
  pen.top += pen.mm(gap - 0.9);
}

function drawGreys(pen: Pen): void {
  const area = { left: pen.left, top: pen.top, width: pen.width, height: pen.mm(6) };
  drawRamp(pen.context, area, greySteps);
  drawBox(pen.context, area);
  pen.top += area.height + pen.mm(gap);
}

/** A field for each thickness, after its number of dots; side by side where there is space. */
function drawFineLines(pen: Pen): void {
  const count = thickest - thinnest + 1;
  const columns = Math.max(1, Math.min(count, Math.floor(pen.width / pen.mm(lineColumn))));
  const column = Math.floor(pen.width / columns);
  const height = pen.mm(5);
  const room = pen.mm(2.6);
  for (let index = 0; index < count; index += 1) {
    const thick = thinnest + index;
    const left = pen.left + (index % columns) * column;
    const label = fitted(pen, String(thick), { weight: 'bold', size: 3, width: room });
    drawFitted(pen.context, label, { left, top: pen.top, width: room, align: 'left' });
    const area = { left: left + room, top: pen.top, width: column - room - pen.mm(0.5), height };
    drawLines(pen.context, area, thick);
    if ((index + 1) % columns === 0 || index === count - 1) pen.top += height + pen.mm(gap);
  }
}

/** As many columns as fit; each name in the height of its row. */
function drawNames(pen: Pen): void {
  const columns = Math.max(1, Math.min(6, Math.floor(pen.width / pen.mm(nameColumn))));
  const column = Math.floor(pen.width / columns);
  const row = pen.mm(nameHeight * 1.25) + pen.mm(0.7);
  for (const [index, [name, delegation]] of sampleNames.entries()) {
    const width = column - pen.mm(1.5);
    const words = fitted(pen, name, { weight: 'bold', size: nameHeight, width, delegation });
    drawFitted(pen.context, words, {
      left: pen.left + (index % columns) * column,
      top: pen.top + Math.floor(index / columns) * row,
      width,
      align: 'left',
    });
  }
  pen.top += Math.ceil(sampleNames.length / columns) * row + pen.mm(gap);
}

/** One symbol per module size, with the size below; symbols wider than the paper are left out. */
function drawCodes(pen: Pen): string[] {
  const codes: string[] = [];
  let left = pen.left;
  let bottom = pen.top;
  for (const dots of [minDotsPerModule, maxDotsPerModule]) {
    const text = `LANYARD TEST ${dots}`;
    const symbol = qrSymbol(text);
    const side = (symbol.size + 2 * quietZone) * dots;
    if (side > pen.width) continue;
    if (left + side > pen.left + pen.width) {
      left = pen.left;
      pen.top = bottom;
    }
    for (let y = 0; y < symbol.size; y += 1) {
      for (let x = 0; x < symbol.size; x += 1) {
        if (!symbol.isDark(y, x)) continue;
        const across = left + (quietZone + x) * dots;
        pen.context.fillRect(across, pen.top + (quietZone + y) * dots, dots, dots);
      }
    }
    const label = fitted(pen, `${dots} dots`, { weight: 'bold', size: 2.6, width: side });
    const top = pen.top + side - quietZone * dots + pen.mm(0.8);
    drawFitted(pen.context, label, { left, top, width: side, align: 'center' });
    bottom = Math.max(bottom, pen.top + side, top + Math.ceil(label.height) + pen.mm(gap));
    left += side + pen.mm(gap);
    codes.push(text);
  }
  pen.top = bottom;
  return codes;
}
