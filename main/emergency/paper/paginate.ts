/** A line of fixed height (millimetres). */
export interface Line {
  height: number;
  markup: string;
}

export interface HeadPlace {
  /** Whether its lines began in an earlier column. */
  continued: boolean;
  /** Whether it is the first of its column. */
  isTop: boolean;
}

/** Lines under one heading, which is repeated at the top of each column that they reach. */
export interface Group {
  head: (place: HeadPlace) => Line;
  lines: readonly Line[];
}

/**
 * Divides groups into columns of one height; a page may hold one or several. No line is cut, and no
 * heading ends a column without a line below it. A heading counts where it is printed, and with its
 * height there.
 *
 * @param room height of a column, millimetres; a higher line gets a separate column
 * @returns the markup of each column; none where there are no lines
 */
export function paginate(groups: readonly Group[], room: number): string[] {
  const columns: string[] = [];
  let column = '';
  let left = room;
  const put = ({ markup, height }: Line): void => {
    column += markup;
    left -= height;
  };
  const turn = (): void => {
    if (column !== '') columns.push(column);
    column = '';
    left = room;
  };
  for (const { head, lines } of groups) {
    for (const [index, line] of lines.entries()) {
      const continued = index > 0;
      const above = continued ? 0 : head({ continued, isTop: column === '' }).height;
      if (above + line.height > left) turn();
      const isTop = column === '';
      if (!continued || isTop) put(head({ continued, isTop }));
      put(line);
    }
  }
  turn();
  return columns;
}

/** As many further lines as `paper.css` has heights for. */
const maxFurtherLines = 4;

/**
 * How many lines a text needs beyond its first, at most four, where a line holds so many Latin
 * letters. A rough estimate on the safe side: words stay whole where they fit into a line, and
 * letters of East Asian scripts count twice.
 */
export function furtherLines(text: string, lettersPerLine: number): number {
  let [lines, used] = [0, 0];
  for (const word of text.trim().split(/[\s-]+/u)) {
    const width = widthOf(word);
    if (used > 0 && used + 1 + width > lettersPerLine) [lines, used] = [lines + 1, 0];
    used += width + (used > 0 ? 1 : 0);
    for (; used > lettersPerLine; used -= lettersPerLine) lines += 1;
  }
  return Math.min(lines, maxFurtherLines);
}

function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += (character.codePointAt(0) ?? 0) >= 0x1100 ? 2 : 1;
  return width;
}
