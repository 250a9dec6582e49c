import type { z } from 'zod';

/** The issues of a parse in one line: `printers.0.port: Too big: expected number to be <=65535`. */
export function issuesOf(error: z.ZodError): string {
  return error.issues
    .slice(0, 3)
    .map((issue) =>
      issue.path.length > 0 ? `${issue.path.join('.')}: ${issue.message}` : issue.message,
    )
    .join('; ');
}
