/** One row of a file. */
export interface TableRow {
  /** Line where the row starts, from 1, as editors and spreadsheets count. */
  line: number;
  /** Cells as text; trimming and control characters are handled later, field by field. */
  cells: string[];
}

/** True if the row is empty or has only separators: such rows are skipped silently. */
export function isBlank(cells: readonly string[]): boolean {
  return cells.every((cell) => cell === '' || /^[\s,;|]*$/.test(cell));
}
