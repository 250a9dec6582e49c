import { basename } from 'node:path';
import type { EventTable } from '../../domain/event/event-tables.ts';
import {
  createEventTables as createTables,
  EventTableError,
  type TableFailure,
  type EventTables as Tables,
  tableFailureOf,
} from '../../intake/event/chosen-tables.ts';
import { maxEventTable } from '../../intake/limits.ts';
import { readRosterFile } from '../../intake/read-file.ts';
import { CallFailure } from '../base/call-failure.ts';

/** The tables chosen for a new event; each was read once and is kept until the app restarts. */
export interface EventTables extends Omit<Tables, 'choose'> {
  /** Reads the chosen file; null (the dialog was closed) changes nothing. */
  choose(table: EventTable, path: string | null): void;
}

/** Begins with nothing chosen. What is wrong is thrown as CallFailure. */
export function createEventTables(): EventTables {
  const tables = createTables();
  return {
    ...tables,
    choose: (table, path) => {
      if (path !== null) tables.choose(table, basename(path), openFile(path));
    },
    readAs: (table, encoding) => {
      try {
        tables.readAs(table, encoding);
      } catch (error) {
        throw failureOf(error);
      }
    },
    take: (request, categories) =>
      tables.take(request, categories).catch((error: unknown) => {
        throw failureOf(error);
      }),
  };
}

function failureOf(error: unknown): unknown {
  return error instanceof EventTableError ? new CallFailure(error.code, error.detail) : error;
}

function openFile(path: string): Uint8Array | TableFailure {
  try {
    return readRosterFile(path, maxEventTable);
  } catch (error) {
    return tableFailureOf(error);
  }
}
