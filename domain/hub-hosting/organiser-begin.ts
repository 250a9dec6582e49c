import { z } from 'zod';
import { newEventSchema } from '../event/new-event.ts';
import { accountNameSchema } from './organiser-access.ts';
import { nothing, post } from './organiser-route.ts';

/** The code that a hub without an event prints at its start, the event, and the first organiser. */
export const beginRequestSchema = z.object({
  code: z.string().min(1).max(60),
  name: accountNameSchema,
  // A table of the organiser's own needs the event's page, or a desk.
  event: newEventSchema.refine(({ delegations }) => delegations !== 'table', {
    path: ['delegations'],
  }),
});
export type BeginRequest = z.infer<typeof beginRequestSchema>;

/** The detail of `not-found` with which a hub that has no event answers every other route. */
export const noEvent = 'no event';

/** The route of a hub without an event, for the table of the organiser's page. */
export const beginRoutes = {
  /**
   * Creates the event and the account of its first organiser, which the same code sets up.
   * `unauthorised` (`set-up`): another code; `not-allowed` (`event`): the hub has an event.
   */
  createEvent: post('begin', 'anyone', null, beginRequestSchema, nothing),
};
