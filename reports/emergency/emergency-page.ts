import { dateForm } from '../../domain/base/date-form.ts';
import type { ScreenLanguage } from '../../domain/base/language.ts';
import { formatDays } from '../../domain/event/event-dates.ts';
import type { EventFile } from '../../domain/event/event-file.ts';
import { localDayOf } from '../../domain/event/local-day.ts';
import { pageWords } from '../words.ts';
import { codesOf } from '../write/pdf/codes-of.ts';
import { baselineIn, leadingOf, paperOf, tightLeading } from '../write/pdf/paper.ts';
import {
  type PageContext,
  type Pen,
  penOn,
  type SetLine,
  type TextStyle,
  type TypeSetter,
} from '../write/pdf/type-setter.ts';
import type { DrawnPaper } from '../write/print/printable-page.ts';
import { filled, paperWords } from './words.ts';

/** Points. */
export const millimetre = 72 / 25.4;

/** The page of every emergency paper, without its header and footer. */
const sheetOfA4 = paperOf('upright');
const headerHeight = 22 * millimetre;
export const body = {
  left: sheetOfA4.left,
  top: sheetOfA4.top + headerHeight,
  width: sheetOfA4.right - sheetOfA4.left,
  height: sheetOfA4.bottom - sheetOfA4.top - headerHeight,
};

export const ink = '#000000';
const grey = '#999999';

/** A page that is being drawn. */
export interface Sheet {
  context: PageContext;
  pen: Pen;
}

/** A part of a page with its size settled; `x` and `y` are its upper left corner, in points. */
export interface Piece {
  height: number;
  draw: (sheet: Sheet, x: number, y: number) => void;
}

export interface PaperPlace {
  event: EventFile;
  language: ScreenLanguage;
  stationName: string;
  training: boolean;
}

/** A line of text within a row, with the distance of its left end from the row's. */
interface Run {
  line: SetLine;
  x: number;
}

/** Texts of one size, row by row. */
export interface Rows {
  rows: readonly (readonly Run[])[];
  size: number;
  lead: number;
  height: number;
}

interface Part {
  text: string;
  style: TextStyle;
  /** Selects the forms of Han letters. */
  delegation?: string;
}

/**
 * Sets texts of one size one after the other, each in its own direction. A text begins a new row
 * where it does not fit on the rest of the row before.
 */
export function rowsOf(setter: TypeSetter, parts: readonly Part[], width: number): Rows {
  const rows: Run[][] = [];
  let used = 0;
  for (const { text, style, delegation } of parts) {
    if (text === '') continue;
    const gap = style.size * 0.3;
    const lines = setter.lines(text, width, style, delegation);
    for (const [index, line] of lines.entries()) {
      const room = setter.width(line);
      const row = rows.at(-1);
      if (row !== undefined && index === 0 && lines.length === 1 && used + gap + room <= width) {
        row.push({ line, x: used + gap });
        used += gap + room;
      } else {
        rows.push([{ line, x: 0 }]);
        used = room;
      }
    }
  }
  const size = Math.max(0, ...parts.map(({ style }) => style.size));
  const lead = leadingOf(rows.flat().map(({ line }) => line));
  return { rows, size, lead, height: rows.length * size * lead };
}

/** Texts in one row, a point between two of them, cut at the end of the row. */
export function dotted(
  setter: TypeSetter,
  texts: readonly string[],
  width: number,
  style: TextStyle,
): Rows {
  const row: Run[] = [];
  const dot = firstLine(setter, '·', width, style);
  const gap = style.size * 0.3;
  let used = 0;
  for (const text of texts) {
    const start = row.length === 0 ? 0 : used + 2 * gap + setter.width(dot);
    if (width - start < 2 * style.size) break;
    if (row.length > 0) row.push({ line: dot, x: used + gap });
    const line = firstLine(setter, text, width - start, style);
    row.push({ line, x: start });
    used = start + setter.width(line);
  }
  const lead = leadingOf(row.map(({ line }) => line));
  return { rows: [row], size: style.size, lead, height: style.size * lead };
}

/** A text in one line; what does not fit is cut off and marked with "…". */
export function firstLine(
  setter: TypeSetter,
  text: string,
  width: number,
  style: TextStyle,
): SetLine {
  const [line, more] = setter.lines(text, width, style);
  if (line === undefined) throw new Error('a text has at least one line');
  if (more === undefined) return line;
  const [cut = line] = setter.lines(text, width - style.size, style);
  return { ...cut, text: `${cut.text}…` };
}

export function drawRows({ pen }: Sheet, { rows, size, lead }: Rows, x: number, y: number): void {
  for (const [index, row] of rows.entries())
    for (const run of row) {
      const base = y + index * size * lead + baselineIn(size, lead);
      pen.draw(run.line, { x: x + run.x, y: base, align: 'left' });
    }
}

/** Draws a line whose row begins at `y`. `x` is its left end, its right end or its middle. */
export function drawLine(
  { pen }: Sheet,
  line: SetLine,
  size: number,
  at: { x: number; y: number; align: 'left' | 'right' | 'center' },
): void {
  pen.draw(line, { ...at, y: at.y + baselineIn(size, tightLeading) });
}

export function fill(
  { context }: Sheet,
  colour: string,
  { x, y, width, height }: { x: number; y: number; width: number; height: number },
): void {
  context.fillStyle = colour;
  context.fillRect(x, y, width, height);
  context.fillStyle = ink;
}

/** A thin grey line across, which leads the eye and the pen. */
export function hairline(sheet: Sheet, x: number, y: number, width: number): void {
  fill(sheet, grey, { x, y, width, height: 0.45 });
}

export function upright(sheet: Sheet, x: number, y: number, height: number): void {
  fill(sheet, grey, { x, y, width: 0.55, height });
}

/** Side of a box to tick. */
export const boxSide = 5 * millimetre;
/** From the left end of a line to what follows its box. */
export const boxRoom = 9 * millimetre;

export function drawBox(sheet: Sheet, x: number, y: number, tick: SetLine | null): void {
  const edge = 0.4 * millimetre;
  fill(sheet, ink, { x, y, width: boxSide, height: boxSide });
  const inner = boxSide - 2 * edge;
  fill(sheet, '#ffffff', { x: x + edge, y: y + edge, width: inner, height: inner });
  if (tick === null) return;
  drawLine(sheet, tick, tickStyle.size, { x: x + boxSide / 2, y: y + 0.7, align: 'center' });
}

export const tickStyle = { size: 10, weight: 'bold' } as const;

/** A heading over the whole width, with a number at its end, which no long title cuts off. */
export function headingOf(
  setter: TypeSetter,
  title: string,
  look: { style: TextStyle; above: number; height: number; isRuled: boolean },
  width: number,
  count?: number,
): Piece {
  const { style, above, isRuled } = look;
  const number = firstLine(setter, count === undefined ? '' : String(count), width, style);
  const room = width - (count === undefined ? 0 : setter.width(number) + 3 * millimetre);
  const text = rowsOf(setter, [{ text: title, style }], room);
  const height = Math.max(look.height, above + text.height + 1);
  return {
    height,
    draw: (sheet, x, y) => {
      drawRows(sheet, text, x, y + above);
      const last = { x: x + width, y: y + above, align: 'right' } as const;
      drawLine(sheet, number, style.size, last);
      if (isRuled) fill(sheet, ink, { x, y: y + height - 0.9, width, height: 0.9 });
    },
  };
}

/** Draws pieces below each other. */
export function drawStack(sheet: Sheet, pieces: readonly Piece[], x: number, top: number): void {
  let y = top;
  for (const piece of pieces) {
    piece.draw(sheet, x, y);
    y += piece.height;
  }
}

const styles = {
  mark: { size: 11, weight: 'bold' },
  event: { size: 9, weight: 'regular' },
  heading: { size: 17, weight: 'bold' },
  day: { size: 13, weight: 'bold' },
  made: { size: 8.5, weight: 'regular' },
  number: { size: 8.5, weight: 'bold' },
} as const satisfies Record<string, TextStyle>;

/** A page's heading, and what is drawn below it, within {@link body}. */
export interface Content {
  heading: string;
  draw: (sheet: Sheet) => void;
}

/**
 * Puts the frame around every page's content and numbers the pages: event, heading and day above,
 * below the station that made the paper, when, and how old its data is. Call it when everything is
 * set: it says which characters no font has.
 *
 * @param made the text at the foot
 */
export function framedPages(
  setter: TypeSetter,
  contents: readonly Content[],
  { event, language, training }: PaperPlace,
  { day, made }: { day: string; made: string },
): DrawnPaper['pages'] {
  const words = paperWords(language);
  const missing = setter.missing();
  const lacks = missing.length === 0 ? '' : ` ${pageWords[language].missing(codesOf(missing))}`;
  const { left, right, top, height: pageHeight } = sheetOfA4;
  const dayLine = firstLine(setter, day, body.width, styles.day);
  const headingRoom = body.width - setter.width(dayLine) - 6 * millimetre;
  const eventLine = firstLine(setter, event.name[language], headingRoom, styles.event);
  const mark = firstLine(setter, training ? words.training : '', body.width, styles.mark);
  return contents.map(({ heading, draw }, index) => {
    const title = setter.fitting(heading, headingRoom, { ...styles.heading, most: 2 });
    const pageOf = filled(words.pageOf, { page: index + 1, pages: contents.length });
    const number = firstLine(setter, pageOf, body.width, styles.number);
    const madeRoom = body.width - setter.width(number) - 6 * millimetre;
    const foot = rowsOf(setter, [{ text: made + lacks, style: styles.made }], madeRoom);
    const end = pageHeight - 10 * millimetre;
    return (context) => {
      context.fillStyle = ink;
      const sheet: Sheet = { context, pen: penOn(context) };
      if (training) drawMark(sheet, mark);
      drawLine(sheet, eventLine, styles.event.size, { x: left, y: top, align: 'left' });
      for (const [row, line] of title.lines.entries()) {
        const y = top + styles.event.size * tightLeading + row * title.size * tightLeading;
        drawLine(sheet, line, title.size, { x: left, y, align: 'left' });
      }
      drawLine(sheet, dayLine, styles.day.size, { x: right, y: top, align: 'right' });
      const rule = { x: left, y: body.top - 2 * millimetre, width: body.width };
      fill(sheet, ink, { ...rule, height: 0.5 * millimetre });
      draw(sheet);
      drawRows(sheet, foot, left, end - foot.height);
      const y = end - styles.number.size * tightLeading;
      drawLine(sheet, number, styles.number.size, { x: right, y, align: 'right' });
    };
  });
}

/** White on black, at the edge of the page. */
function drawMark(sheet: Sheet, line: SetLine): void {
  const y = 3 * millimetre;
  fill(sheet, ink, { x: body.left, y, width: body.width, height: 6 * millimetre });
  sheet.context.fillStyle = '#ffffff';
  const middle = { x: body.left + body.width / 2, y: y + 1.7, align: 'center' } as const;
  drawLine(sheet, line, styles.mark.size, middle);
  sheet.context.fillStyle = ink;
}

/** Times as printed on paper, in the event's time zone. */
export interface Moments {
  /** UTC milliseconds → "09:41". */
  time: (wall: number) => string;
  /** UTC milliseconds → "09:41", with the day where it is not `today`. */
  moment: (wall: number) => string;
  /** A local day → "2 October 2018". */
  day: (day: string) => string;
}

export function paperMoments(
  event: Pick<EventFile, 'timeZone' | 'dayBoundary'>,
  today: string,
  language: ScreenLanguage,
): Moments {
  const format = dateForm(language, {
    timeZone: event.timeZone,
    hour: '2-digit',
    minute: '2-digit',
  });
  const time = (wall: number): string => format.format(wall);
  const day = (local: string): string => formatDays([local], language);
  return {
    time,
    day,
    moment: (wall) => {
      const on = localDayOf(wall, event);
      return on === today ? time(wall) : `${day(on)}, ${time(wall)}`;
    },
  };
}
