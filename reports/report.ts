import type { ScreenLanguage } from '../domain/base/language.ts';
import type { ReportId } from '../domain/reports.ts';
import type { Delegate } from '../domain/roster/delegate.ts';
import { delegateFields } from '../domain/roster/delegate-fields.ts';
import type { Digest } from './digest.ts';

/** A number stays a number in a spreadsheet; null is an empty cell. */
export type Cell = string | number | null;

interface ReportColumn {
  title: string;
  /** On paper its share of the width, in a spreadsheet its width in characters. */
  width: number;
  align: 'start' | 'end';
  /** False: on paper in the section's title, and a column only in CSV and spreadsheets. */
  onPaper: boolean;
}

/** Rows under one heading. CSV and spreadsheets show the rows of all sections as one table. */
export interface ReportSection {
  /** Null if the report has no headings. */
  title: string | null;
  rows: readonly (readonly Cell[])[];
}

/** People under one heading of a directory, with names and details. */
export interface EntrySection {
  title: string;
  /** What applies to everyone whose details do not say otherwise; may be empty. */
  subtitle: string;
  entries: readonly { name: string; details: string }[];
}

/** The rows of a list of people for paper, in columns instead of a table. */
export interface Directory {
  sections: readonly EntrySection[];
  /** What the entries omit because it applies to most people; may be empty. */
  note: string;
}

/** One certificate on one page. Lines may be empty. */
export interface CertificatePage {
  heading: string;
  event: string;
  place: string;
  introduction: string;
  title: string;
  name: string;
  nativeName: string;
  /** Code of the delegation, which selects Chinese, Japanese or Korean forms of a character. */
  delegation: string;
  affiliation: string;
  attended: string;
  /** Line for the signature of the secretariat. */
  signature: string;
}

/** The answer of a report that answers one question: large, with a bar that shows the share. */
export interface ReportAnswer {
  /** For example "There is a quorum". */
  text: string;
  detail: string;
  isYes: boolean;
  /** The number that there is, of the `whole` that is needed. */
  part: number;
  whole: number;
}

/** A report as every writer takes it: texts in one language, with nothing left to decide. */
export interface Report {
  id: ReportId;
  language: ScreenLanguage;
  title: string;
  event: string;
  /** The day, or the days of the event, as text. */
  period: string;
  /** "Complete as of 18:04, 5 of 6 stations proven", or that it is provisional. */
  asOf: string;
  /** Shown large above everything else; null for a list. */
  answer: ReportAnswer | null;
  /** What readers must know: the rule of a quorum, what a gap means. */
  notes: readonly string[];
  columns: readonly ReportColumn[];
  sections: readonly ReportSection[];
  /** Replaces the table in PDF; or null. */
  directory: Directory | null;
  /** Cells of the last line, "Total" first; null if there is nothing to add up. */
  totals: readonly Cell[] | null;
  /** The text shown if there are no rows. */
  empty: string;
  /** Replaces the table in PDF, one page each. */
  certificates: readonly CertificatePage[] | null;
}

/** A report as pages show it: one of the list above, or another with its own table. */
export type PrintedReport = Omit<Report, 'id'>;

/** The content of one kind of report. The header comes from `build-report.ts`. */
export type ReportBody = Pick<Report, 'title' | 'columns' | 'sections' | 'empty'> &
  Partial<Pick<Report, 'answer' | 'notes' | 'totals' | 'directory' | 'certificates'>> & {
    /** Position of the column with the group, which an event without groups does not have. */
    groupColumn?: number;
    /** Positions of the columns that only an event of delegations has. */
    delegationColumns?: readonly number[];
  };

export type ReportMaker = (digest: Digest) => ReportBody;

/** A column of text. `width` is approximate, in characters. */
export function text(title: string, width: number): ReportColumn {
  return { title, width, align: 'start', onPaper: true };
}

export function figure(title: string, width = 9): ReportColumn {
  return { title, width, align: 'end', onPaper: true };
}

/** A column whose value is in the section's title on paper. */
export function heading(title: string, width: number): ReportColumn {
  return { title, width, align: 'start', onPaper: false };
}

const nameParts = ['familyName', 'givenName'] as const;

/**
 * The last columns of a list of people in spreadsheets and CSV: the parts of their names, to sort
 * by.
 */
export function namePartColumns(language: ScreenLanguage): ReportColumn[] {
  return nameParts.map((part) => heading(delegateFields[part].label[language], 20));
}

/** The cells of {@link namePartColumns}; empty for unknown people and for a line of totals. */
export function namePartCells(person?: Pick<Delegate, (typeof nameParts)[number]>): Cell[] {
  return nameParts.map((part) => person?.[part] ?? null);
}

/** Rows without a heading. */
export function plain(rows: readonly (readonly Cell[])[]): ReportSection[] {
  return rows.length === 0 ? [] : [{ title: null, rows }];
}

/** Groups consecutive rows with the same heading into sections. */
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
