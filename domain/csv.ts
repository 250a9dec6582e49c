/**
 * One cell of a CSV file (RFC 4180): quoted where it must be. A cell that a spreadsheet would take for a
 * formula begins with an apostrophe, which our own import takes off again.
 */
function csvCell(cell: string, separator: string): string {
  const safe = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /["\r\n]|^\s|\s$/.test(safe) || safe.includes(separator)
    ? `"${safe.replaceAll('"', '""')}"`
    : safe;
}

/** A whole CSV file for a spreadsheet: UTF-8 with byte order mark, lines ending in CR LF. */
export function csvFile(lines: readonly (readonly string[])[], separator: string): string {
  const text = lines.map((cells) => cells.map((cell) => csvCell(cell, separator)).join(separator));
  return `\uFEFF${text.join('\r\n')}\r\n`;
}
