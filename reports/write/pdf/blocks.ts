import type { Cell, PrintedReport, ReportAnswer } from '../../report.ts';
import { pageWords } from '../../words.ts';
import { leading, type Paper, styles, tightLeading } from './paper.ts';
import type { SetLine, TextStyle, TypeSetter } from './type-setter.ts';

/** Lines side by side, at positions across the page. */
export interface SetCell {
  lines: readonly SetLine[];
  x: number;
  align: 'left' | 'right';
}

/** A block as wide as the page, placed below the previous one. Heights in points. */
export interface Block {
  kind: 'head' | 'bar' | 'columns' | 'section' | 'row' | 'total' | 'entry';
  cells: readonly SetCell[];
  style: TextStyle;
  height: number;
  /** Baseline distance as a multiple of the size. */
  leading: number;
  /** Space above and below the lines. */
  padding: number;
  /** For a bar: the filled share, 0 to 1. */
  fraction?: number;
}

export interface PaperColumn {
  /** Its index among the report's columns. */
  index: number;
  left: number;
  width: number;
  align: 'left' | 'right';
}

/** Points. */
const barHeight = 14;

/** Space between two columns, in points. */
const gutter = 7;

/** Divides the width of the page among the columns on paper. */
export function paperColumns(report: PrintedReport, paper: Paper): PaperColumn[] {
  const shown = report.columns.flatMap((column, index) =>
    column.onPaper ? [{ column, index }] : [],
  );
  const room = paper.right - paper.left - gutter * (shown.length - 1);
  const shares = shown.reduce((sum, { column }) => sum + column.width, 0);
  let left = paper.left;
  return shown.map(({ column, index }) => {
    const width = (room * column.width) / shares;
    const placed: PaperColumn = {
      index,
      left,
      width,
      align: column.align === 'end' ? 'right' : 'left',
    };
    left += width + gutter;
    return placed;
  });
}

export class BlockMaker {
  readonly #setter: TypeSetter;
  readonly #report: PrintedReport;
  readonly #paper: Paper;
  readonly #columns: readonly PaperColumn[];

  constructor(setter: TypeSetter, report: PrintedReport, paper: Paper) {
    this.#setter = setter;
    this.#report = report;
    this.#paper = paper;
    this.#columns = paperColumns(report, paper);
  }

  /** The blocks above the table on the first page. */
  front(): Block[] {
    const { title, event, period, asOf, answer, notes } = this.#report;
    return [
      this.#wide('head', title, styles.title, 2),
      this.#wide('head', `${event} · ${period}`, styles.event, 1),
      this.#wide('head', asOf, styles.event, 1),
      ...(answer === null ? [] : this.#answer(answer)),
      ...notes.map((note) => this.#wide('head', note, styles.note, 2)),
    ];
  }

  /** The answer as large as one line of the page allows, its bar, and the figures below. */
  #answer({ text, detail, part, whole }: ReportAnswer): Block[] {
    const { left, right } = this.#paper;
    const { weight } = styles.answer;
    const { lines, size } = this.#setter.fitting(text, right - left, { ...styles.answer, most: 1 });
    const fraction = whole === 0 ? 0 : Math.min(1, part / whole);
    return [
      blockOf('head', [{ lines, x: left, align: 'left' }], { size, weight }, 8, tightLeading),
      { ...blockOf('bar', [], styles.answerDetail, 0), height: barHeight, fraction },
      this.#wide('head', detail, styles.answerDetail, 6),
    ];
  }

  columnTitles(): Block {
    const titles = this.#report.columns.map(({ title }) => title);
    return this.#across('columns', titles, styles.columnTitle, 6);
  }

  /** A section's title. On the pages after its first it is marked as continued. */
  section(title: string, isContinued: boolean): Block {
    const { continued } = pageWords[this.#report.language];
    return this.#wide(
      'section',
      isContinued ? `${title} (${continued})` : title,
      styles.section,
      4,
    );
  }

  row(cells: readonly Cell[]): Block {
    return this.#across('row', cells, styles.cell, 2.2);
  }

  totals(cells: readonly Cell[]): Block {
    return this.#across('total', cells, styles.total, 4);
  }

  words(text: string): Block {
    return this.#wide('head', text, styles.cell, 6);
  }

  #wide(kind: Block['kind'], text: string, style: TextStyle, padding: number): Block {
    const { left, right } = this.#paper;
    const lines = this.#setter.lines(text, right - left, style);
    return blockOf(kind, [{ lines, x: left, align: 'left' }], style, padding);
  }

  #across(kind: Block['kind'], cells: readonly Cell[], style: TextStyle, padding: number): Block {
    const set = this.#columns.map(({ index, left, width, align }): SetCell => {
      const cell = cells[index] ?? null;
      const lines = this.#setter.lines(cell === null ? '' : String(cell), width, style);
      return { lines, x: align === 'left' ? left : left + width, align };
    });
    return blockOf(kind, set, style, padding);
  }
}

/** A block as high as its tallest cell. */
export function blockOf(
  kind: Block['kind'],
  cells: readonly SetCell[],
  style: TextStyle,
  padding: number,
  lead = leading,
): Block {
  const most = Math.max(1, ...cells.map(({ lines }) => lines.length));
  const height = most * style.size * lead + 2 * padding;
  return { kind, cells, style, padding, leading: lead, height };
}
