/** A line of fixed height (millimetres). */
export interface Line {
  height: number;
  markup: string;
}

/** Lines under one heading, which is repeated at the top of each page that they reach. */
export interface Group {
  head: (continued: boolean) => string;
  headHeight: number;
  lines: readonly Line[];
}

/**
 * Divides groups into pages. No line is cut, and no heading ends a page without a line below it.
 *
 * @param room height of a page's content, millimetres; a higher line gets a separate page
 * @returns the markup of each page; none where there are no lines
 */
export function paginate(groups: readonly Group[], room: number): string[] {
  const pages: string[] = [];
  let page = '';
  let left = room;
  const turn = (): void => {
    if (page !== '') pages.push(page);
    page = '';
    left = room;
  };
  const put = (markup: string, height: number): void => {
    page += markup;
    left -= height;
  };
  for (const { head, headHeight, lines } of groups) {
    for (const [index, line] of lines.entries()) {
      const needed = line.height + (index === 0 ? headHeight : 0);
      if (needed > left) turn();
      if (index === 0 || left === room) put(head(index > 0), headHeight);
      put(line.markup, line.height);
    }
  }
  turn();
  return pages;
}

/**
 * How many lines a text takes in a column that holds so many Latin letters per line. A rough
 * estimate on the safe side: letters of East Asian scripts count twice.
 */
export function linesOf(text: string, lettersPerLine: number): number {
  let width = 0;
  for (const character of text) width += (character.codePointAt(0) ?? 0) >= 0x1100 ? 2 : 1;
  return Math.max(1, Math.ceil(width / lettersPerLine));
}
