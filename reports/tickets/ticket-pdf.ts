import { PDFDocument } from '@napi-rs/canvas';
import QRCode from 'qrcode';
import type { KioskLanguage } from '../../domain/base/language.ts';
import type { IssuedTicket } from '../../domain/tickets/tickets-file.ts';
import { type FontBook, openFontBook } from '../../fonts/font-book.ts';
import { findFontFolder } from '../../fonts/font-folder.ts';
import { baseline, leading, paperOf } from '../write/pdf/paper.ts';
import {
  type Pen,
  penOn,
  type SetLine,
  type TextStyle,
  TypeSetter,
} from '../write/pdf/type-setter.ts';
import { contentOf, type TicketContent, type TicketEvent } from './ticket-content.ts';

const paper = paperOf('upright');
/** A ticket is laid out on A6 (105 × 148 mm), in points: four to a page of A4, or one enlarged. */
const area = { width: paper.width / 2, height: paper.height / 2 };
const edge = 20;
/** Side of the code with its quiet zone: 53 mm, read by a phone's length of arm. */
const codeSide = 150;
/** Where names are long: 35 mm, a module of 1 mm, or 0.8 mm where the code is signed. */
const leastCodeSide = 99;
/** Modules of white around a QR code (ISO/IEC 18004, 5.3.8). */
const quietZone = 4;
const ink = '#111111';
const soft = '#555555';
const cut = '#c4c4c4';

/** Loaded with the first tickets. */
let fonts: FontBook | null = null;

type PdfContext = ReturnType<PDFDocument['beginPage']>;

/**
 * Tickets as one PDF on A4, each in its holder's language, with the bundled fonts.
 *
 * @param perPage one to a page, or four with lines to cut along
 * @param fallback language of who has none, or one in which there are no tickets
 */
export async function ticketPdf(
  tickets: readonly IssuedTicket[],
  event: TicketEvent,
  { perPage, fallback }: { perPage: 1 | 4; fallback: KioskLanguage },
): Promise<Uint8Array> {
  fonts ??= openFontBook(findFontFolder(import.meta.dirname));
  const setter = new TypeSetter(fonts);
  const content = contentOf(event, fallback);
  const document = new PDFDocument({ title: event.name.en, creator: 'Lanyard' });
  for (let first = 0; first < tickets.length; first += perPage) {
    const context = document.beginPage(paper.width, paper.height);
    if (perPage === 4) drawCuts(context);
    for (const [place, ticket] of tickets.slice(first, first + perPage).entries()) {
      context.save();
      if (perPage === 1) context.scale(2, 2);
      else context.translate((place % 2) * area.width, Math.floor(place / 2) * area.height);
      drawTicket(context, setter, ticket, content(ticket));
      context.restore();
    }
    document.endPage();
    if ((first / perPage) % 5 === 4) await new Promise((resolve) => setImmediate(resolve));
  }
  return new Uint8Array(document.close());
}

/** A text of a ticket. */
interface Row {
  text: string;
  style: TextStyle & { most: number };
  isSoft?: boolean;
  /** Points of white before it. */
  gap?: number;
}

/** Lines of rows one below the other, all in the middle, and their height in points. */
interface Column {
  rows: { lines: readonly SetLine[]; size: number; isSoft: boolean; gap: number }[];
  height: number;
}

const small = { size: 8, weight: 'regular', most: 1 } as const;

function drawTicket(
  context: PdfContext,
  setter: TypeSetter,
  { delegate, code, letters = code }: IssuedTicket,
  words: TicketContent,
): void {
  const pen = penOn(context);
  const set = (rows: readonly Row[]): Column => setRows(setter, rows, delegate.delegation);
  const above = set([
    { text: words.heading, style: small, isSoft: true },
    { text: words.event, style: { size: 14, weight: 'bold', most: 2 } },
    { text: words.days, style: small, isSoft: true },
    { text: words.place, style: { ...small, most: 2 }, isSoft: true },
  ]);
  const below = set([
    { text: words.code, style: small, isSoft: true },
    { text: letters, style: { size: 9, weight: 'regular', most: 1 } },
    { text: delegate.title, style: { size: 10, weight: 'regular', most: 1 }, gap: 6 },
    { text: delegate.printedName, style: { size: 19, weight: 'bold', most: 2 } },
    { text: delegate.nativeName, style: { size: 13, weight: 'regular', most: 1 } },
    { text: words.delegation, style: { size: 10, weight: 'regular', most: 2 }, gap: 2 },
    { text: words.category, style: { size: 9, weight: 'regular', most: 1 }, isSoft: true },
  ]);
  const foot = set([
    { text: words.foot, style: { size: 7.5, weight: 'regular', most: 3 }, isSoft: true },
  ]);
  const footTop = area.height - edge - foot.height;
  const room = footTop - edge - above.height - below.height - 10;
  const side = Math.max(leastCodeSide, Math.min(codeSide, room));
  drawRows(context, pen, above, edge);
  const codeTop = edge + above.height + 2;
  drawCode(context, code, { x: (area.width - side) / 2, y: codeTop, side });
  drawRows(context, pen, below, codeTop + side + 2);
  drawRows(context, pen, foot, footTop);
}

function setRows(setter: TypeSetter, rows: readonly Row[], delegation: string): Column {
  const set = rows.flatMap(({ text, style, isSoft = false, gap = 0 }) => {
    if (text === '') return [];
    const { lines, size } = setter.fitting(text, area.width - 2 * edge, style, delegation);
    return [{ lines, size, isSoft, gap }];
  });
  const height = set.reduce((sum, row) => sum + row.gap + row.lines.length * row.size * leading, 0);
  return { rows: set, height };
}

function drawRows(context: PdfContext, pen: Pen, { rows }: Column, top: number): void {
  let y = top;
  for (const { lines, size, isSoft, gap } of rows) {
    context.fillStyle = isSoft ? soft : ink;
    y += gap;
    for (const line of lines) {
      pen.draw(line, { x: area.width / 2, y: y + size * baseline, align: 'center' });
      y += size * leading;
    }
  }
}

/** A QR code of error correction level M; a row's dark modules are one box where they touch. */
function drawCode(
  context: PdfContext,
  code: string,
  { x, y, side }: { x: number; y: number; side: number },
): void {
  const { modules } = QRCode.create(code, { errorCorrectionLevel: 'M' });
  const { size } = modules;
  const module = side / (size + 2 * quietZone);
  context.fillStyle = '#ffffff';
  context.fillRect(x, y, side, side);
  context.fillStyle = '#000000';
  for (let row = 0; row < size; row += 1) {
    for (let start = 0; start < size; start += 1) {
      if (modules.get(row, start) === 0) continue;
      let end = start;
      while (end < size && modules.get(row, end) !== 0) end += 1;
      const [left, top] = [x + (start + quietZone) * module, y + (row + quietZone) * module];
      // Higher by a hair, so that no viewer shows a seam between two rows.
      context.fillRect(left, top, (end - start) * module, module * 1.02);
      start = end;
    }
  }
}

function drawCuts(context: PdfContext): void {
  context.fillStyle = cut;
  context.fillRect(area.width - 0.25, 0, 0.5, paper.height);
  context.fillRect(0, area.height - 0.25, paper.width, 0.5);
}
