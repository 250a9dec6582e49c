import { z } from 'zod';

const certifiedKeySchema = z.object({ certificate: z.string(), key: z.string() });

/** A hub's own authority, and its server certificate. All PEM. */
export const hubTlsSchema = z.object({
  authority: certifiedKeySchema,
  server: certifiedKeySchema,
});
export type HubTls = z.infer<typeof hubTlsSchema>;
