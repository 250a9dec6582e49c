import { z } from 'zod';

/** The roles of staff: everyone signs in as one. An operator has no right beyond desk work. */
export const operatorRoleSchema = z.enum([
  'operator',
  'supervisor',
  'protocol',
  'security-officer',
  'data-protection-officer',
  'organiser',
]);
export type OperatorRole = z.infer<typeof operatorRoleSchema>;

/** Operators at a station (deactivated ones too) and its hub: each name goes to every station. */
export const maxOperators = 200;

/** A PIN: 4 to 12 digits. */
export const pinSchema = z.string().regex(/^\d{4,12}$/);

/** A member of staff, as much as screens may know. */
export const operatorSchema = z.strictObject({
  id: z.uuid(),
  name: z.string().min(1).max(80),
  role: operatorRoleSchema,
});
export type Operator = z.infer<typeof operatorSchema>;

/** An operator as the hub's directory names them to every desk. A PIN stays at its station. */
export const knownOperatorSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  /** Null where only the name is known. */
  role: operatorRoleSchema.nullable(),
  /** The desk that made them and alone changes name and role; null where it is lost or unknown. */
  desk: z.uuid().nullable(),
  /** False once any desk deactivated them. */
  active: z.boolean(),
});
export type KnownOperator = z.infer<typeof knownOperatorSchema>;
