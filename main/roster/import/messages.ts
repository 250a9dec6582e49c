import { z } from 'zod';
import type { ScreenLanguage } from '../../../domain/base/language.ts';
import type { ImportedEvent } from '../../../domain/roster/import-delegations.ts';
import type { ColumnMapping, ImportProgress } from '../../../domain/roster/roster-import.ts';
import type { TableOptions } from '../../../intake/table.ts';
import type { ErrorCode } from '../../../preload/contract/base.ts';
import type { HubCredentials } from '../../hub-client/http-hub.ts';

/** What a thread gets at its start; it handles one file. */
export const importThreadDataSchema = z.strictObject({
  planId: z.uuid(),
  eventId: z.uuid(),
  /** Absolute path. */
  file: z.string(),
  location: z.strictObject({
    path: z.string(),
    key: z.instanceof(Uint8Array),
    nativeBinding: z.string().optional(),
  }),
  eventSecret: z.instanceof(Uint8Array),
  /** Newest first. */
  ticketSecrets: z.tuple([z.instanceof(Uint8Array)], z.instanceof(Uint8Array)),
  /** One Int32: not 0 once the plan was cancelled. Shared: a busy thread reads no messages. */
  givenUp: z.instanceof(SharedArrayBuffer),
});
export type ImportThreadData = z.infer<typeof importThreadDataSchema>;

/** The hub that keeps the roster when it is not this station's own; `operatorId` imports. */
export interface RosterHub {
  credentials: HubCredentials;
  stationName: string;
  version: string;
  operatorId: string;
}

/** A request to the thread; one at a time. The event may change between two of them. */
export type ImportRequest =
  | { kind: 'open'; options: TableOptions; event: ImportedEvent }
  | { kind: 'compare'; mapping: ColumnMapping; markVips: boolean; event: ImportedEvent }
  /** `wall`: UTC milliseconds of the event's clock. With a hub the people go there, not here. */
  | { kind: 'apply'; wall: number; hub: RosterHub | null; acceptMended: boolean }
  | { kind: 'rejected-csv'; language: ScreenLanguage };

/** The main thread's answer to `turn`. */
export type TurnMessage = { kind: 'go-on' } | { kind: 'stop' };

export interface EndMessage {
  kind: 'end';
}

export type ImportResponse =
  | { kind: 'progress'; progress: ImportProgress }
  /** A batch is written; the next waits for `go-on`, so that the main thread's work comes first. */
  | { kind: 'turn' }
  | { kind: 'done'; value: unknown }
  | { kind: 'failed'; code: ErrorCode; detail: string };
