/** What a spreadsheet, or a reader with another separator, may take for the start of a cell. */
const cellStart = String.raw`^|[,;|\t\r\n]`;
/**
 * A sign that begins a formula, including full-width forms (OWASP, CSV Injection), after characters
 * that a reader drops: blanks, quotes, invisible characters. Tabs and line breaks start cells
 * themselves; excluding them keeps the search linear.
 */
const formula = String.raw`(?:(?![\t\r\n])[\s"\p{Cc}\p{Cf}])*[=+\-@＝＋－＠]`;

const activeCells = new RegExp(`(${cellStart})(?=${formula})`, 'gu');
const inertCells = new RegExp(`(${cellStart})'(?=${formula})`, 'gu');

/**
 * The original text of a cell that {@link csvFile} wrote: without the apostrophes before formulas.
 */
export function plainCell(cell: string): string {
  return cell.replace(inertCells, '$1');
}

/**
 * One cell of a CSV file (RFC 4180). It is quoted wherever any program could split it. An
 * apostrophe precedes a formula inside the cell too, because a reader with another separator may
 * split there despite the quotes.
 */
function csvCell(cell: string): string {
  const safe = cell.replace(activeCells, "$1'").replace(/^(?=[\t\r\n])/, "'");
  return /[,;|"\t\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/**
 * A whole CSV file for a spreadsheet: UTF-8 with byte order mark, lines end in CR LF. No cell can
 * run as a formula. `separator` is `,`, `;`, `
 * ` or a tab.
 */
export function csvFile(lines: readonly (readonly string[])[], separator: string): string {
  return `\uFEFF${csvRows(lines, separator)}`;
}

/** Further rows of a {@link csvFile}, for files that are too long to be written in one turn. */
export function csvRows(lines: readonly (readonly string[])[], separator: string): string {
  return lines.map((cells) => `${cells.map(csvCell).join(separator)}\r\n`).join('');
}
