import type { z } from 'zod';

/** The three faces of the app; a call lists those that may use it. */
export type Mode = 'desk' | 'kiosk' | 'door';

/** Who must have signed in before a call is answered. */
export type Access = 'anyone' | 'operator' | 'supervisor';

/** One call from a page to the main process. Input and answer are parsed on the main side. */
export interface CallDefinition<I extends z.ZodType, O extends z.ZodType> {
  input: I;
  output: O;
  modes: readonly Mode[];
  access: Access;
}

/** Writes down one call of the contract; exists for the inference of its types. */
export function call<I extends z.ZodType, O extends z.ZodType>(
  definition: CallDefinition<I, O>,
): CallDefinition<I, O> {
  return definition;
}
