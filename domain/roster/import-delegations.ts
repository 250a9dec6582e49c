import { z } from 'zod';
import {
  addedDelegationSchema,
  newDelegations,
  withDelegations,
} from '../event/added-delegations.ts';
import type { EventFile } from '../event/event-file.ts';
import { maxDelegations, maxName } from '../event/event-tables.ts';

/** What rows of a file call a delegation, as the cells have it. */
const wordsSchema = z.array(z.string().min(1).max(maxName)).min(1).max(50);

/** A delegation that rows name and the event does not have, and what it would be called there. */
export const unknownDelegationSchema = addedDelegationSchema.extend({
  words: wordsSchema,
  /** Rows that wait for it. */
  rows: z.int().positive(),
  /** The code and the names are those of the WCO's table. */
  isMember: z.boolean(),
});
export type UnknownDelegation = z.infer<typeof unknownDelegationSchema>;

/** Max delegations that an import proposes to add; the rows of further ones stay rejected. */
export const maxProposals = 300;

/** Delegations to be added to the event, with what the file calls them. */
export const addDelegationsSchema = z
  .array(addedDelegationSchema.extend({ words: wordsSchema }))
  .min(1)
  .max(maxProposals);
export type AddDelegations = z.infer<typeof addDelegationsSchema>;

/** The answer to `addDelegationsSchema`: the event's version, or why nothing was added. */
export const delegationsAddedSchema = z.discriminatedUnion('outcome', [
  z.strictObject({ outcome: z.literal('added'), version: z.int().positive() }),
  /** Another delegation of the event has the same name: its code. */
  z.strictObject({ outcome: z.literal('name-taken'), name: z.string(), code: z.string() }),
  z.strictObject({ outcome: z.literal('too-many'), max: z.int() }),
]);
export type DelegationsAdded = z.infer<typeof delegationsAddedSchema>;

/** Where the event of an import is changed: by the import, at its hub, or in a configured file. */
export const eventKeepers = ['here', 'hub', 'file'] as const;
export type EventKeeper = (typeof eventKeepers)[number];

/** A cell by which a file names the delegation with this code. */
export interface DelegationWord {
  word: string;
  code: string;
}

/** An event as the rows of a file are read for it. */
export type ImportedEvent = EventFile & {
  /** What this file calls some of the delegations, besides their codes and names. */
  delegationWords?: readonly DelegationWord[];
};

/**
 * The event with the delegations that an import asks for, and what the file calls them. A code that
 * the event has already adds nothing: the rows are then read as that delegation's.
 */
export function addDelegations(
  file: EventFile,
  request: AddDelegations,
):
  | { outcome: 'added'; file: EventFile; words: DelegationWord[] }
  | Exclude<DelegationsAdded, { outcome: 'added' }> {
  const { added, refused } = newDelegations(file, request);
  const [taken] = refused.filter(({ why }) => why === 'name');
  if (taken !== undefined) {
    return { outcome: 'name-taken', name: taken.given.name.en, code: taken.known.code };
  }
  const after = withDelegations(
    file,
    added.map(({ code, name, kind }) => ({ code, name, kind })),
  );
  if (after.delegations.length > maxDelegations)
    return { outcome: 'too-many', max: maxDelegations };
  const codes = new Map(refused.map(({ given, known }) => [given.code, known.code]));
  const words = request.flatMap(({ words: cells, code }) =>
    cells.map((word) => ({ word, code: codes.get(code) ?? code })),
  );
  return { outcome: 'added', file: after, words };
}
