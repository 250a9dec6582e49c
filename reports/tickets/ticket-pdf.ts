import { createCanvas, PDFDocument, type SKRSContext2D } from '@napi-rs/canvas';
import QRCode from 'qrcode';
import { englishName } from '../../domain/base/language.ts';
import type { IssuedTicket } from '../../domain/tickets/tickets-file.ts';
import { openFontBook } from '../../platform/fonts/font-book.ts';
import { findFontFolder } from '../../platform/fonts/font-folder.ts';
import { baseline, leading, paperOf } from '../write/pdf/paper.ts';
import {
  type PageContext,
  type Pen,
  penOn,
  type SetLine,
  type TextStyle,
  TypeSetter,
} from '../write/pdf/type-setter.ts';
import {
  contentOf,
  type TicketContent,
  type TicketEvent,
  type TicketLook,
} from './ticket-content.ts';

const paper = paperOf('upright');
/** Points. A ticket is laid out on A6 (105 × 148 mm): four per A4 page, or one enlarged. */
const area = { width: paper.width / 2, height: paper.height / 2 };
const edge = 20;
/** Side of the code with its quiet zone, in points: 53 mm, which a phone reads at arm's length. */
const codeSide = 150;
/**
 * The side where names or texts are long: 35 mm, with modules of 1 mm, or of 0.8 mm if the code is
 * signed.
 */
const minCodeSide = 99;
/** White above and below the code, in points. */
const codeGap = 2;
/** White modules around a QR code (ISO/IEC 18004, 5.3.8). */
const quietZone = 4;
/**
 * Max size of a logo in points. It is smaller where texts are long; below 12 points it would show
 * nothing.
 */
const logoBox = { width: 180, height: 40 };
const minLogo = 12;
const gap = 6;
const textSizes = [7.5, 7, 6.5, 6] as const;
const ink = '#111111';
const soft = '#555555';

/** A ticket's page: the canvas of a PDF or of a picture. */
export type TicketContext = PageContext & Pick<SKRSContext2D, 'drawImage'>;

interface Row {
  text: string;
  style: TextStyle & { most: number };
  isSoft?: boolean;
  /** Points of white before it. */
  gap?: number;
}

/** Centred rows with their lines, and the total height in points. */
interface Column {
  rows: { lines: readonly SetLine[]; size: number; isSoft: boolean; gap: number }[];
  height: number;
}

const small = { size: 8, weight: 'regular', most: 1 } as const;

/**
 * Draws one ticket from the upper left corner of its area.
 *
 * @returns whether it holds the whole text of the design; the e-mail has the whole text in any case
 */
function drawTicket(
  context: TicketContext,
  setter: TypeSetter,
  { delegate, code, letters = code }: IssuedTicket,
  { words, logo }: { words: TicketContent; logo: TicketLook['logo'] },
): boolean {
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
    { text: delegate.title, style: { size: 10, weight: 'regular', most: 1 }, gap },
    { text: delegate.printedName, style: { size: 19, weight: 'bold', most: 2 } },
    { text: delegate.nativeName, style: { size: 13, weight: 'regular', most: 1 } },
    { text: words.delegation, style: { size: 10, weight: 'regular', most: 2 }, gap: 2 },
    { text: words.category, style: { size: 9, weight: 'regular', most: 1 }, isSoft: true },
  ]);
  const foot = set([
    { text: words.foot, style: { size: 7.5, weight: 'regular', most: 3 }, isSoft: true },
  ]);
  const footTop = area.height - edge - foot.height;
  const room = footTop - edge - above.height - below.height - 2 * codeGap - gap;
  const spare = Math.max(0, room - minCodeSide);
  const text = setText(setter, words.text, spare - (logo === null ? 0 : minLogo + gap));
  const logoHeight = Math.min(logoBox.height, spare - text.column.height - gap);
  const showsLogo = logo !== null && logoHeight >= minLogo;
  const taken = text.column.height + (showsLogo ? logoHeight + gap : 0);
  const side = Math.max(minCodeSide, Math.min(codeSide, room - taken));
  let y = edge;
  if (showsLogo) {
    drawLogo(context, logo, { top: y, height: logoHeight });
    y += logoHeight + gap;
  }
  drawRows(context, pen, above, y);
  y += above.height + codeGap;
  drawCode(context, code, { x: (area.width - side) / 2, y, side });
  y += side + codeGap;
  drawRows(context, pen, below, y);
  y += below.height;
  // Centred in the remaining space, so that the distance of person and foot is never arbitrary.
  drawRows(context, pen, text.column, y + Math.max(0, footTop - y - text.column.height) / 2);
  drawRows(context, pen, foot, footTop);
  return text.isWhole;
}

/** The design's text in the largest size that fits this height; else its first lines. */
function setText(setter: TypeSetter, text: string, height: number) {
  const none: Column = { rows: [], height: 0 };
  if (text === '') return { column: none, isWhole: true };
  const width = area.width - 2 * edge;
  for (const size of textSizes) {
    const lines = setter.lines(text, width, { size, weight: 'regular' });
    const fitting = Math.floor((height - gap) / (size * leading));
    const isWhole = lines.length <= fitting;
    if (!isWhole && size !== textSizes.at(-1)) continue;
    const shown = Math.max(0, Math.min(lines.length, fitting));
    const last = lines[shown - 1];
    if (last === undefined) break;
    const end = isWhole ? last : { ...last, text: `${last.text}…` };
    const rows = [{ lines: [...lines.slice(0, shown - 1), end], size, isSoft: false, gap }];
    return { column: { rows, height: gap + shown * size * leading }, isWhole };
  }
  return { column: none, isWhole: false };
}

function setRows(setter: TypeSetter, rows: readonly Row[], delegation: string): Column {
  const set = rows.flatMap(({ text, style, isSoft = false, gap: before = 0 }) => {
    if (text === '') return [];
    const { lines, size } = setter.fitting(text, area.width - 2 * edge, style, delegation);
    return [{ lines, size, isSoft, gap: before }];
  });
  const height = set.reduce((sum, row) => sum + row.gap + row.lines.length * row.size * leading, 0);
  return { rows: set, height };
}

function drawRows(context: TicketContext, pen: Pen, { rows }: Column, top: number): void {
  let y = top;
  for (const row of rows) {
    context.fillStyle = row.isSoft ? soft : ink;
    y += row.gap;
    for (const line of row.lines) {
      pen.draw(line, { x: area.width / 2, y: y + row.size * baseline, align: 'center' });
      y += row.size * leading;
    }
  }
}

function drawLogo(
  context: TicketContext,
  logo: NonNullable<TicketLook['logo']>,
  { top, height }: { top: number; height: number },
): void {
  const scale = Math.min(logoBox.width / logo.width, height / logo.height);
  const [width, tall] = [logo.width * scale, logo.height * scale];
  context.drawImage(logo, (area.width - width) / 2, top + (height - tall) / 2, width, tall);
}

/** A QR code of error correction level M. Adjacent dark modules of a row form one box. */
function drawCode(
  context: TicketContext,
  code: string,
  { x, y, side }: { x: number; y: number; side: number },
): void {
  const { modules } = QRCode.create(code, { errorCorrectionLevel: 'M' });
  const { size } = modules;
  // Half points are whole pixels of a picture, so that no edge of a module is grey.
  const module = Math.floor((2 * side) / (size + 2 * quietZone)) / 2;
  const white = (side - module * size) / 2;
  const snapped = (at: number): number => Math.round(2 * (at + white)) / 2;
  const [startX, startY] = [snapped(x), snapped(y)];
  context.fillStyle = '#ffffff';
  context.fillRect(x, y, side, side);
  context.fillStyle = '#000000';
  for (let row = 0; row < size; row += 1) {
    for (let start = 0; start < size; start += 1) {
      if (modules.get(row, start) === 0) continue;
      let end = start;
      while (end < size && modules.get(row, end) !== 0) end += 1;
      const [left, top] = [startX + start * module, startY + row * module];
      // Slightly higher, so that no viewer shows a seam between two rows.
      context.fillRect(left, top, (end - start) * module, module * 1.02);
      start = end;
    }
  }
}

const cut = '#c4c4c4';
/** Pixels per point. Each module of a code has at least six pixels. */
const pictureScale = 2;

/** Has the fonts, loaded with the first tickets, and the texts that many tickets share. */
let setter: TypeSetter | null = null;

function sharedSetter(): TypeSetter {
  setter ??= new TypeSetter(openFontBook(findFontFolder(import.meta.dirname)));
  return setter;
}

/**
 * Tickets as one PDF on A4, each in its holder's language, with the bundled fonts.
 *
 * @param perPage one per page, or four with lines to cut along
 * @param onDone called after some pages, with the number of tickets done so far
 */
export async function ticketPdf(
  tickets: readonly IssuedTicket[],
  event: TicketEvent,
  {
    perPage,
    look,
    onDone = () => undefined,
  }: {
    perPage: 1 | 4;
    look: TicketLook;
    onDone?: (done: number) => void;
  },
): Promise<Uint8Array> {
  const content = contentOf(event, look.design);
  const document = new PDFDocument({ title: englishName(event), creator: 'Lanyard' });
  for (let first = 0; first < tickets.length; first += perPage) {
    // The declared type is too narrow: this context draws pictures like any other canvas.
    const context = document.beginPage(paper.width, paper.height) as unknown as SKRSContext2D;
    if (perPage === 4) drawCuts(context);
    for (const [place, ticket] of tickets.slice(first, first + perPage).entries()) {
      context.save();
      if (perPage === 1) context.scale(2, 2);
      else context.translate((place % 2) * area.width, Math.floor(place / 2) * area.height);
      drawTicket(context, sharedSetter(), ticket, { words: content(ticket), logo: look.logo });
      context.restore();
    }
    document.endPage();
    if ((first / perPage) % 5 < 4) continue;
    onDone(Math.min(first + perPage, tickets.length));
    await new Promise((resolve) => setImmediate(resolve));
  }
  return new Uint8Array(document.close());
}

/**
 * A ticket as an A6 PNG, for messages and web pages. `isWhole` as {@link drawTicket} returns it.
 */
export async function ticketPicture(
  ticket: IssuedTicket,
  event: TicketEvent,
  look: TicketLook,
): Promise<{ png: Uint8Array<ArrayBuffer>; isWhole: boolean }> {
  const canvas = createCanvas(
    Math.round(area.width * pictureScale),
    Math.round(area.height * pictureScale),
  );
  const context = canvas.getContext('2d');
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.scale(pictureScale, pictureScale);
  context.imageSmoothingQuality = 'high';
  const words = contentOf(event, look.design)(ticket);
  const isWhole = drawTicket(context, sharedSetter(), ticket, { words, logo: look.logo });
  return { png: new Uint8Array(await canvas.encode('png')), isWhole };
}

function drawCuts(context: TicketContext): void {
  context.fillStyle = cut;
  context.fillRect(area.width - 0.25, 0, 0.5, paper.height);
  context.fillRect(0, area.height - 0.25, paper.width, 0.5);
}
