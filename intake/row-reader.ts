import { isOtherLanguage, textsIn } from '../domain/base/language.ts';
import { otherCategoryNames } from '../domain/event/conference-categories.ts';
import type { EventFile, LocalDay } from '../domain/event/event-file.ts';
import { compileRegistrationPattern } from '../domain/event/registration-pattern.ts';
import {
  delegateFields,
  maxOtherCodes,
  maxRegistrationText,
} from '../domain/roster/delegate-fields.ts';
import type { ImportedEvent } from '../domain/roster/import-delegations.ts';
import { partsAtComma } from '../domain/roster/name-parts.ts';
import { buildPrintedName, type RosterValues } from '../domain/roster/roster-entry.ts';
import {
  type CellFinding,
  type ColumnMapping,
  extraIdOf,
  isOfSessions,
  type ListColumn,
  type MappedField,
  missingColumns,
  type RejectedRow,
  type RejectReason,
  type RosterField,
  rosterFields,
} from '../domain/roster/roster-import.ts';
import {
  maxOutsideText,
  outsideTicketHash,
  readOutsideTicket,
} from '../domain/tickets/outside-ticket.ts';
import { cleanCode } from '../domain/tickets/registration-code.ts';
import { nodeCrypto } from '../platform/crypto/node-crypto.ts';
import {
  type CheckedCell,
  checkCode,
  checkText,
  cleanCell,
  type MissingLetters,
  normalText,
  plain,
  shownCell,
} from './cell-text.ts';
import { delegationParser } from './event/delegation-words.ts';
import { IntakeError } from './intake-error.ts';
import {
  type CellParser,
  dayOf,
  everyDayWords,
  extraParser,
  midnight,
  parseAnswer,
  parseGender,
  parseLanguage,
  parseLetterOrder,
  parseMark,
  parseRole,
  parseStatus,
  remembered,
  textParser,
  wordParser,
} from './parse-value.ts';
import { createSessionReader, type RowSessions } from './session-columns.ts';
import type { TableRow } from './table-row.ts';
import { withDaysInFigures } from './written-day.ts';

/** The result of one row, without the columns that are not mapped. */
export type ReadRow =
  | {
      kind: 'person';
      /** Null where the row has none. */
      registrationCode: string | null;
      values: Partial<RosterValues>;
      /** What is odd about its cells. The values are the corrected ones. */
      findings: CellFinding[];
      /** Absent where no column tells of sessions. */
      sessions?: RowSessions;
    }
  | { kind: 'rejected'; rejected: RejectedRow };

type UsualField = Exclude<keyof RosterValues, 'extra'>;
type Parsers = {
  [F in UsualField]: CellParser<RosterValues[F]>;
};

/** The parts of an event that are needed to read its rows. */
export type RowEvent = Pick<
  EventFile,
  'id' | 'languages' | 'categories' | 'delegations' | 'groupWord' | 'days'
> &
  Partial<
    Pick<
      ImportedEvent,
      'registrationCodePattern' | 'extraFields' | 'delegationWords' | 'checkpoints'
    >
  >;

/** Fields that a badge can show in their own letters. */
const drawnFields: ReadonlySet<RosterField> = new Set([
  'title',
  'printedName',
  'givenName',
  'familyName',
  'nativeName',
  'jobTitle',
]);
const none: readonly string[] = [];

/**
 * Creates the reader of a file's rows.
 *
 * @param missingLetters returns the letters that no badge font has; by default none is missing
 * @throws IntakeError `import-mapping-incomplete`: no name, or a column that the file does
 * not have; the detail names the field
 */
export function createRowReader(
  event: RowEvent,
  mapping: ColumnMapping,
  headers: readonly string[],
  missingLetters: MissingLetters = () => none,
): (row: TableRow) => ReadRow {
  checkMapping(mapping, headers);
  const { registrationCode: codeColumn, ...columns } = mapping;
  const parsers = parsersOf(event);
  const mapped = Object.keys(columns) as Exclude<ListColumn, 'registrationCode'>[];
  const named = mapped.flatMap((name) => (isOfSessions(name) ? [] : [name]));
  const fields = named.map((field) => ({
    field,
    column: columns[field] ?? 0,
    ...takerOf(field, parsers, event, missingLetters),
  }));
  const sessionsOf = createSessionReader({ checkpoints: [], ...event }, mapping);
  const lastColumn = Math.max(
    codeColumn ?? 0,
    ...Object.values(columns).map((column = 0) => column),
  );
  const pattern = compiledPattern(event);
  const group = onlyGroupOf(event);
  const isWhole = hasWholeNames(mapping, headers);

  return (row) => {
    const shape = wrongShape(row, lastColumn, headers.length);
    if (shape !== null) return rejected(row, shape, null, '');
    const findings: CellFinding[] = [];
    const codeCell = codeColumn === undefined ? '' : (row.cells[codeColumn] ?? '');
    const code = checkCode(codeCell, pattern);
    const wrong = wrongText(code.text, maxRegistrationText);
    if (wrong !== null) return rejected(row, wrong, 'registrationCode', code.text);
    if (code.what.length > 0) {
      note(findings, row, 'registrationCode', code, shownCell(codeCell.trim()));
    }
    const values: Partial<RosterValues> = group === null ? {} : { delegation: group };
    for (const { field, column, missing, take } of fields) {
      const raw = row.cells[column] ?? '';
      const odd = plain.test(raw) || missing === null ? null : checkText(raw, missing);
      const cell = odd?.text ?? cleanCell(raw);
      const reason = wrongText(cell) ?? take(values, cell);
      if (reason !== null) return rejected(row, reason, field, cell);
      if (odd !== null && missing !== null && odd.what.length > 0) {
        note(findings, row, field, odd, shownCell(raw.trim()));
      }
    }
    if (!hasName(values)) return rejected(row, 'no-name', 'printedName', '');
    if (isWhole) separateParts(values, row, findings);
    if (isOtherLanguage(values.language ?? null, event)) {
      const value = shortened(row.cells[mapping.language ?? 0]?.trim() ?? '');
      findings.push({
        line: row.line,
        field: 'language',
        what: ['other-language'],
        value,
        mended: null,
      });
    }
    const registrationCode = code.text === '' ? null : code.text;
    const sessions = sessionsOf?.(row.cells);
    const person = { kind: 'person', registrationCode, values, findings } as const;
    return sessions === undefined ? person : { ...person, sessions };
  };
}

/**
 * Headings of names that somebody approved for the badge; they are never changed. A connector's
 * column is headed by the name of its field.
 */
const approved: ReadonlySet<string> = new Set([
  ...['printed name', 'printedname', 'badge name', 'name on badge', 'approved printed name'],
  ...['nom imprime', 'nom sur le badge', 'nom badge', 'name auf dem ausweis', 'namensschild'],
  ...['nombre impreso', 'nombre en la credencial'],
]);

/** Whether a file has whole names in one column, as their owners wrote them. */
function hasWholeNames(mapping: ColumnMapping, headers: readonly string[]): boolean {
  const { printedName, givenName, familyName } = mapping;
  if (printedName === undefined || givenName !== undefined || familyName !== undefined)
    return false;
  return !approved.has(normalText(headers[printedName] ?? ''));
}

/** Proposes "Dupont, Marie" as a family name and a given name, of which the badge's is composed. */
function separateParts(
  values: Partial<RosterValues>,
  row: TableRow,
  findings: CellFinding[],
): void {
  const { printedName = '', delegation, language = null } = values;
  const parts = partsAtComma(printedName);
  if (parts === null) return;
  delete values.printedName;
  Object.assign(values, parts);
  findings.push({
    line: row.line,
    field: 'printedName',
    what: ['family-first'],
    value: shortened(printedName),
    mended: shortened(buildPrintedName({ ...parts, delegation, language })),
  });
}

/** The only delegation of an event that has one; everyone belongs to it. */
function onlyGroupOf({ delegations }: RowEvent): string | null {
  const [only, ...others] = delegations;
  return only === undefined || others.length > 0 ? null : only.code;
}

/** A row with its registration code; rejected where it has none. */
export type CodedRow =
  | (Extract<ReadRow, { kind: 'person' }> & { registrationCode: string })
  | Extract<ReadRow, { kind: 'rejected' }>;

/** Rejects a row without a registration code, where nobody can be asked who it is. */
export function withCode(row: ReadRow, line: number): CodedRow {
  if (row.kind === 'rejected') return row;
  const { registrationCode, ...rest } = row;
  if (registrationCode !== null) return { ...rest, registrationCode };
  return rejected({ line }, 'no-registration-code', 'registrationCode', '');
}

function checkMapping(mapping: ColumnMapping, headers: readonly string[]): void {
  const incomplete = (detail: string): IntakeError =>
    new IntakeError('import-mapping-incomplete', detail);
  const [missing] = missingColumns(mapping);
  if (missing !== undefined) throw incomplete(missing);
  for (const [field, column = 0] of Object.entries(mapping)) {
    if (column >= headers.length) throw incomplete(field);
  }
}

function compiledPattern({ registrationCodePattern = null }: RowEvent): RegExp | null {
  return registrationCodePattern === null
    ? null
    : compileRegistrationPattern(registrationCodePattern);
}

function note(
  findings: CellFinding[],
  row: TableRow,
  field: MappedField,
  checked: CheckedCell,
  shown: string,
): void {
  findings.push({
    line: row.line,
    field,
    what: checked.what,
    value: shortened(shown),
    mended: checked.isMended ? shortened(checked.text) : null,
  });
}

/**
 * Rejects a byte of another character set than the file's: no person is better than a wrong name.
 */
function wrongText(text: string, longest = Number.POSITIVE_INFINITY): RejectReason | null {
  if (text.includes('\uFFFD')) return 'unreadable-character';
  return text.length > longest ? 'too-long' : null;
}

type TextField =
  | 'printedName'
  | {
      [F in RosterField]: (typeof delegateFields)[F] extends { text: number } ? F : never;
    }[Exclude<RosterField, 'registrationCode'>];

/** Fields that accept any text. */
const textParsers = Object.fromEntries(
  rosterFields.flatMap((name) => {
    const { text } = delegateFields[name];
    return text === undefined ? [] : [[name, textParser(text)]];
  }),
) as Pick<Parsers, TextField>;

function parsersOf(event: RowEvent): Parsers {
  return {
    ...textParsers,
    otherCodes: parseOtherCodes,
    outsideTickets: outsideParser(event),
    delegation: groupParser(event),
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

/** In an event with one group, an empty cell means that group. */
function groupParser(event: RowEvent): CellParser<string> {
  const parse = delegationParser(event);
  const group = onlyGroupOf(event);
  return group === null ? parse : (cell) => (cell === '' ? { value: group } : parse(cell));
}

/**
 * Rejects a shifted row. A separator in a name shifts the columns after it, and no person is better
 * than a wrong badge.
 */
function wrongShape(row: TableRow, lastColumn: number, width: number): RejectReason | null {
  if (row.cells.length <= lastColumn) return 'too-few-columns';
  for (let column = width; column < row.cells.length; column += 1) {
    if (row.cells[column]?.trim() !== '') return 'too-many-columns';
  }
  return null;
}

/** How the cells of a column are read. */
interface Taker {
  take: (values: Partial<RosterValues>, cell: string) => RejectReason | null;
  /** Null if the field accepts only fixed values, which are not displayed unchanged. */
  missing: MissingLetters | null;
}

function takerOf(
  field: Exclude<MappedField, 'registrationCode'>,
  parsers: Parsers,
  { extraFields = [] }: RowEvent,
  missingLetters: MissingLetters,
): Taker {
  const id = extraIdOf(field);
  if (id === null) {
    const usual = field as UsualField;
    return {
      take: (values, cell) => take(parsers, values, usual, cell),
      missing: drawnFields.has(usual) ? missingLetters : usual in textParsers ? () => none : null,
    };
  }
  const declared = extraFields.find((one) => one.id === id);
  if (declared === undefined) throw new IntakeError('import-mapping-incomplete', field);
  const parse = extraParser(declared);
  const isDrawn = declared.showsAt.includes('badge');
  return {
    take: (values, cell) => {
      const parsed = parse(cell);
      if ('reject' in parsed) return parsed.reject;
      values.extra = { ...values.extra, [id]: parsed.value ?? '' };
      return null;
    },
    missing: declared.type !== 'text' ? null : isDrawn ? missingLetters : () => none,
  };
}

function take<F extends UsualField>(
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

/** An empty printed name counts as missing: it is then composed from the other two. */
function hasName(values: Partial<RosterValues>): boolean {
  if (values.printedName === '') delete values.printedName;
  if (values.printedName !== undefined) return true;
  const { givenName = '', familyName = '' } = values;
  return buildPrintedName({ givenName, familyName }) !== '';
}

function rejected(
  { line }: Pick<TableRow, 'line'>,
  reason: RejectReason,
  field: MappedField | null,
  value: string,
): Extract<ReadRow, { kind: 'rejected' }> {
  return {
    kind: 'rejected',
    rejected: { line, reason, field, value: shortened(value), sameAs: null },
  };
}

/** At most 80 UTF-16 units, without half a character or half a mark of `shownCell` at the end. */
export function shortened(value: string): string {
  return value.slice(0, 80).replace(/[\uD800-\uDBFF]$|\[U(\+[0-9A-F]*)?$/, '');
}

/**
 * Finds a category by its id or by one of its names, including the feminine form and
 * other common names.
 */
export function categoryParser(event: Pick<EventFile, 'categories'>): CellParser<string> {
  const words = new Map<string, string>();
  const known = new Set(event.categories.map(({ id }) => id));
  for (const [id, others] of Object.entries(otherCategoryNames)) {
    if (known.has(id)) for (const word of others.split(', ')) words.set(word, id);
  }
  for (const category of event.categories) {
    for (const word of [...textsIn(category.name), ...textsIn(category.feminine ?? {})]) {
      words.set(normalText(word), category.id);
    }
  }
  // Ids last, so that they win over another category's name with the same spelling.
  for (const category of event.categories) words.set(normalText(category.id), category.id);
  words.delete('');
  return wordParser(words, { empty: undefined, reject: 'unknown-category' });
}

/** Reads further registration codes, between commas, semicolons, bars or lines. */
function parseOtherCodes(cell: string): ReturnType<CellParser<string[]>> {
  const codes = cell.split(/[,;|\n]/).map(cleanCode);
  const given = codes.filter((code) => code !== '');
  const isTooLong = given.some((code) => code.length > maxRegistrationText);
  return isTooLong || given.length > maxOtherCodes ? { reject: 'too-long' } : { value: given };
}

/** Reads the code of another system's ticket. Only its hash is kept. */
function outsideParser({ id: eventId }: Pick<EventFile, 'id'>): CellParser<string[]> {
  const hashing = { eventId, crypto: nodeCrypto };
  return (cell) => {
    if (cell === '') return { value: [] };
    if (cell.length > maxOutsideText) return { reject: 'too-long' };
    const [text = cell] = readOutsideTicket(cell).texts;
    return { value: [outsideTicketHash(text, hashing)] };
  };
}

/**
 * Reads a list of days, each as `2018-10-02`, `02/10/2018`, `2.10.2018` or `2-10-2018` (day before
 * month, as in Europe), or written out, even without a year ("2 octobre": {@link
 * withDaysInFigures}). They are separated by comma, semicolon, bar, line or blank. An empty cell
 * and "all days" mean every day.
 */
function daysParser(event: Pick<EventFile, 'days'>): CellParser<LocalDay[] | null> {
  const known = new Set(event.days);
  const everyDay = new Set(everyDayWords.split(', '));
  return remembered((cell) => {
    if (cell === '' || everyDay.has(normalText(cell))) return { value: null };
    const days = new Set<LocalDay>();
    const figures = withDaysInFigures(cell.replace(midnight, ' '), event.days);
    for (const text of figures.split(/[\s,;|&+]+/)) {
      if (text === '' || /^(and|et|und|y)$/i.test(text)) continue;
      const day = dayOf(text);
      if (day === null || !known.has(day)) return { reject: 'unknown-day' };
      days.add(day);
    }
    if (days.size === 0) return { reject: 'unknown-day' };
    return { value: [...days].sort() };
  });
}
