import { z } from 'zod';
import { call } from './define.ts';

export const jobBytesCalls = {
  /**
   * Makes the bytes of a job once more, exactly as its printer gets them, asks where to, and saves them for support
   * (with a picture of the dots beside them where the language carries plain dots). False when the dialog was closed.
   * Fails with `not-found`, `no-printer` (its printer is no longer set up), `render-failed`.
   */
  saveJobBytes: call({
    input: z.strictObject({ jobId: z.uuid() }),
    output: z.boolean(),
    modes: ['desk'],
    access: 'supervisor',
  }),
};
