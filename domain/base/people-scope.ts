import { z } from 'zod';
import { maxPeopleChosen } from './bounds.ts';

/** Everyone on the roster, for one action. */
export const rosterScopeSchema = z.strictObject({ kind: z.literal('roster') });

/** The people chosen in a list, for one action. */
export const selectionScopeSchema = z.strictObject({
  kind: z.literal('selection'),
  delegateIds: z.array(z.uuid()).min(1).max(maxPeopleChosen),
});
