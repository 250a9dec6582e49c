import { z } from 'zod';

/**
 * What a member of staff may do beyond the work of the desk. Everybody signs in as one of these; an operator
 * is the one with no further right.
 */
export const operatorRoleSchema = z.enum([
  'operator',
  'supervisor',
  'protocol',
  'security-officer',
  'data-protection-officer',
  'organiser',
]);
export type OperatorRole = z.infer<typeof operatorRoleSchema>;

/** Operators of an event, at a station (deactivated ones too) and at its hub: each name goes to every station. */
export const maxOperators = 200;

/** A PIN: 4 to 12 digits. */
export const pinSchema = z.string().regex(/^\d{4,12}$/);

/** A member of staff as screens may know it. */
export const operatorSchema = z.strictObject({
  id: z.uuid(),
  name: z.string().min(1).max(80),
  role: operatorRoleSchema,
});
export type Operator = z.infer<typeof operatorSchema>;
