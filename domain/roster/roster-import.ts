import { z } from 'zod';
import { kioskLanguageSchema } from '../base/language.ts';
import { bookingStates } from '../bookings/booking.ts';
import { bookingCountsSchema } from '../bookings/listed-booking.ts';
import { checkpointIdSchema } from '../event/event-file.ts';
import { extraFieldIdSchema } from '../event/extra-fields.ts';
import { type DelegateFieldName, delegateFieldNames, delegateFields } from './delegate-fields.ts';
import { eventKeepers, unknownDelegationSchema } from './import-delegations.ts';

export type RosterField = Exclude<DelegateFieldName, 'id' | 'ticketHashes' | 'extra'>;
/** The fields of a delegate that a roster file can fill. */
export const rosterFields = delegateFieldNames.filter(
  (name): name is RosterField => delegateFields[name].headings !== undefined,
);

/** A field of a delegate, or one that the event declares: `extra.` followed by its id. */
export type MappedField = RosterField | `extra.${string}`;
export const mappedFieldSchema = z.union([
  z.enum(rosterFields),
  z.templateLiteral(['extra.', extraFieldIdSchema]),
]);

/** The id of a field that the event declares; null for any other field. */
export function extraIdOf(field: ListColumn | DelegateFieldName): string | null {
  return field.startsWith('extra.') ? field.slice('extra.'.length) : null;
}

/**
 * What a column says: a field, or sessions in which people have places. These are several in one
 * cell, or one session: `session.` followed by its id.
 */
export const listColumnSchema = z.union([
  mappedFieldSchema,
  z.literal('sessions'),
  z.templateLiteral(['session.', checkpointIdSchema]),
]);
export type ListColumn = MappedField | 'sessions' | `session.${string}`;

/** The id of the session of which a column tells; null for any other column. */
export function sessionIdOf(column: ListColumn): string | null {
  return column.startsWith('session.') ? column.slice('session.'.length) : null;
}

/** Whether a column tells of places in sessions, and fills no field. */
export function isOfSessions(column: ListColumn): column is Exclude<ListColumn, MappedField> {
  return column === 'sessions' || sessionIdOf(column) !== null;
}

/** Field or session → column (by position, from 0). Columns that are not mapped are dropped. */
export const columnMappingSchema = z.partialRecord(listColumnSchema, z.int().nonnegative());
export type ColumnMapping = z.infer<typeof columnMappingSchema>;

/**
 * The fields that still need a column: only a name does. Without its own column, a printed name is
 * composed from given and family name.
 */
export function missingColumns(mapping: ColumnMapping): RosterField[] {
  const hasName = (['printedName', 'givenName', 'familyName'] as const).some(
    (field) => mapping[field] !== undefined,
  );
  return hasName ? [] : ['printedName'];
}

/**
 * The character sets in which offices export tables. UTF-16 is little-endian, as Windows writes it.
 */
export const textEncodings = [
  'utf-8',
  'windows-1252',
  'windows-1250',
  'windows-1251',
  'windows-1253',
  'windows-1254',
  'windows-1257',
  'windows-1255',
  'windows-1256',
  'utf-16le',
] as const;
export const textEncodingSchema = z.enum(textEncodings);
export type TextEncoding = z.infer<typeof textEncodingSchema>;

/** How a user may override the reading of a file if the guess was wrong. */
export const readOptionsSchema = z.strictObject({
  encoding: textEncodingSchema.optional(),
  delimiter: z.enum([',', ';', '\t', '|']).optional(),
});
export type ReadOptions = z.infer<typeof readOptionsSchema>;

/** Max UTF-16 units of a pasted list: twenty thousand rows of a wide table. */
export const maxPastedList = 5_000_000;

/** Why a row was rejected. The locale files have a text for each. */
export const rejectReasonSchema = z.enum([
  'no-registration-code',
  'no-name',
  'unknown-delegation',
  'unknown-category',
  'unknown-status',
  'unknown-day',
  'unknown-value',
  'too-long',
  'unreadable-character',
  'duplicate-in-file',
  'look-alike-in-file',
  'same-row-in-file',
  'too-few-columns',
  'too-many-columns',
]);
export type RejectReason = z.infer<typeof rejectReasonSchema>;

export const rejectedRowSchema = z.strictObject({
  /** Line of the file where the row starts, counted from 1 as in editors and spreadsheets. */
  line: z.int().positive(),
  reason: rejectReasonSchema,
  /** The field and the text of the cell that caused it, cut to 80 characters. */
  field: mappedFieldSchema.nullable(),
  value: z.string().max(80),
  /** For a code that occurs twice, the line of the other row; null otherwise. */
  sameAs: z.int().positive().nullable(),
});
export type RejectedRow = z.infer<typeof rejectedRowSchema>;

/** What is odd about a readable cell. The locale files have a text for each. */
export const cellOdditySchema = z.enum([
  'unseen-characters',
  'direction-marks',
  'other-digits',
  'other-letters',
  'off-pattern',
  'no-font',
  'family-first',
  'other-language',
]);
export type CellOddity = z.infer<typeof cellOdditySchema>;

export const cellFindingSchema = z.strictObject({
  /** Line of the file, from 1. `field` is the field that the cell fills. */
  line: z.int().positive(),
  field: mappedFieldSchema,
  what: z.array(cellOdditySchema).min(1),
  /**
   * The cell unchanged, with invisible characters as [U+200B]; like `mended` at most 80 UTF-16
   * units.
   */
  value: z.string().max(80),
  /**
   * The value if an operator accepts the correction. Null: correct the file, or the cell stays
   * unchanged.
   */
  mended: z.string().max(80).nullable(),
});
export type CellFinding = z.infer<typeof cellFindingSchema>;

/** Lines of a file as decoded with one character set. */
export const encodingReadingSchema = z.strictObject({
  encoding: textEncodingSchema,
  lines: z.array(z.strictObject({ line: z.int().positive(), text: z.string() })),
});
export type EncodingReading = z.infer<typeof encodingReadingSchema>;

export const rosterPreviewSchema = z.strictObject({
  planId: z.uuid(),
  fileName: z.string(),
  format: z.enum(['csv', 'xlsx']),
  encoding: z.enum([...textEncodings, 'utf-8-bom', 'xlsx']),
  delimiter: z.enum([',', ';', '\t', '|', '']),
  headers: z.array(z.string()),
  guess: columnMappingSchema,
  /** The first rows, as cells. */
  sample: z.array(z.array(z.string())),
  /**
   * The lines that differ, in each character set, likeliest first. Empty where the set is certain.
   */
  readings: z.array(encodingReadingSchema),
});
export type RosterPreview = z.infer<typeof rosterPreviewSchema>;

export const rosterChangeSchema = z.strictObject({
  registrationCode: z.string(),
  printedName: z.string(),
  field: mappedFieldSchema,
  before: z.string(),
  after: z.string(),
});

/** Max people that a question offers, and max questions that a page shows. */
export const maxCandidates = 5;
export const maxQuestions = 200;

/**
 * A row that may be a person of the roster, or the person of another row, where no code, ticket or
 * e-mail decides it.
 */
export const importQuestionSchema = z.strictObject({
  /** Line of the file, from 1. */
  line: z.int().positive(),
  printedName: z.string(),
  email: z.string(),
  /** People of the roster with this name, this e-mail or this ticket. */
  candidates: z
    .array(
      z.strictObject({
        id: z.uuid(),
        registrationCode: z.string(),
        printedName: z.string(),
        email: z.string(),
      }),
    )
    .max(maxCandidates),
  /** The only candidate, or the only one with the same name; null if there is none. */
  likely: z.uuid().nullable(),
  /** Lines of other rows with the same name, where nothing tells this one apart from them. */
  alike: z.array(z.int().positive()).max(maxCandidates),
});
export type ImportQuestion = z.infer<typeof importQuestionSchema>;

/** What somebody decided on a row: the id of a candidate, a new person, or not to import it. */
const importAnswerSchema = z.union([z.uuid(), z.enum(['new', 'left-out'])]);
export type ImportAnswer = z.infer<typeof importAnswerSchema>;

/** What somebody decided before an import is written. */
export const importDecisionSchema = z.strictObject({
  /** With the corrected cells. */
  acceptMended: z.boolean(),
  /** Answers by the line of their question. */
  answers: z
    .array(z.strictObject({ line: z.int().positive(), answer: importAnswerSchema }))
    .max(maxQuestions)
    .default([]),
  /**
   * The answer to every other question; null leaves them open, and nothing is written. `same`: the
   * likely candidate, where there is one.
   */
  others: z.enum(['same', 'new', 'left-out']).nullable().default(null),
});
export type ImportDecision = z.infer<typeof importDecisionSchema>;

/** Accepts nothing and answers nothing. */
export const undecided: ImportDecision = { acceptMended: false, answers: [], others: null };

/** A line of a list that is no person: a title above, a second heading, a total below. */
export const leftOutLineSchema = z.strictObject({
  line: z.int().positive(),
  text: z.string().max(80),
});
export type LeftOutLine = z.infer<typeof leftOutLineSchema>;

/** What stands against a booking that a list wants, or is odd about it. */
export const bookingOdditySchema = z.enum([
  'unknown-session',
  'unknown-mark',
  'no-booking',
  'retired',
  'registration',
  'category',
  'same-time',
]);
export type BookingOddity = z.infer<typeof bookingOdditySchema>;

/** What an import does to places in sessions. */
export const importBookingsSchema = z.strictObject({
  /** Number of people and sessions: new places, new turns, and what is given up. */
  booked: z.int().nonnegative(),
  waiting: z.int().nonnegative(),
  released: z.int().nonnegative(),
  /** Places that become free and go on to people who wait. */
  promoted: z.int().nonnegative(),
  /** The first of them, by line. */
  changes: z.array(
    z.strictObject({
      line: z.int().positive(),
      printedName: z.string(),
      session: z.string(),
      to: z.enum(bookingStates),
    }),
  ),
  /** Number of findings, and the first of them. */
  odd: z.int().nonnegative(),
  findings: z.array(
    z.strictObject({
      line: z.int().positive(),
      printedName: z.string(),
      what: bookingOdditySchema,
      /** Ids; none for a name that no session has, two for two at the same time. */
      sessions: z.array(z.string()).max(2),
      /** The text that was not understood, or empty. */
      value: z.string().max(80),
    }),
  ),
});
export type ImportBookings = z.infer<typeof importBookingsSchema>;

export const rosterDiffSchema = z.strictObject({
  planId: z.uuid(),
  rows: z.int().nonnegative(),
  added: z.int().nonnegative(),
  changed: z.int().nonnegative(),
  unchanged: z.int().nonnegative(),
  /**
   * People in the local roster who are missing from the file. They are reported, never cancelled.
   */
  absent: z.int().nonnegative(),
  rejected: z.int().nonnegative(),
  /** Number of questions, and the first of them. Their rows count nowhere else. */
  asked: z.int().nonnegative(),
  questions: z.array(importQuestionSchema).max(maxQuestions),
  /** Number of new people for whom the file has no code, ticket or e-mail of their own. */
  withoutKey: z.int().nonnegative(),
  leftOut: z.array(leftOutLineSchema),
  /** Number of delegates whose printed badge shows something that would change. */
  outdatedBadges: z.int().nonnegative(),
  /** The first examples of each kind. */
  addedExamples: z.array(z.strictObject({ registrationCode: z.string(), printedName: z.string() })),
  changes: z.array(rosterChangeSchema),
  rejectedRows: z.array(rejectedRowSchema),
  /** Delegations of the rejected rows that the event does not have. */
  unknownDelegations: z.array(unknownDelegationSchema),
  eventKeeper: z.enum(eventKeepers),
  /** Number of odd cells. Corrected values (`mended`) must be accepted before writing. */
  odd: z.int().nonnegative(),
  mended: z.int().nonnegative(),
  findings: z.array(cellFindingSchema),
  /** The event's first language: of messages to people whose own (`other-language`) it lacks. */
  messageLanguage: kioskLanguageSchema,
  /** Null where no column tells of sessions. */
  bookings: importBookingsSchema.nullable(),
  /**
   * People whose category, role or function says that they are VIPs, where no column fills that
   * field; null for none. `marked`: this import makes them VIPs.
   */
  vips: z
    .strictObject({
      people: z.int().positive(),
      /** The first few terms of the file, without duplicates. */
      words: z.array(z.string()),
      marked: z.boolean(),
    })
    .nullable(),
});
export type RosterDiff = z.infer<typeof rosterDiffSchema>;

/** What an import wrote. */
export const importWrittenSchema = z.strictObject({
  added: z.int().nonnegative(),
  changed: z.int().nonnegative(),
  /** New places, new turns, and places given up; null where the list says nothing about them. */
  bookings: bookingCountsSchema.nullable(),
});
export type ImportWritten = z.infer<typeof importWrittenSchema>;

export const importProgressSchema = z.strictObject({
  planId: z.uuid(),
  phase: z.enum(['reading', 'comparing', 'writing']),
  /** 0 to 1. */
  fraction: z.number().min(0).max(1),
  rows: z.int().nonnegative(),
});
export type ImportProgress = z.infer<typeof importProgressSchema>;

/** What depends on an import and would be lost by undoing it. */
export const importDependentsSchema = z.strictObject({
  /** Added people to whom a record refers: an arrival, a badge, a correction. */
  recorded: z.int().nonnegative(),
  /** Added people who have a portrait. */
  photos: z.int().nonnegative(),
  /** Imported people who were changed or removed since. */
  edited: z.int().nonnegative(),
  /** How often tickets were saved or sent since. */
  tickets: z.int().nonnegative(),
  /** Event packages made since: they contain the roster. */
  packages: z.int().nonnegative(),
});
export type ImportDependents = z.infer<typeof importDependentsSchema>;

/** The last import at this station. It can be undone while nothing depends on it. */
export const lastImportSchema = z.strictObject({
  /** UTC milliseconds of the event's clock. */
  at: z.int(),
  added: z.int().nonnegative(),
  changed: z.int().nonnegative(),
  /** Places that it booked, gave up, or for which it let people wait. */
  bookings: z.int().nonnegative(),
  dependents: importDependentsSchema,
});
export type LastImport = z.infer<typeof lastImportSchema>;

/** Whether nothing depends on the import. */
export function isUndoable({ dependents }: LastImport): boolean {
  return Object.values(dependents).every((count) => count === 0);
}
