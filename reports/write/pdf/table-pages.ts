import type { PrintedReport } from '../../report.ts';
import { type Block, BlockMaker, blockOf } from './blocks.ts';
import type { Paper } from './paper.ts';
import type { TypeSetter } from './type-setter.ts';

/** A page of a table: blocks below each other, from the top. */
export interface TablePage {
  kind: 'table';
  report: PrintedReport;
  paper: Paper;
  blocks: readonly Block[];
}

/**
 * Divides a report's table into pages. Each has the titles of the columns. A section's title is
 * never alone at the foot, and is repeated where the section continues. A row that is higher than a
 * page is divided between its lines.
 *
 * @param pause awaited now and then, to let other work use this thread
 */
export async function tablePages(
  report: PrintedReport,
  paper: Paper,
  setter: TypeSetter,
  pause: () => Promise<void>,
): Promise<TablePage[]> {
  const maker = new BlockMaker(setter, report, paper);
  const pages = new Pages(report, paper, maker.columnTitles(), maker.front());
  let rows = 0;
  for (const section of report.sections) {
    const { title } = section;
    const again = title === null ? null : maker.section(title, true);
    let heading = title === null ? null : maker.section(title, false);
    for (const cells of section.rows) {
      pages.add(heading, maker.row(cells), again);
      heading = null;
      rows += 1;
      if (rows % 200 === 0) await pause();
    }
  }
  if (rows === 0) pages.add(null, maker.words(report.empty), null);
  else if (report.totals !== null) pages.add(null, maker.totals(report.totals), null);
  return pages.all();
}

/** Space for the line with the report's name on the pages after the first, in points. */
export const runningHead = 20;

class Pages {
  readonly #report: PrintedReport;
  readonly #paper: Paper;
  readonly #titles: Block;
  readonly #pages: Block[][];
  #room: number;

  constructor(report: PrintedReport, paper: Paper, titles: Block, front: readonly Block[]) {
    this.#report = report;
    this.#paper = paper;
    this.#titles = titles;
    this.#pages = [[...front, titles]];
    const used = [...front, titles].reduce((sum, { height }) => sum + height, 0);
    this.#room = paper.bottom - paper.top - used;
  }

  /**
   * Adds a row, with its section's title on the same page. `again` is the title where the section
   * continues.
   */
  add(heading: Block | null, row: Block, again: Block | null): void {
    const wanted = row.height + (heading?.height ?? 0);
    if (wanted > this.#room) this.#turn(heading === null ? again : null);
    if (heading !== null) this.#put(heading);
    for (const part of divided(row, this.#room, this.#wholePage(again))) {
      if (part.height > this.#room) this.#turn(again);
      this.#put(part);
    }
  }

  all(): TablePage[] {
    const [report, paper] = [this.#report, this.#paper];
    return this.#pages.map((blocks) => ({ kind: 'table', report, paper, blocks }));
  }

  #put(block: Block): void {
    this.#pages.at(-1)?.push(block);
    this.#room -= block.height;
  }

  #turn(again: Block | null): void {
    this.#pages.push([]);
    this.#room = this.#paper.bottom - this.#paper.top - runningHead;
    this.#put(this.#titles);
    if (again !== null) this.#put(again);
  }

  #wholePage(again: Block | null): number {
    const { top, bottom } = this.#paper;
    return bottom - top - runningHead - this.#titles.height - (again?.height ?? 0);
  }
}

/** The row itself, or parts of its lines: the first for this page, the others for whole pages. */
export function divided(row: Block, room: number, wholePage: number): Block[] {
  if (row.height <= room) return [row];
  const lineHeight = row.style.size * row.leading;
  const linesIn = (height: number): number =>
    Math.max(1, Math.floor((height - 2 * row.padding) / lineHeight));
  const parts: Block[] = [];
  const most = Math.max(...row.cells.map(({ lines }) => lines.length));
  for (let from = 0; from < most; ) {
    const count = linesIn(from === 0 ? room : wholePage);
    const cells = row.cells.map(({ lines, x, align }) => ({
      lines: lines.slice(from, from + count),
      x,
      align,
    }));
    parts.push(blockOf(row.kind, cells, row.style, row.padding, row.leading));
    from += count;
  }
  return parts;
}
