import type { Directory, PrintedReport } from '../../report.ts';
import { pageWords } from '../../words.ts';
import { type Block, BlockMaker, blockOf } from './blocks.ts';
import { leading, type Paper, styles, tightLeading } from './paper.ts';
import { divided, runningHead } from './table-pages.ts';
import type { SetLine, TextStyle, TypeSetter } from './type-setter.ts';

/** A page of a directory: blocks at the top, and columns of blocks below. */
export interface EntryPage {
  kind: 'entries';
  report: PrintedReport;
  paper: Paper;
  front: readonly Block[];
  columns: readonly Column[];
}

/** Blocks below each other. Positions are in points from the left edge of the page. */
export interface Column {
  left: number;
  right: number;
  blocks: Block[];
}

const columnsOfPage = 3;
/** Space between two columns, in points. */
const gutter = 14;

/**
 * Sets a directory in columns: each name in bold, with the details below. A heading is never alone
 * at the foot of a column, and is repeated where its people continue on another page.
 *
 * @param pause awaited now and then, to let other work use this thread
 */
export async function entryPages(
  report: PrintedReport,
  { sections, note }: Directory,
  paper: Paper,
  setter: TypeSetter,
  pause: () => Promise<void>,
): Promise<EntryPage[]> {
  const notes = note === '' ? report.notes : [...report.notes, note];
  const maker = new BlockMaker(setter, { ...report, notes }, paper);
  const pages = new Pages(report, paper, maker.front());
  const { continued } = pageWords[report.language];
  const set = (text: string, style: TextStyle): readonly SetLine[] =>
    setter.lines(text, pages.width, style);
  let entries = 0;
  for (const { title, subtitle, entries: people } of sections) {
    let heading: Pending | null = {
      lines: set(title, styles.section),
      below: subtitle === '' ? [] : set(subtitle, styles.cell),
      again: set(`${title} (${continued})`, styles.section),
    };
    for (const { name, details } of people) {
      const lines = set(name, styles.entryName);
      pages.add(heading, details === '' ? lines : [...lines, ...set(details, styles.cell)]);
      heading = null;
      entries += 1;
      if (entries % 200 === 0) await pause();
    }
  }
  const end = entries === 0 ? report.empty : report.totals?.find((cell) => cell !== '');
  if (end !== undefined && end !== null) pages.add(null, set(String(end), styles.total));
  return pages.all();
}

/** A section's title, the text below it, and the title where its people continue. */
interface Pending {
  lines: readonly SetLine[];
  below: readonly SetLine[];
  again: readonly SetLine[];
}

class Pages {
  /** Max width of a line, in points. */
  readonly width: number;
  readonly #report: PrintedReport;
  readonly #paper: Paper;
  readonly #pages: { front: readonly Block[]; columns: Column[] }[] = [];
  #section: Pending | null = null;
  #room = 0;

  constructor(report: PrintedReport, paper: Paper, front: readonly Block[]) {
    this.#report = report;
    this.#paper = paper;
    this.width = (paper.right - paper.left - gutter * (columnsOfPage - 1)) / columnsOfPage;
    this.#openPage(front);
  }

  /** Adds an entry. The first of a section is in the same column as the section's title. */
  add(heading: Pending | null, lines: readonly SetLine[]): void {
    if (heading !== null) this.#section = heading;
    const above = heading === null ? [] : this.#headingOf(heading);
    const entry = this.#block('entry', lines);
    const height = [...above, entry].reduce((sum, block) => sum + block.height, 0);
    if (height > this.#room) this.#turn(heading === null);
    for (const block of above) this.#put(block);
    // An entry longer than a column is divided between its lines.
    for (const part of divided(entry, this.#room, this.#wholeColumn())) {
      if (part.height > this.#room) this.#turn(true);
      this.#put(part);
    }
  }

  all(): EntryPage[] {
    const [report, paper] = [this.#report, this.#paper];
    return this.#pages.map((page) => ({ kind: 'entries', report, paper, ...page }));
  }

  #headingOf({ lines, below }: Pending): Block[] {
    const title = this.#block('section', lines);
    return below.length === 0 ? [title] : [title, this.#block('entry', below)];
  }

  #block(kind: 'section' | 'entry', lines: readonly SetLine[]): Block {
    const style = kind === 'section' ? styles.section : styles.cell;
    const lead = lines.some(({ text }) => tall.test(text)) ? leading : tightLeading;
    const padding = kind === 'section' ? 2.6 : 1;
    return blockOf(kind, [{ lines, x: this.#column().left, align: 'left' }], style, padding, lead);
  }

  #column(): Column {
    const column = this.#pages.at(-1)?.columns.at(-1);
    if (column === undefined) throw new Error('a page has columns');
    return column;
  }

  #put(block: Block): void {
    const { left, blocks } = this.#column();
    // It may have been made for the previous column.
    blocks.push({ ...block, cells: block.cells.map((cell) => ({ ...cell, x: left })) });
    this.#room -= block.height;
  }

  /** Begins the next column. On a new page repeats the section's title if the section continues. */
  #turn(isContinued: boolean): void {
    const page = this.#pages.at(-1);
    if (page === undefined || page.columns.length === columnsOfPage) {
      this.#openPage([]);
      if (isContinued && this.#section !== null)
        this.#put(this.#block('section', this.#section.again));
      return;
    }
    this.#openColumn(page);
  }

  #openPage(front: readonly Block[]): void {
    const page = { front, columns: [] };
    this.#pages.push(page);
    this.#openColumn(page);
  }

  #openColumn({ front, columns }: { front: readonly Block[]; columns: Column[] }): void {
    const { left, top, bottom } = this.#paper;
    const start = left + columns.length * (this.width + gutter);
    columns.push({ left: start, right: start + this.width, blocks: [] });
    const isFirst = this.#pages.length === 1;
    const above = isFirst ? front.reduce((sum, { height }) => sum + height, 0) : runningHead;
    this.#room = bottom - top - above;
  }

  #wholeColumn(): number {
    const again = this.#section === null ? [] : [this.#block('section', this.#section.again)];
    const heading = again.reduce((sum, { height }) => sum + height, 0);
    return this.#paper.bottom - this.#paper.top - runningHead - heading;
  }
}

/** Scripts whose letters or marks reach far above or below the line. */
const tall = /[^\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Common}]/u;
