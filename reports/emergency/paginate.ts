export interface HeadPlace {
  /** Whether its lines began in an earlier column. */
  continued: boolean;
  /** Whether it is the first of its column. */
  isTop: boolean;
}

/** Lines under one heading, which is repeated at the top of each column that they reach. */
export interface Group<Line> {
  head: (place: HeadPlace) => readonly Line[];
  lines: readonly Line[];
}

/**
 * Divides groups into columns of one height; a page may hold one or several. No line is cut, and no
 * heading ends a column without a line below it. A heading counts where it is printed, and with its
 * height there.
 *
 * @param room height of a column, in the unit of the lines; a higher line gets a separate column
 * @returns the lines of each column, headings included; none where there are no lines
 */
export function paginate<Line extends { height: number }>(
  groups: readonly Group<Line>[],
  room: number,
): Line[][] {
  const columns: Line[][] = [];
  let column: Line[] = [];
  let left = room;
  const put = (line: Line): void => {
    column.push(line);
    left -= line.height;
  };
  const turn = (): void => {
    if (column.length > 0) columns.push(column);
    column = [];
    left = room;
  };
  for (const { head, lines } of groups) {
    for (const [index, line] of lines.entries()) {
      const continued = index > 0;
      const above = continued ? [] : head({ continued, isTop: column.length === 0 });
      if (heightOf(above) + line.height > left) turn();
      const isTop = column.length === 0;
      if (!continued || isTop) head({ continued, isTop }).forEach(put);
      put(line);
    }
  }
  turn();
  return columns;
}

export function heightOf(lines: readonly { height: number }[]): number {
  return lines.reduce((sum, { height }) => sum + height, 0);
}
