import { z } from 'zod';
import { rights } from '../../domain/operators/rights.ts';
import {
  peopleChangedSchema,
  peopleChangesSchema,
  peopleFileRequestSchema,
  peopleIdsRequestSchema,
  peopleIdsSchema,
  peoplePageRequestSchema,
  peoplePageSchema,
  personViewSchema,
} from '../../domain/people/people-list.ts';
import { possiblePairSchema } from '../../domain/people/possible-pairs.ts';
import { call, none, noted, nothing } from './base.ts';

export const peopleCalls = {
  /** A page of the list of people, in the screens' language. */
  listPeople: call({
    access: rights['change-people'],
    input: peoplePageRequestSchema,
    output: peoplePageSchema,
    activity: none,
  }),
  /** Everyone whom a filter matches, for a selection of all. */
  listPeopleIds: call({
    access: rights['change-people'],
    input: peopleIdsRequestSchema,
    output: peopleIdsSchema,
    activity: none,
  }),
  /**
   * Saves people as CSV, and answers how many; null if the dialog was closed. Those who left the
   * list meanwhile are not in it. `event-purged`, `file-not-written`.
   */
  exportPeople: call({
    access: rights.export,
    input: peopleFileRequestSchema,
    output: z.int().nullable(),
    activity: (_, count) => (count === null ? null : noted('export', 'people')),
  }),
  /** Registrations that look like one person and were not answered; 100 at most. */
  listPossiblePairs: call({
    access: rights['change-people'],
    input: nothing,
    output: z.array(possiblePairSchema),
    activity: none,
  }),
  /** Says that two registrations are two people, for every desk, or takes it back. `not-found`. */
  tellApart: call({
    access: rights['change-people'],
    input: z.strictObject({ ids: z.tuple([z.uuid(), z.uuid()]), areTwo: z.boolean() }),
    output: nothing,
    activity: none,
    isRepeatable: true,
  }),
  /** One person with the history of the registration. `not-found`. */
  getPerson: call({
    access: rights['change-people'],
    input: z.strictObject({ id: z.uuid() }),
    output: personViewSchema,
    activity: ({ id }) => ({ kind: 'opened', delegateId: id, detail: '' }),
  }),
  /**
   * Edits, cancels or restores people; each change is a fact. `not-found`, `bad-input` with the
   * field (an unknown delegation, category or day, a wrong extra value, no name).
   */
  changePeople: call({
    access: rights['change-people'],
    input: peopleChangesSchema,
    output: peopleChangedSchema,
    activity: none,
    isRepeatable: true,
  }),
};
