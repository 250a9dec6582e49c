export interface TableRow {
  /** Line where the row starts, counted from 1 as in editors and spreadsheets. */
  line: number;
  /** Cells as text. Trimming and control characters are handled later, field by field. */
  cells: string[];
}

/** Whether the row is empty or has only separators. Such rows are skipped silently. */
export function isBlank(cells: readonly string[]): boolean {
  return cells.every((cell) => cell === '' || /^[\s,;|]*$/.test(cell));
}
