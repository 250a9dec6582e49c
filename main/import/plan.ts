import { basename } from 'node:path';
import { bulkCrypto } from '../../crypto/bulk-crypto.ts';
import { openStoreAgain, openStoreForReading } from '../../db/open.ts';
import type { ScreenLanguage } from '../../domain/language.ts';
import { usualDefaults } from '../../domain/roster-entry.ts';
import type { ColumnMapping, RosterDiff, RosterPreview } from '../../domain/roster-import.ts';
import { missingLetters } from '../../fonts/letters.ts';
import { guessMapping } from '../../intake/guess-mapping.ts';
import { readRosterFile } from '../../intake/read-file.ts';
import { type PeopleOfFile, readPeople } from '../../intake/read-people.ts';
import { writeRejectedCsv } from '../../intake/rejected-csv.ts';
import { openTable, type Table, type TableOptions } from '../../intake/table.ts';
import { CallFailure } from '../call-failure.ts';
import { comparePeople, type RosterPlan } from './compare.ts';
import type { ImportThreadData, RosterHub } from './messages.ts';
import type { PlanSignals } from './plan-signals.ts';
import { sendPeople } from './send-people.ts';
import { writePeople } from './write-people.ts';

/** The life of one file's import, in its thread: each step needs the one before. */
export interface Plan {
  open(options: TableOptions): Promise<RosterPreview>;
  compare(mapping: ColumnMapping): Promise<RosterDiff>;
  /** With a hub the people go there, and come back by the next sync. */
  apply(
    wall: number,
    hub: RosterHub | null,
    acceptMended: boolean,
  ): Promise<{ added: number; changed: number }>;
  rejectedCsv(language: ScreenLanguage): string;
}

const sampleRows = 20;
/** Longest cell of a preview, in UTF-16 units. */
const longestSample = 120;

/** Makes the plan of one file. Its calls throw IntakeError, StoreError, CallFailure and SqliteError. */
export function createPlan(data: ImportThreadData, signals: PlanSignals): Plan {
  const { path, key, nativeBinding } = data.location;
  const location = { path, key, nativeBinding };
  const defaults = usualDefaults(data.event);
  let bytes: Uint8Array | null = null;
  let table: Table | null = null;
  let people: PeopleOfFile | null = null;
  let plan: RosterPlan | null = null;

  return {
    open: async (options) => {
      bytes ??= readRosterFile(data.file);
      table = await openTable(bytes, options);
      people = null;
      plan = null;
      return previewOf(data, table);
    },
    compare: async (mapping) => {
      const opened = need(table);
      people = await readPeople(
        opened,
        mapping,
        data.event,
        (fraction, rows) => signals.progress({ phase: 'reading', fraction, rows }),
        missingLetters,
      );
      const db = openStoreForReading(location);
      try {
        plan = comparePeople(people, {
          db,
          eventId: data.event.id,
          eventSecret: data.eventSecret,
          ticketSecrets: data.ticketSecrets,
          defaults,
          crypto: bulkCrypto(data.eventSecret, ...data.ticketSecrets),
          onProgress: (fraction, rows) => signals.progress({ phase: 'comparing', fraction, rows }),
        });
      } finally {
        db.close();
      }
      return { planId: data.planId, ...plan.diff };
    },
    apply: async (wall, hub, acceptMended) => {
      const { added, changed, diff } = need(plan);
      if (diff.mended > 0 && !acceptMended) {
        throw new CallFailure('import-mending-open', String(diff.mended));
      }
      // Written once: to write again, compare again.
      plan = null;
      if (hub !== null) return await sendPeople([...added, ...changed], hub, wall, data, signals);
      const db = openStoreAgain(location);
      try {
        return await writePeople(added, changed, {
          db,
          eventId: data.event.id,
          defaults,
          wall,
          nextTurn: signals.nextTurn,
          onProgress: (fraction, rows) => signals.progress({ phase: 'writing', fraction, rows }),
        });
      } finally {
        db.close();
      }
    },
    rejectedCsv: (language) =>
      writeRejectedCsv(need(table).headers, need(people).rejected, {
        language,
        delimiter: need(table).delimiter,
      }),
  };
}

function need<T>(step: T | null): T {
  if (step === null) throw new CallFailure('import-plan-gone');
  return step;
}

async function previewOf(data: ImportThreadData, table: Table): Promise<RosterPreview> {
  const sample: string[][] = [];
  for await (const rows of table.rows()) {
    for (const row of rows.slice(0, sampleRows - sample.length)) {
      sample.push(row.cells.map((cell) => cell.slice(0, longestSample)));
    }
    if (sample.length >= sampleRows) break;
  }
  return {
    planId: data.planId,
    fileName: basename(data.file),
    format: table.format,
    encoding: table.encoding,
    delimiter: table.delimiter,
    headers: table.headers,
    guess: guessMapping(table.headers),
    sample,
    readings: [...table.readings],
  };
}
