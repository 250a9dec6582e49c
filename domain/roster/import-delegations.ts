import { z } from 'zod';
import { firstText } from '../base/language.ts';
import {
  addedDelegationSchema,
  newDelegations,
  withDelegations,
} from '../event/added-delegations.ts';
import type { EventFile } from '../event/event-file.ts';
import { maxDelegations, maxName } from '../event/event-tables.ts';

/** The terms by which rows of a file name a delegation, as in the cells. */
const wordsSchema = z.array(z.string().min(1).max(maxName)).min(1).max(50);

/** A delegation that rows name and the event lacks, with the name that it would get. */
export const unknownDelegationSchema = addedDelegationSchema.extend({
  words: wordsSchema,
  /** Number of rows that wait for it. */
  rows: z.int().positive(),
  /** Its code and names are those of the WCO's table. */
  isMember: z.boolean(),
});
export type UnknownDelegation = z.infer<typeof unknownDelegationSchema>;

/** Max delegations that an import offers to add. Rows of any others stay rejected. */
export const maxProposals = 300;

/** Delegations to add to the event, with the file's terms for them. */
export const addDelegationsSchema = z
  .array(addedDelegationSchema.extend({ words: wordsSchema }))
  .min(1)
  .max(maxProposals);
export type AddDelegations = z.infer<typeof addDelegationsSchema>;

/** The answer to `addDelegationsSchema`: the new version of the event, or why nothing was added. */
export const delegationsAddedSchema = z.discriminatedUnion('outcome', [
  z.strictObject({ outcome: z.literal('added'), version: z.int().positive() }),
  /** Another delegation of the event, with code `code`, has the same name. */
  z.strictObject({ outcome: z.literal('name-taken'), name: z.string(), code: z.string() }),
  z.strictObject({ outcome: z.literal('too-many'), max: z.int() }),
]);
export type DelegationsAdded = z.infer<typeof delegationsAddedSchema>;

/**
 * Where the event of an import is changed: by the import itself, at its hub, or in a configuration
 * file.
 */
export const eventKeepers = ['here', 'hub', 'file'] as const;
export type EventKeeper = (typeof eventKeepers)[number];

/** A cell in which a file names the delegation with this code. */
export interface DelegationWord {
  word: string;
  code: string;
}

/** An event for which the rows of a file are read. */
export type ImportedEvent = EventFile & {
  /** The file's terms for some of the delegations, besides their codes and names. */
  delegationWords?: readonly DelegationWord[];
};

/**
 * The event with the delegations that an import adds, and the file's terms for them. A code that
 * the event already has adds nothing: the rows are then read as that delegation's.
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
    return { outcome: 'name-taken', name: firstText(taken.given.name), code: taken.known.code };
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
