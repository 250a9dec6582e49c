import { z } from 'zod';
import { eventLanguagesSchema, screenLanguageSchema } from '../base/language.ts';
import { localDaySchema } from '../event/event-file.ts';
import { eventTables } from '../event/event-tables.ts';
import { eventKinds, newEventSchema, newEventTimingSchema } from '../event/new-event.ts';
import { chosenTablesSchema } from '../roster/chosen-tables.ts';
import { textEncodingSchema } from '../roster/roster-import.ts';
import { accountNameSchema } from './access.ts';
import { maxEventTableBytes } from './event.ts';
import { large, nothing, post } from './route.ts';

/**
 * The code that a hub without an event prints when it starts, the event, and the first organiser.
 */
export const beginRequestSchema = z.object({
  code: z.string().min(1).max(60),
  name: accountNameSchema,
  event: newEventSchema,
});
export type BeginRequest = z.infer<typeof beginRequestSchema>;

/** The detail of `not-found` with which a hub without an event answers every other route. */
export const noEvent = 'no event';

const { code } = beginRequestSchema.shape;
const table = z.enum(eventTables);

export const beginRoutes = {
  /**
   * Creates the event and the account of its first organiser, which the same code sets up.
   * `unauthorised` (`set-up`): wrong code. `not-allowed` (`event`): the hub has an event; all these
   * routes answer so. `bad-request` (`table`): a chosen table has problems, or none was chosen.
   */
  createEvent: post('begin', 'anyone', null, beginRequestSchema, nothing),
  /** Keeps a file (base64) until the event is created, or the file is replaced or dropped. */
  chooseEventTable: large(
    post(
      'begin/table',
      'anyone',
      null,
      z.object({ code, table, name: z.string().max(255), file: z.base64() }),
      nothing,
    ),
    2 * maxEventTableBytes,
  ),
  readEventTableAs: post(
    'begin/table/encoding',
    'anyone',
    null,
    z.object({ code, table, encoding: textEncodingSchema }),
    nothing,
  ),
  dropEventTable: post('begin/table/drop', 'anyone', null, z.object({ code, table }), nothing),
  checkEventTables: post(
    'begin/tables',
    'anyone',
    null,
    z.object({
      code,
      kind: z.enum(eventKinds),
      languages: eventLanguagesSchema,
      timing: newEventTimingSchema.nullable(),
    }),
    chosenTablesSchema,
  ),
  /** A table to fill in, or the members of the WCO, as CSV. */
  exampleEventTable: post(
    'begin/example',
    'anyone',
    null,
    z.object({
      code,
      table: z.enum([...eventTables, 'wco-members']),
      language: screenLanguageSchema,
      languages: eventLanguagesSchema,
      day: localDaySchema.nullable(),
    }),
    z.object({ file: z.string() }),
  ),
};
export type BeginRouteName = keyof typeof beginRoutes;
