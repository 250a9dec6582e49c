import { z } from 'zod';
import { screenLanguageSchema } from '../base/language.ts';
import {
  bookedSessionSchema,
  bookingOutcomeSchema,
  bookingRequestSchema,
} from '../check-in/person-bookings.ts';
import {
  peopleChangedSchema,
  peopleChangesSchema,
  peopleFileRequestSchema,
  peopleIdsRequestSchema,
  peopleIdsSchema,
  peoplePageRequestSchema,
  peoplePageSchema,
  personViewSchema,
} from '../people/people-list.ts';
import { again, get, large, nothing, post } from './route.ts';

/** The order of names and organisations follows the language. */
const language = { language: screenLanguageSchema };

/**
 * The routes of the list of people, as at a desk. A filter is sent in a body: it may be a name, and
 * URLs are logged on the way.
 */
export const peopleRoutes = {
  listPeople: post(
    'people/list',
    'search-roster',
    'list-seen',
    peoplePageRequestSchema.extend(language),
    peoplePageSchema,
  ),
  /** For a selection of all whom the filter matches. */
  listPeopleIds: post(
    'people/ids',
    'search-roster',
    null,
    peopleIdsRequestSchema.extend(language),
    peopleIdsSchema,
  ),
  /**
   * Chosen people as a CSV file with the columns of the list, and how many they are: those who left
   * the list meanwhile are not in it.
   */
  exportPeople: again(
    large(
      post(
        'people/export',
        'export-persons',
        'exported',
        peopleFileRequestSchema.extend(language),
        z.object({ text: z.string(), people: z.int() }),
      ),
      5_000_000,
    ),
  ),
  /** `not-found`. */
  person: get('people/:id', 'search-roster', 'delegate-seen', nothing, personViewSchema),
  /**
   * Edits, cancels or restores people; each change is a fact. `not-found`, `bad-request` with the
   * field, `not-allowed`: `purged`.
   */
  changePeople: post(
    'people/change',
    'change-people',
    'people-changed',
    peopleChangesSchema,
    peopleChangedSchema,
  ),
  /**
   * Books a place in a session for a person, or a turn; a fact. `not-found`, `not-allowed` with
   * the refusal.
   */
  bookSession: post(
    'people/:id/book',
    'change-people',
    'people-changed',
    bookingRequestSchema,
    bookingOutcomeSchema,
  ),
  /** Gives up a person's place or turn; the next who waits gets it. `not-found`. */
  releaseSession: post(
    'people/:id/release',
    'change-people',
    'people-changed',
    z.object({ session: bookedSessionSchema }),
    nothing,
  ),
};
export type PeopleRequest = z.output<typeof peopleRoutes.listPeople.input>;
export type PeopleIdsRequest = z.output<typeof peopleRoutes.listPeopleIds.input>;
export type PeopleExportRequest = z.output<typeof peopleRoutes.exportPeople.input>;
