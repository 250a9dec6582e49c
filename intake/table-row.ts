/** One row of a file. */
export interface TableRow {
  /** Line where the row starts, from 1, as editors and spreadsheets count. */
  line: number;
  /** Cells as text; what is said about trimming and control characters happens later, field by field. */
  cells: string[];
}

/** True if nothing is written in the row, or only separators: such rows are passed over without a word. */
export function isBlank(cells: readonly string[]): boolean {
  return cells.every((cell) => cell === '' || /^[\s,;|]*$/.test(cell));
}
