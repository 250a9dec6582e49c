import type { UnknownDelegation } from '../domain/roster/import-delegations.ts';
import type { RosterEntry, RosterValues } from '../domain/roster/roster-entry.ts';
import type { CellFinding, ColumnMapping, LeftOutLine } from '../domain/roster/roster-import.ts';
import { type CodeMaking, makeDelegateId, ticketHashes } from '../domain/tickets/issued-codes.ts';
import { codeKey } from '../domain/tickets/registration-code.ts';
import { cleanCell, type MissingLetters, normalText, shownCell } from './cell-text.ts';
import { collectUnknownCells, type UnknownCells } from './event/delegation-words.ts';
import { IntakeError } from './intake-error.ts';
import type { RejectedSource } from './report-lines.ts';
import { createRowReader, type ReadRow, type RowEvent, shortened } from './row-reader.ts';
import { createSessionReader, type RowSessions } from './session-columns.ts';
import type { Table } from './table.ts';
import type { TableRow } from './table-row.ts';

/** Cells that mark a VIP, in the form of `normalText`. The whole cell must match. */
const vipWords = new Set([
  'vip',
  'vips',
  'v i p',
  'vvip',
  'head of delegation',
  'heads of delegation',
  'minister',
  'head of state',
  'chef de delegation',
  'cheffe de delegation',
  'chef de la delegation',
  'ministre',
  'chef d etat',
  'cheffe d etat',
  'leiter der delegation',
  'ministerin',
  'jefe de delegacion',
  'jefa de delegacion',
  'ministro',
  'ministra',
]);

/**
 * Returns a function that finds the cell of a row which marks a VIP; null if there is none, or if a
 * column for VIPs is mapped.
 */
function vipWordReader(mapping: ColumnMapping): (cells: readonly string[]) => string | null {
  const { vip, category, role, jobTitle } = mapping;
  if (vip !== undefined) return () => null;
  const columns = [category, role, jobTitle].filter((column) => column !== undefined);
  return (cells) =>
    columns
      .map((column) => (cells[column] ?? '').trim())
      .find((cell) => cell !== '' && isVipWord(cell)) ?? null;
}

/** Cached, because a list repeats the same few texts. */
const known = new Map<string, boolean>();
const maxKnown = 5_000;

function isVipWord(cell: string): boolean {
  const found = known.get(cell) ?? vipWords.has(normalText(cell));
  if (known.size < maxKnown) known.set(cell, found);
  return found;
}

export interface Person {
  registrationCode: string;
  /** Line of the file, from 1. */
  line: number;
  values: Partial<RosterValues>;
  /** The cell that marks this person as a VIP, if no column for VIPs is mapped. */
  vipWord?: string;
  /** Absent where no column tells of sessions. */
  sessions?: RowSessions;
}

/** A row without a registration code. */
export type UncodedPerson = Omit<Person, 'registrationCode'>;

/** A file that was read completely. */
export interface PeopleOfFile {
  /** Number of rows that are not blank. */
  rows: number;
  /** By `codeKey`, in the order of the file. */
  people: Map<string, Person>;
  /** In the order of the file. */
  uncoded: UncodedPerson[];
  rejected: RejectedSource[];
  unknownDelegations: UnknownDelegation[];
  /** What is odd about cells of these people. The people have the corrected values. */
  findings: CellFinding[];
  /** Lines that are no person. */
  leftOut: LeftOutLine[];
  /** Whether a column tells of sessions. */
  hasSessions: boolean;
}

/**
 * What is known of the rows so far. By `codeKey`: the original code if it was corrected. By its
 * cells: the line of each row without a code.
 */
interface Seen {
  spellings: Map<string, string>;
  rows: Map<string, number>;
  unknown: UnknownCells;
}

/**
 * Reads every row, by the same rules for the screen and for every command. Of rows with the same
 * registration code the first counts. The others are rejected and name its line.
 *
 * @param missingLetters returns the letters that no badge font has
 * @throws IntakeError like `createRowReader` and `Table.rows`; `import-encoding-doubtful` if no
 * character set was chosen for a file that needs one, with the lines in the detail
 */
export async function readPeople(
  table: Table,
  mapping: ColumnMapping,
  event: RowEvent,
  onProgress: (fraction: number, rows: number) => void,
  missingLetters?: MissingLetters,
): Promise<PeopleOfFile> {
  const [reading] = table.readings;
  if (reading !== undefined) {
    const lines = reading.lines.map(({ line }) => line).join(', ');
    throw new IntakeError('import-encoding-doubtful', `line ${lines}`);
  }
  const read = createRowReader(event, mapping, table.headers, missingLetters);
  const found: PeopleOfFile = {
    rows: 0,
    people: new Map(),
    uncoded: [],
    leftOut: [...table.above],
    rejected: [],
    findings: [],
    unknownDelegations: [],
    hasSessions: createSessionReader({ checkpoints: [], ...event }, mapping) !== null,
  };
  const vipWord = vipWordReader(mapping);
  const seen: Seen = {
    spellings: new Map(),
    rows: new Map(),
    unknown: collectUnknownCells(),
  };
  const rows = table.rows(
    (fraction) => onProgress(fraction, found.rows),
    (total) => found.leftOut.push(total),
  );
  for await (const group of rows) {
    for (const row of group) {
      found.rows += 1;
      takeRow(row, read(row), found, seen, {
        code: cellOf(row, mapping.registrationCode),
        delegation: cellOf(row, mapping.delegation),
        vipWord: vipWord(row.cells),
      });
    }
  }
  found.unknownDelegations = seen.unknown.proposals(event);
  return found;
}

function cellOf({ cells }: TableRow, column: number | undefined): string {
  return column === undefined ? '' : (cells[column] ?? '');
}

function takeRow(
  row: TableRow,
  result: ReadRow,
  found: PeopleOfFile,
  seen: Seen,
  { code, delegation, vipWord }: { code: string; delegation: string; vipWord: string | null },
): void {
  if (result.kind === 'rejected') {
    if (result.rejected.reason === 'unknown-delegation') seen.unknown.add(cleanCell(delegation));
    found.rejected.push({ rejected: result.rejected, cells: row.cells });
    return;
  }
  const { registrationCode, values, findings, sessions } = result;
  const person = {
    line: row.line,
    values,
    ...(sessions === undefined ? {} : { sessions }),
    ...(vipWord === null ? {} : { vipWord: shortened(vipWord) }),
  };
  if (registrationCode === null) {
    const same = JSON.stringify(row.cells.map(cleanCell));
    const sameAs = seen.rows.get(same);
    if (sameAs === undefined) {
      seen.rows.set(same, row.line);
      found.uncoded.push(person);
      found.findings.push(...findings);
      return;
    }
    const reason = 'same-row-in-file';
    const rejected = { line: row.line, reason, field: null, value: '', sameAs } as const;
    found.rejected.push({ rejected, cells: row.cells });
    return;
  }
  const key = codeKey(registrationCode);
  const spelling = code.trim();
  const first = found.people.get(key);
  if (first !== undefined) {
    const known = seen.spellings.get(key) ?? first.registrationCode;
    const reason = known === spelling ? 'duplicate-in-file' : 'look-alike-in-file';
    const value = shortened(shownCell(spelling));
    const sameAs = first.line;
    const rejected = { line: row.line, reason, field: 'registrationCode', value, sameAs } as const;
    found.rejected.push({ rejected, cells: row.cells });
    return;
  }
  if (spelling !== registrationCode) seen.spellings.set(key, spelling);
  found.people.set(key, { registrationCode, ...person });
  found.findings.push(...findings);
}

/** A person of a file as a new delegate, with the same id and ticket that every desk computes. */
export function newEntry(
  { registrationCode, values }: Pick<Person, 'registrationCode' | 'values'>,
  making: CodeMaking,
): RosterEntry {
  const id = makeDelegateId(registrationCode, making);
  return { id, registrationCode, ticketHashes: ticketHashes(id, making), values };
}
