import { z } from 'zod';

/** A sheet or card as a printer reports it, in millimetres. */
export const paperSizeSchema = z.strictObject({
  width: z.number().positive(),
  height: z.number().positive(),
});
export type PaperSize = z.infer<typeof paperSizeSchema>;
