import type { EventFile } from '../domain/event-file.ts';
import { codeKey } from '../domain/registration-code.ts';
import type { RosterValues } from '../domain/roster-entry.ts';
import type { ColumnMapping, RejectedRow } from '../domain/roster-import.ts';
import type { RejectedSource } from './rejected-csv.ts';
import { createRowReader } from './row-reader.ts';
import type { Table } from './table.ts';
import type { TableRow } from './table-row.ts';

/** One person as the file tells. */
export interface Person {
  registrationCode: string;
  values: Partial<RosterValues>;
}

/** A file read to its end. */
export interface PeopleOfFile {
  /** Rows that are not blank. */
  rows: number;
  /** By `codeKey`, in the order of the file. */
  people: Map<string, Person>;
  rejected: RejectedSource[];
}

/**
 * Reads every row. Of rows with the same registration code the first counts, the others are rejected.
 *
 * @throws IntakeError as `createRowReader` and `Table.rows`
 */
export async function readPeople(
  table: Table,
  mapping: ColumnMapping,
  event: EventFile,
  onProgress: (fraction: number, rows: number) => void,
): Promise<PeopleOfFile> {
  const read = createRowReader(event, mapping, table.headers);
  const found: PeopleOfFile = { rows: 0, people: new Map(), rejected: [] };
  for await (const group of table.rows((fraction) => onProgress(fraction, found.rows))) {
    for (const row of group) {
      found.rows += 1;
      takeRow(row, read(row), found);
    }
  }
  return found;
}

function takeRow(
  row: TableRow,
  result: ReturnType<ReturnType<typeof createRowReader>>,
  found: PeopleOfFile,
): void {
  if (result.kind === 'rejected') {
    found.rejected.push({ rejected: result.rejected, cells: row.cells });
    return;
  }
  const key = codeKey(result.registrationCode);
  if (found.people.has(key)) {
    found.rejected.push({ rejected: duplicate(row, result.registrationCode), cells: row.cells });
    return;
  }
  found.people.set(key, { registrationCode: result.registrationCode, values: result.values });
}

function duplicate(row: TableRow, registrationCode: string): RejectedRow {
  return {
    line: row.line,
    reason: 'duplicate-in-file',
    field: 'registrationCode',
    value: registrationCode,
  };
}
