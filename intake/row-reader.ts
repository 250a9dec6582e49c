import type { EventFile } from '../domain/event-file.ts';
import { cleanCode } from '../domain/registration-code.ts';
import { buildPrintedName, type RosterValues } from '../domain/roster-entry.ts';
import type {
  ColumnMapping,
  RejectedRow,
  RejectReason,
  RosterField,
} from '../domain/roster-import.ts';
import { categoryParser, daysParser, delegationParser } from './event-words.ts';
import { IntakeError } from './intake-error.ts';
import { cleanCell } from './normal-text.ts';
import {
  type CellParser,
  parseAnswer,
  parseGender,
  parseLanguage,
  parseLetterOrder,
  parseMark,
  parseRole,
  parseStatus,
  textParser,
} from './parse-value.ts';
import type { TableRow } from './table-row.ts';

/** What one row came to. Columns that are not mapped are in neither. */
export type ReadRow =
  | { kind: 'person'; registrationCode: string; values: Partial<RosterValues> }
  | { kind: 'rejected'; rejected: RejectedRow };

type Parsers = {
  [F in keyof RosterValues]: CellParser<RosterValues[F]>;
};

const longestCode = 64;

/**
 * Makes the reader of a file's rows.
 *
 * @throws IntakeError `import-mapping-incomplete`: no registration code, delegation or name, or a
 *   column that the file does not have; the detail names the field
 */
export function createRowReader(
  event: Pick<EventFile, 'categories' | 'delegations' | 'days'>,
  mapping: ColumnMapping,
  headers: readonly string[],
): (row: TableRow) => ReadRow {
  checkMapping(mapping, headers);
  const { registrationCode: codeColumn = 0, ...columns } = mapping;
  const parsers = parsersOf(event);
  const fields = (Object.keys(columns) as (keyof RosterValues)[]).map((field) => ({
    field,
    column: columns[field] ?? 0,
  }));
  const lastColumn = Math.max(codeColumn, ...fields.map((field) => field.column));

  return (row) => {
    const shape = wrongShape(row, lastColumn, headers.length);
    if (shape !== null) return rejected(row, shape, null, '');
    const code = cleanCode(cleanCell(row.cells[codeColumn] ?? ''));
    if (code === '') return rejected(row, 'no-registration-code', 'registrationCode', '');
    if (code.length > longestCode) return rejected(row, 'too-long', 'registrationCode', code);
    const values: Partial<RosterValues> = {};
    for (const { field, column } of fields) {
      const cell = cleanCell(row.cells[column] ?? '');
      const reason = take(parsers, values, field, cell);
      if (reason !== null) return rejected(row, reason, field, cell);
    }
    if (!hasName(values)) return rejected(row, 'no-name', 'printedName', '');
    return { kind: 'person', registrationCode: code, values };
  };
}

function checkMapping(mapping: ColumnMapping, headers: readonly string[]): void {
  const incomplete = (detail: string): IntakeError =>
    new IntakeError('import-mapping-incomplete', detail);
  if (mapping.registrationCode === undefined) throw incomplete('registrationCode');
  if (mapping.delegation === undefined) throw incomplete('delegation');
  if (
    mapping.printedName === undefined &&
    mapping.familyName === undefined &&
    mapping.givenName === undefined
  ) {
    throw incomplete('printedName');
  }
  for (const [field, column] of Object.entries(mapping)) {
    if (column >= headers.length) throw incomplete(field);
  }
}

function parsersOf(event: Pick<EventFile, 'categories' | 'delegations' | 'days'>): Parsers {
  return {
    title: textParser(40),
    printedName: textParser(200),
    givenName: textParser(120),
    familyName: textParser(120),
    nativeName: textParser(200),
    jobTitle: textParser(200),
    delegation: delegationParser(event),
    administration: textParser(200),
    role: parseRole,
    letterOrder: parseLetterOrder,
    category: categoryParser(event),
    grammaticalGender: parseGender,
    status: parseStatus,
    days: daysParser(event),
    language: parseLanguage,
    vip: parseMark,
    flagged: parseMark,
    listed: parseAnswer,
  };
}

/** A separator inside a name moves all that follows into the wrong columns: better nobody than a wrong badge. */
function wrongShape(row: TableRow, lastColumn: number, width: number): RejectReason | null {
  if (row.cells.length <= lastColumn) return 'too-few-columns';
  for (let column = width; column < row.cells.length; column += 1) {
    if (row.cells[column]?.trim() !== '') return 'too-many-columns';
  }
  return null;
}

function take<F extends keyof RosterValues>(
  parsers: Pick<Parsers, F>,
  values: Partial<Pick<RosterValues, F>>,
  field: F,
  cell: string,
): RejectReason | null {
  const parsed = parsers[field](cell);
  if ('reject' in parsed) return parsed.reject;
  if (parsed.value !== undefined) values[field] = parsed.value;
  return null;
}

/** An empty printed name is no statement: it is then built from the other two. */
function hasName(values: Partial<RosterValues>): boolean {
  if (values.printedName === '') delete values.printedName;
  if (values.printedName !== undefined) return true;
  return buildPrintedName(values.givenName ?? '', values.familyName ?? '') !== '';
}

function rejected(
  row: TableRow,
  reason: RejectReason,
  field: RosterField | null,
  value: string,
): ReadRow {
  return {
    kind: 'rejected',
    rejected: { line: row.line, reason, field, value: shortened(value) },
  };
}

/** At most 80 UTF-16 units, without half a character at the end. */
function shortened(value: string): string {
  return value.slice(0, 80).replace(/[\uD800-\uDBFF]$/, '');
}
