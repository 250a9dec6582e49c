import type { z } from 'zod';
import type { OperatorRole } from '../../domain/operators/operator.ts';

/** The three modes of the app; a call lists those that may use it. */
export type Mode = 'desk' | 'kiosk' | 'door';

/** Who must have signed in before a call is answered; a list adds roles to the supervisor's. */
export type Access = 'anyone' | 'operator' | 'supervisor' | readonly OperatorRole[];

/** One call from a page to the main process. Input and answer are parsed on the main side. */
export interface CallDefinition<I extends z.ZodType, O extends z.ZodType> {
  input: I;
  output: O;
  modes: readonly Mode[];
  access: Access;
}

/** Defines one call of the contract, so that its types are inferred. */
export function call<I extends z.ZodType, O extends z.ZodType>(
  definition: CallDefinition<I, O>,
): CallDefinition<I, O> {
  return definition;
}
