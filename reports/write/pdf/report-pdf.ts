import { PDFDocument } from '@napi-rs/canvas';
import { type FontBook, openFontBook } from '../../../platform/fonts/font-book.ts';
import { findFontFolder } from '../../../platform/fonts/font-folder.ts';
import type { CertificatePage, PrintedReport } from '../../report.ts';
import { pageWords } from '../../words.ts';
import type { Block } from './blocks.ts';
import { type EntryPage, entryPages } from './entry-pages.ts';
import { baseline, leading, type Paper, paperOf, styles } from './paper.ts';
import { runningHead, type TablePage, tablePages } from './table-pages.ts';
import { type PageContext, type Pen, penOn, type TextStyle, TypeSetter } from './type-setter.ts';

const ink = '#111111';
const faint = '#d9d9d9';
const tint = '#eeeeee';

/** The place of a page in its file; both numbers count from 1. */
export interface PageNumber {
  page: number;
  pages: number;
}

/**
 * Draws one page of a list: from the second page on the report's name, then blocks, then the foot.
 */
function drawListPage(
  context: PageContext,
  setter: TypeSetter,
  page: TablePage | EntryPage,
  number: PageNumber & { isFirst: boolean },
): void {
  const { paper, report } = page;
  context.fillStyle = ink;
  const pen = penOn(context);
  let y = paper.top;
  if (!number.isFirst) {
    drawWords(pen, setter, `${report.title} · ${report.event} · ${report.period}`, {
      paper,
      y: y + styles.running.size,
      align: 'left',
    });
    y += runningHead;
  }
  const stack = (blocks: readonly Block[], edges: Edges, top: number): number =>
    blocks.reduce((at, block) => {
      drawBlock(context, pen, block, { edges, top: at });
      return at + block.height;
    }, top);
  if (page.kind === 'table') stack(page.blocks, paper, y);
  else {
    const below = stack(page.front, paper, y);
    for (const column of page.columns) stack(column.blocks, column, below);
  }
  drawFoot(pen, setter, page, number);
}

/** Where lines and tints begin and end. */
type Edges = Pick<Paper, 'left' | 'right'>;

function drawBlock(
  context: PageContext,
  pen: Pen,
  block: Block,
  { edges, top }: { edges: Edges; top: number },
): void {
  const { left, right } = edges;
  const rule = (y: number, colour: string, thickness: number): void => {
    context.fillStyle = colour;
    context.fillRect(left, y, right - left, thickness);
    context.fillStyle = ink;
  };
  if (block.kind === 'section') {
    context.fillStyle = tint;
    context.fillRect(left - 3, top + 2, right - left + 6, block.height - 4);
    context.fillStyle = ink;
  }
  if (block.kind === 'bar') drawBar(context, block, edges, top);
  if (block.kind === 'columns') rule(top + block.height - 1, ink, 0.8);
  if (block.kind === 'row') rule(top + block.height - 0.4, faint, 0.4);
  if (block.kind === 'total') rule(top + 1, ink, 0.8);
  const { size } = block.style;
  for (const { lines, x, align } of block.cells) {
    for (const [i, line] of lines.entries()) {
      pen.draw(line, {
        x,
        y:
          top +
          block.padding +
          size * (baseline - (leading - block.leading) / 2) +
          i * size * block.leading,
        align,
      });
    }
  }
}

/** A bar within a frame, so that it shows on printers without grey or colour too. */
function drawBar(
  context: PageContext,
  { height, fraction = 0 }: Block,
  { left, right }: Edges,
  top: number,
): void {
  const frame = 0.8;
  context.fillStyle = ink;
  context.fillRect(left, top, right - left, height);
  context.fillStyle = '#ffffff';
  const [x, width] = [left + frame, right - left - 2 * frame];
  context.fillRect(x + width * fraction, top + frame, width * (1 - fraction), height - 2 * frame);
  context.fillStyle = ink;
}

/** How complete the report is on the left, "Page 2 of 7" on the right. */
function drawFoot(
  pen: Pen,
  setter: TypeSetter,
  { paper, report }: TablePage | EntryPage,
  { page, pages }: PageNumber,
): void {
  const y = paper.height - 34;
  const said = pageWords[report.language];
  drawWords(pen, setter, report.asOf, { paper, y, align: 'left' });
  drawWords(pen, setter, `${said.page} ${page} ${said.of} ${pages}`, {
    paper,
    y,
    align: 'right',
  });
}

/** One line of small text at an edge of the page. Longer text is cut to its first line. */
function drawWords(
  pen: Pen,
  setter: TypeSetter,
  text: string,
  at: { paper: Paper; y: number; align: 'left' | 'right' },
): void {
  const { left, right } = at.paper;
  const [line] = setter.lines(text, right - left, styles.running);
  if (line === undefined) return;
  pen.draw(line, { x: at.align === 'left' ? left : right, y: at.y, align: at.align });
}

let fonts: FontBook | null = null;

/**
 * `writePdf` with the bundled fonts, which stay loaded. Throws if they cannot be loaded.
 */
export function reportPdf(reports: readonly PrintedReport[]): Promise<Uint8Array> {
  fonts ??= openFontBook(findFontFolder(import.meta.dirname));
  return writePdf(reports, fonts);
}

/** Max characters of all columns on a portrait page. A wider table is landscape. */
const widestUpright = 140;

/**
 * Reports as one PDF on A4, one after the other with continuous page numbers. Every script uses the
 * bundled fonts, and text can be selected. Certificates get a page each.
 *
 * @param pause awaited now and then; by default it lets other work use this thread
 */
async function writePdf(
  reports: readonly PrintedReport[],
  fonts: FontBook,
  pause: () => Promise<void> = nextTurn,
): Promise<Uint8Array> {
  const setter = new TypeSetter(fonts);
  const pages: ReportPage[] = [];
  for (const report of reports) {
    pages.push(...(await pagesOf(report, setter, pause)));
  }
  const document = new PDFDocument({
    title: reports.map(({ title }) => title).join(', '),
    creator: 'Lanyard',
  });
  for (const [i, page] of pages.entries()) {
    const number = { page: i + 1, pages: pages.length };
    const { width, height } = page.kind === 'certificate' ? certificatePaper : page.paper;
    const context = document.beginPage(width, height);
    if (page.kind === 'certificate') drawCertificate(context, setter, page);
    else {
      const isFirst = pages[i - 1]?.report !== page.report;
      drawListPage(context, setter, page, { ...number, isFirst });
    }
    document.endPage();
    if (i % 5 === 4) await pause();
  }
  return new Uint8Array(document.close());
}

async function pagesOf(
  report: PrintedReport,
  setter: TypeSetter,
  pause: () => Promise<void>,
): Promise<ReportPage[]> {
  if (report.certificates !== null && report.certificates.length > 0) {
    return report.certificates.map((certificate) => ({ kind: 'certificate', report, certificate }));
  }
  const width = report.columns.reduce((sum, one) => sum + (one.onPaper ? one.width : 0), 0);
  const paper = paperOf(width > widestUpright ? 'lying' : 'upright');
  const setPages = (one: PrintedReport): Promise<ReportPage[]> =>
    one.directory === null
      ? tablePages(one, paper, setter, pause)
      : entryPages(one, one.directory, paperOf('upright'), setter, pause);
  const pages = await setPages(report);
  const missing = setter.missing();
  if (missing.length === 0) return pages;
  // Known only once everything is set, so the report is set again, with a note about them.
  const note = pageWords[report.language].missing(codesOf(missing));
  return setPages({ ...report, notes: [...report.notes, note] });
}

/** "U+13000", because the characters themselves cannot be drawn. */
function codesOf(characters: readonly string[]): string {
  return characters
    .map((one) => `U+${(one.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`)
    .join(' ');
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

type ReportPage = TablePage | EntryPage | PersonPage;

/** One person's certificate, landscape. */
interface PersonPage {
  kind: 'certificate';
  report: PrintedReport;
  certificate: CertificatePage;
}

const certificatePaper = paperOf('lying');

const frame = '#6b6b6b';

/**
 * Draws a certificate: the name largest, everything centred, a line for the signature at the foot,
 * and no page number because it is handed out.
 */
function drawCertificate(
  context: PageContext,
  setter: TypeSetter,
  { certificate }: PersonPage,
): void {
  const { width, height, left, right } = certificatePaper;
  drawFrame(context);
  const pen = penOn(context);
  context.fillStyle = ink;
  let y = 76;
  const say = (text: string, style: TextStyle & { most: number }, after: number): void => {
    if (text === '') return;
    const room = right - left - 80;
    const { lines, size } = setter.fitting(text, room, style, certificate.delegation);
    for (const line of lines) {
      pen.draw(line, { x: width / 2, y: y + size * baseline, align: 'center' });
      y += size * leading;
    }
    y += after;
  };
  say(certificate.event, { size: 18, weight: 'bold', most: 2 }, 0);
  say(certificate.place, { size: 12, weight: 'regular', most: 2 }, 34);
  say(certificate.heading, { size: 30, weight: 'bold', most: 1 }, 14);
  say(certificate.introduction, { size: 13, weight: 'regular', most: 1 }, 14);
  say(certificate.title, { size: 15, weight: 'regular', most: 1 }, 0);
  say(certificate.name, { size: 32, weight: 'bold', most: 2 }, 0);
  say(certificate.nativeName, { size: 22, weight: 'regular', most: 1 }, 0);
  say(certificate.affiliation, { size: 14, weight: 'regular', most: 2 }, 14);
  say(certificate.attended, { size: 13, weight: 'regular', most: 2 }, 0);
  const foot = height - 92;
  context.fillRect(width / 2 - 110, foot, 220, 0.6);
  const [signature] = setter.lines(certificate.signature, right - left, styles.note);
  if (signature !== undefined) {
    pen.draw(signature, { x: width / 2, y: foot + 14, align: 'center' });
  }
}

function drawFrame(context: PageContext): void {
  const { width, height } = certificatePaper;
  const edge = 30;
  const [across, down] = [width - 2 * edge, height - 2 * edge];
  context.fillStyle = frame;
  context.fillRect(edge, edge, across, 1.2);
  context.fillRect(edge, edge + down, across, 1.2);
  context.fillRect(edge, edge, 1.2, down);
  context.fillRect(edge + across, edge, 1.2, down);
}
