import { z } from 'zod';

export const operatorRoleSchema = z.enum(['operator', 'supervisor']);
export type OperatorRole = z.infer<typeof operatorRoleSchema>;

/** A PIN: 4 to 12 digits. */
export const pinSchema = z.string().regex(/^\d{4,12}$/);

/** A member of staff as screens may know it. */
export const operatorSchema = z.strictObject({
  id: z.uuid(),
  name: z.string().min(1).max(80),
  role: operatorRoleSchema,
});
export type Operator = z.infer<typeof operatorSchema>;
