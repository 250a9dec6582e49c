import { z } from 'zod';

const certifiedKeySchema = z.object({ certificate: z.string(), key: z.string() });

/** What a hub needs for TLS: its own authority, and the server certificate. All PEM. */
export const hubTlsSchema = z.object({
  authority: certifiedKeySchema,
  server: certifiedKeySchema,
});
export type HubTls = z.infer<typeof hubTlsSchema>;
