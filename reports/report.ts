import type { ScreenLanguage } from '../domain/base/language.ts';
import type { ReportId } from '../domain/reports.ts';
import type { Delegate } from '../domain/roster/delegate.ts';
import { delegateFields } from '../domain/roster/delegate-fields.ts';
import type { Digest } from './digest.ts';

/** A number stays a number in a spreadsheet; null is an empty cell. */
export type Cell = string | number | null;

interface ReportColumn {
  title: string;
  /** Share of the width on paper, and the width in characters in a spreadsheet. */
  width: number;
  align: 'start' | 'end';
  /** False: in the section's title on paper, and a column in CSV and spreadsheets only. */
  onPaper: boolean;
}

/** Rows under one heading; CSV and spreadsheets show the rows of all sections as one table. */
export interface ReportSection {
  /** Null where the report has no headings. */
  title: string | null;
  rows: readonly (readonly Cell[])[];
}

/** People under one heading of a directory: names, and what each of them is. */
export interface EntrySection {
  title: string;
  /** What goes for all whose details say nothing else; may be empty. */
  subtitle: string;
  entries: readonly { name: string; details: string }[];
}

/** The rows of a list of people as they stand on paper, in columns instead of a table. */
export interface Directory {
  sections: readonly EntrySection[];
  /** What the entries leave out, because it goes for most people; may be empty. */
  note: string;
}

/** One certificate, one page. Lines may be empty. */
export interface CertificatePage {
  heading: string;
  event: string;
  place: string;
  introduction: string;
  title: string;
  name: string;
  nativeName: string;
  /** Code of the delegation, which chooses Chinese, Japanese or Korean forms of a character. */
  delegation: string;
  affiliation: string;
  attended: string;
  /** Line for the signature of the secretariat. */
  signature: string;
}

/** The answer of a report that is asked one question: large, with a bar of how far it is. */
export interface ReportAnswer {
  /** "There is a quorum" */
  text: string;
  /** The figures behind it. */
  detail: string;
  isYes: boolean;
  /** How many there are, of how many that are needed. */
  part: number;
  whole: number;
}

/** A report as every writer takes it: texts of one language, nothing left to decide. */
export interface Report {
  id: ReportId;
  language: ScreenLanguage;
  title: string;
  /** The event's name. */
  event: string;
  /** The day, or the days of the event, as text. */
  period: string;
  /** "Complete as of 18:04, 5 of 6 stations proven", or that it is provisional. */
  asOf: string;
  /** Above everything else, large; null for a list. */
  answer: ReportAnswer | null;
  /** What readers must know: the rule of a quorum, what a gap means. */
  notes: readonly string[];
  columns: readonly ReportColumn[];
  sections: readonly ReportSection[];
  /** In PDF in place of the table; or null. */
  directory: Directory | null;
  /** Cells of the last line, "Total" first; null where there is nothing to add up. */
  totals: readonly Cell[] | null;
  /** The text in place of the rows where there are none. */
  empty: string;
  /** A page each in PDF, in place of the table. */
  certificates: readonly CertificatePage[] | null;
}

/** What a page shows of a report: those of the list above, and others with a table of their own. */
export type PrintedReport = Omit<Report, 'id'>;

/** The content of one kind of report; the header comes from `build-report.ts`. */
export type ReportBody = Pick<Report, 'title' | 'columns' | 'sections' | 'empty'> &
  Partial<Pick<Report, 'answer' | 'notes' | 'totals' | 'directory' | 'certificates'>>;

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

const nameParts = ['familyName', 'givenName'] as const;

/** The last columns of a list of people in spreadsheets and CSV: their names in parts, to sort by. */
export function namePartColumns(language: ScreenLanguage): ReportColumn[] {
  return nameParts.map((part) => heading(delegateFields[part].label[language], 20));
}

/** The cells of {@link namePartColumns}; empty for people who are unknown, or a line of totals. */
export function namePartCells(person?: Pick<Delegate, (typeof nameParts)[number]>): Cell[] {
  return nameParts.map((part) => person?.[part] ?? null);
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
