import type { ExtraField } from '../domain/event/extra-fields.ts';
import type { RosterPreview } from '../domain/roster/roster-import.ts';
import { guessMapping } from './guess-mapping.ts';
import type { Table } from './table.ts';

const sampleRows = 20;
/** Longest cell of a preview, in UTF-16 units. */
const maxSample = 120;

/** The beginning of a roster file, with the columns guessed. Throws IntakeError as `Table.rows`. */
export async function previewTable(
  fileName: string,
  table: Table,
  extraFields: readonly ExtraField[],
): Promise<Omit<RosterPreview, 'planId'>> {
  const sample: string[][] = [];
  for await (const rows of table.rows()) {
    for (const row of rows.slice(0, sampleRows - sample.length)) {
      sample.push(row.cells.map((cell) => cell.slice(0, maxSample)));
    }
    if (sample.length >= sampleRows) break;
  }
  return {
    fileName,
    format: table.format,
    encoding: table.encoding,
    delimiter: table.delimiter,
    headers: table.headers,
    guess: guessMapping(table.headers, extraFields),
    sample,
    readings: [...table.readings],
  };
}
