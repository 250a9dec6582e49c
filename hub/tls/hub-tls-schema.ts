import { z } from 'zod';

const certifiedKeySchema = z.object({ certificate: z.string(), key: z.string() });

/** What a hub needs to speak TLS: its own authority, and the certificate that it shows. All PEM. */
export const hubTlsSchema = z.object({
  authority: certifiedKeySchema,
  server: certifiedKeySchema,
});
export type HubTls = z.infer<typeof hubTlsSchema>;
