/** What a spreadsheet, or a reader with another separator, may take for the beginning of a cell. */
const cellStart = String.raw`^|[,;|\t\r\n]`;
/**
 * A sign that begins a formula, full-width forms included (OWASP, CSV Injection), after characters
 * that a reader drops: blanks, quotes, invisible characters. Tabs and line breaks begin cells
 * themselves, which keeps the search linear.
 */
const formula = String.raw`(?:(?![\t\r\n])[\s"\p{Cc}\p{Cf}])*[=+\-@＝＋－＠]`;

const activeCells = new RegExp(`(${cellStart})(?=${formula})`, 'gu');
const inertCells = new RegExp(`(${cellStart})'(?=${formula})`, 'gu');

/** A cell as it was before {@link csvFile} wrote it: without the apostrophes before formulas. */
export function plainCell(cell: string): string {
  return cell.replace(inertCells, '$1');
}

/**
 * One cell of a CSV file (RFC 4180). Quoted wherever any program could split it; an apostrophe
 * precedes a formula also inside the cell, because quotes do not help against a reader that splits
 * at another separator.
 */
function csvCell(cell: string): string {
  const safe = cell.replace(activeCells, "$1'").replace(/^(?=[\t\r\n])/, "'");
  return /[,;|"\t\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/**
 * A whole CSV file for a spreadsheet: UTF-8 with byte order mark, lines ending in CR LF. No cell of
 * it is a formula. `separator` is `,`, `;`, `|` or a tab.
 */
export function csvFile(lines: readonly (readonly string[])[], separator: string): string {
  const text = lines.map((cells) => cells.map(csvCell).join(separator));
  return `\uFEFF${text.join('\r\n')}\r\n`;
}
