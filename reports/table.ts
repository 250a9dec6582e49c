import type { Digest } from './digest.ts';
import type { Cell, Report, ReportColumn, ReportSection } from './report.ts';

/** The content of one kind of report; the header comes from `build-report.ts`. */
export type ReportBody = Pick<Report, 'title' | 'columns' | 'sections' | 'empty'> &
  Partial<Pick<Report, 'notes' | 'totals' | 'directory' | 'certificates'>>;

/** Makes one report of a digest. */
export type ReportMaker = (digest: Digest) => ReportBody;

/** A column of text. `width` in characters, about. */
export function text(title: string, width: number): ReportColumn {
  return { title, width, align: 'start', onPaper: true };
}

/** A column of figures. */
export function figure(title: string, width = 9): ReportColumn {
  return { title, width, align: 'end', onPaper: true };
}

/** A column whose value is in the section's title on paper. */
export function heading(title: string, width: number): ReportColumn {
  return { title, width, align: 'start', onPaper: false };
}

/** Rows without a heading. */
export function plain(rows: readonly (readonly Cell[])[]): ReportSection[] {
  return rows.length === 0 ? [] : [{ title: null, rows }];
}

/** Rows under their headings: those that follow each other under the same one. */
export function sectioned<T>(
  items: readonly T[],
  titleOf: (item: T) => string,
  rowOf: (item: T) => readonly Cell[],
): ReportSection[] {
  const sections: { title: string; rows: (readonly Cell[])[] }[] = [];
  for (const item of items) {
    const title = titleOf(item);
    const last = sections.at(-1);
    if (last?.title === title) last.rows.push(rowOf(item));
    else sections.push({ title, rows: [rowOf(item)] });
  }
  return sections;
}

/** Adds up one column of figures. */
export function sum(rows: readonly (readonly Cell[])[], column: number): number {
  return rows.reduce((total, row) => {
    const cell = row[column];
    return total + (typeof cell === 'number' ? cell : 0);
  }, 0);
}
