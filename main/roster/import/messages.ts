import { z } from 'zod';
import type { ScreenLanguage } from '../../../domain/base/language.ts';
import type { ListedBooking } from '../../../domain/bookings/listed-booking.ts';
import type { ImportedEvent } from '../../../domain/roster/import-delegations.ts';
import type {
  ImportDecision,
  ImportProgress,
  ImportWritten,
  RosterDiff,
  RosterPreview,
} from '../../../domain/roster/roster-import.ts';
import type { CompareRequest } from '../../../intake/list-import.ts';
import type { TableOptions } from '../../../intake/table.ts';
import type { HubCredentials } from '../../hub-client/http-hub.ts';

/** A file by its absolute path, or the text of a list that was pasted. */
const importSourceSchema = z.union([
  z.strictObject({ path: z.string() }),
  z.strictObject({ text: z.string() }),
]);
export type ImportSource = z.infer<typeof importSourceSchema>;

/** What a thread gets at its start; it handles one file. */
export const importThreadDataSchema = z.strictObject({
  planId: z.uuid(),
  eventId: z.uuid(),
  list: importSourceSchema,
  location: z.strictObject({
    path: z.string(),
    key: z.instanceof(Uint8Array),
    nativeBinding: z.string().optional(),
  }),
  eventSecret: z.instanceof(Uint8Array),
  /** Newest first. */
  ticketSecrets: z.tuple([z.instanceof(Uint8Array)], z.instanceof(Uint8Array)),
});
export type ImportThreadData = z.infer<typeof importThreadDataSchema>;

/** The hub that keeps the roster when it is not this station's own; `operatorId` imports. */
export interface RosterHub {
  credentials: HubCredentials;
  stationName: string;
  version: string;
  operatorId: string;
}

/** What the thread wrote. */
export interface WrittenPeople extends ImportWritten {
  /**
   * What the list says about sessions, which the main thread writes; null where a hub did so, and
   * where no column tells of them.
   */
  said: ListedBooking[] | null;
}

/** What import/worker answers; one step at a time. The event may change between two of them. */
export interface ImportService {
  open(step: { options: TableOptions; event: ImportedEvent }): Promise<RosterPreview>;
  compare(step: CompareRequest, report?: (progress: ImportProgress) => void): Promise<RosterDiff>;
  /**
   * `wall`: UTC milliseconds of the event's clock. With a hub the people go there, not here.
   * `operatorId`: who imports; null where nobody had signed in.
   */
  apply(
    step: {
      wall: number;
      hub: RosterHub | null;
      decision: ImportDecision;
      operatorId: string | null;
    },
    report?: (progress: ImportProgress) => void,
  ): Promise<WrittenPeople>;
  rejectedCsv(language: ScreenLanguage): Promise<string>;
}

/** What the main thread answers to its import. */
export interface ImportDesk {
  /** A batch is written; the next waits for this, so that the main thread's work comes first. */
  turn(): Promise<null>;
}
