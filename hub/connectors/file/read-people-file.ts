import type { EventFile } from '../../../domain/event/event-file.ts';
import type {
  ColumnMapping,
  MappedField,
  TextEncoding,
} from '../../../domain/roster/roster-import.ts';
import { codeKey } from '../../../domain/tickets/registration-code.ts';
import { peopleSubject } from '../../../intake/guess-mapping.ts';
import { IntakeError } from '../../../intake/intake-error.ts';
import { readPeople } from '../../../intake/read-people.ts';
import { openTable, previewTable } from '../../../intake/table.ts';
import { ConnectorFailure } from '../failure.ts';
import type { RosterChanges } from '../roster-source.ts';

/** Max rows of one file that are reported as rejected. With more, the file itself is wrong. */
const maxRejected = 1_000;

export interface FileReading {
  /** Field → heading, where the guess would be wrong. */
  columns: Partial<Record<MappedField, string>>;
  /** Null: detect the character set. */
  encoding: TextEncoding | null;
  event: EventFile;
}

/**
 * Reads a roster file (CSV or XLSX) like the import does. Values that can be corrected are
 * corrected, because there is no operator to confirm them. People who are not in the file stay
 * unchanged.
 *
 * @param name identifies the file in rejected rows: `name:line`
 * @throws ConnectorFailure `not-a-roster`, `encoding-doubtful`
 */
export async function readPeopleFile(
  bytes: Uint8Array,
  name: string,
  { columns, encoding, event: whole }: FileReading,
): Promise<Pick<RosterChanges, 'people' | 'rejected' | 'reread'>> {
  // Places in sessions are booked where somebody sees what comes of it.
  const event = { ...whole, checkpoints: [] };
  try {
    const table = await openTable(bytes, {
      encoding: encoding ?? undefined,
      subject: peopleSubject(event.extraFields),
    });
    const { guess } = await previewTable(name, table, event);
    const mapping = mappingOf(guess, table.headers, columns);
    const found = await readPeople(table, mapping, event, () => {});
    return {
      people: [...found.people.values()].map(({ registrationCode, values }) => ({
        outsideId: codeKey(registrationCode),
        handle: '',
        registrationCode,
        values,
      })),
      rejected: [
        ...found.rejected.map(({ rejected }) => rejected),
        // Nobody can be asked who they are.
        ...found.uncoded.map(({ line }) => ({ line, reason: 'no-registration-code' as const })),
      ]
        .slice(0, maxRejected)
        .map(({ line, reason }) => ({ id: `${name}:${line}`, reason })),
      reread: [`${name}:`],
    };
  } catch (error) {
    if (!(error instanceof IntakeError)) throw error;
    if (error.code === 'import-encoding-doubtful') {
      throw new ConnectorFailure('encoding-doubtful', `${name}: ${error.detail}`, { cause: error });
    }
    // Codes and kinds of files only: the detail of an intake error never quotes a row.
    throw new ConnectorFailure('not-a-roster', `${name}: ${error.message}`, { cause: error });
  }
}

function mappingOf(
  guess: ColumnMapping,
  headers: readonly string[],
  columns: FileReading['columns'],
): ColumnMapping {
  const mapping = { ...guess };
  for (const [field, header] of Object.entries(columns) as [MappedField, string][]) {
    const column = headers.findIndex((known) => known.toLowerCase() === header.toLowerCase());
    if (column < 0) throw new IntakeError('import-mapping-incomplete', field);
    mapping[field] = column;
  }
  return mapping;
}
