import { isMailAddress } from '../../domain/tickets/ticket-mail.ts';
import { IntakeError } from '../../intake/intake-error.ts';
import { readRosterFile } from '../../intake/read-file.ts';
import { openTable } from '../../intake/table.ts';

/** Bytes: 10,000 addresses with a line of reasons each, read in one go. */
const maxListSize = 4 * 2 ** 20;

/**
 * Every e-mail address in a file of any columns (CSV, TXT or Excel): lists of bounces have no
 * common form. Throws IntakeError as `openTable` does.
 */
export async function readAddresses(path: string): Promise<string[]> {
  const bytes = readRosterFile(path);
  if (bytes.length > maxListSize) {
    throw new IntakeError('import-too-large', `${Math.round(bytes.length / 2 ** 20)} MB`);
  }
  const table = await openTable(bytes);
  const cells = [...table.headers];
  for await (const rows of table.rows()) for (const row of rows) cells.push(...row.cells);
  const found = cells.flatMap((cell) => cell.match(/[^\s<>()[\],;:"]+@[^\s<>()[\],;:"]+/g) ?? []);
  return found.filter(isMailAddress);
}
