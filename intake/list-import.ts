import { firstLanguage, type ScreenLanguage } from '../domain/base/language.ts';
import type { ListedBooking } from '../domain/bookings/listed-booking.ts';
import type { GroupWord } from '../domain/event/group-words.ts';
import type { ImportedEvent } from '../domain/roster/import-delegations.ts';
import {
  type RosterDefaults,
  type RosterEntry,
  rosterDefaultsOf,
} from '../domain/roster/roster-entry.ts';
import type {
  ColumnMapping,
  ImportDecision,
  ImportProgress,
  RosterPreview,
} from '../domain/roster/roster-import.ts';
import type { CodeMaking } from '../domain/tickets/issued-codes.ts';
import { bulkCrypto } from '../platform/crypto/node-crypto.ts';
import type { MissingLetters } from './cell-text.ts';
import type { KnownBooking } from './compare-bookings.ts';
import { beginComparison, type Comparison } from './comparison.ts';
import { peopleSubject } from './guess-mapping.ts';
import { IntakeError } from './intake-error.ts';
import type { KnownPerson } from './match-people.ts';
import { type PeopleOfFile, readPeople } from './read-people.ts';
import { writeRejectedCsv } from './report-lines.ts';
import { openTable, previewTable, type Table, type TableOptions } from './table.ts';

/** The people whom an import writes, with the values of new ones where the file has none. */
export interface DecidedImport {
  added: RosterEntry[];
  changed: RosterEntry[];
  /**
   * What the list says about sessions, where that may change something; in the order of rows. Null
   * where no column tells of them.
   */
  bookings: ListedBooking[] | null;
  defaults: RosterDefaults;
}

/** How a list is compared. */
export interface CompareRequest {
  mapping: ColumnMapping;
  /** Makes VIPs of people whom the list describes as VIPs. */
  markVips: boolean;
  event: ImportedEvent;
}

/**
 * The import of one list. A desk and the hub make the same steps, each in a thread of its own; they
 * differ in how they read the roster and where they write.
 */
export type ListImport = ReturnType<typeof createListImport>;

/**
 * Makes an import. Its steps throw IntakeError: like `openTable` and `readPeople`, and
 * `import-plan-gone` where the step before is missing.
 *
 * @param making for the ids and codes of new people
 * @param missingLetters returns the letters that no badge font has
 */
export function createListImport(
  making: Omit<CodeMaking, 'crypto'>,
  missingLetters: MissingLetters,
) {
  const crypto = bulkCrypto(making.eventSecret, ...making.ticketSecrets);
  let table: Table | null = null;
  let people: (PeopleOfFile & { group: GroupWord }) | null = null;
  let comparison: { steps: Comparison; defaults: RosterDefaults } | null = null;
  let finished: { steps: Comparison; defaults: RosterDefaults } | null = null;

  return {
    /** Reads the beginning of a file, again with other options where they are wrong. */
    open: async (
      { bytes, fileName }: { bytes: Uint8Array; fileName: string },
      options: TableOptions,
      event: ImportedEvent,
    ): Promise<Omit<RosterPreview, 'planId'>> => {
      const subject = peopleSubject(event.extraFields);
      table = await openTable(bytes, { ...options, subject });
      [people, comparison, finished] = [null, null, null];
      return await previewTable(fileName, table, event);
    },
    /** Reads every row. Then the caller passes the roster to `known`. */
    read: async (
      { mapping, markVips, event }: CompareRequest,
      tell: (progress: Omit<ImportProgress, 'planId'>) => void,
    ): Promise<void> => {
      [comparison, finished] = [null, null];
      const read = await readPeople(
        need(table),
        mapping,
        event,
        (fraction, rows) => tell({ phase: 'reading', fraction, rows }),
        missingLetters,
      );
      people = { ...read, group: event.groupWord };
      const defaults = rosterDefaultsOf(event);
      const steps = beginComparison(people, {
        ...making,
        crypto,
        defaults,
        messageLanguage: firstLanguage(event),
        extraFields: event.extraFields,
        event,
        markVips,
        onProgress: (fraction, rows) => tell({ phase: 'comparing', fraction, rows }),
      });
      comparison = { steps, defaults };
    },
    /** Takes one person of the roster. */
    known: (person: KnownPerson): void => need(comparison).steps.take(person),
    /** Whether columns tell of sessions, so that {@link booking} is of use. */
    tellsOfSessions: (): boolean => need(people).hasSessions,
    /** Takes one fact about a place in a session. */
    booking: (fact: KnownBooking): void => need(comparison).steps.booking(fact),
    /** What the import would do. Call it after the last person of the roster. */
    diff: () => {
      finished = need(comparison);
      comparison = null;
      return finished.steps.finish();
    },
    /**
     * The people to write, once: to write again, compare again.
     *
     * @throws IntakeError `import-mending-open`, `import-questions-open`; the plan then stays
     */
    decided: (decision: ImportDecision): DecidedImport => {
      const { steps, defaults } = need(finished);
      const entries = steps.decided(decision);
      finished = null;
      return { ...entries, defaults };
    },
    /** The rejected rows of the last comparison as the text of a CSV file. */
    rejectedCsv: (language: ScreenLanguage): string => {
      const { headers, delimiter } = need(table);
      const { rejected, group } = need(people);
      return writeRejectedCsv(headers, rejected, { language, group, delimiter });
    },
  };
}

function need<T>(step: T | null): T {
  if (step === null) throw new IntakeError('import-plan-gone', '');
  return step;
}
