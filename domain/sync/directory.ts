import { z } from 'zod';
import { momentSchema, stationModeSchema } from '../base/protocol.ts';
import { knownOperatorSchema } from '../operators/rights.ts';
import { signedPurgeOrderSchema } from '../privacy/order.ts';
import { retentionRuleSchema } from '../privacy/retention.ts';
import { signedStopListSchema } from './stop-list.ts';

/** Public data of a station. The key lets any desk take over as hub without new enrolments. */
export const directoryStationSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  mode: stationModeSchema,
  /** Raw Ed25519 public key, base64. */
  publicKey: z.base64(),
  /** Signature of the hub that enrolled it (`domain/station/station-certificate.ts`), base64. */
  certificate: z.base64().length(88),
  /** When it first joined the event, UTC milliseconds. */
  joined: momentSchema,
  state: z.enum(['enrolled', 'revoked', 'replaced']),
  /** UTC milliseconds, or null before the first contact. */
  lastSeen: momentSchema.nullable(),
});
export type DirectoryStation = z.infer<typeof directoryStationSchema>;

/** Max keys of earlier hubs in a directory. Proven ones come first. */
export const maxDirectoryHubs = 1_000;

/** What seldom changes: the stations of the event. Its version also covers the orders. */
export const directorySchema = z.object({
  version: z.string(),
  stations: z.array(directoryStationSchema),
  operators: z.array(knownOperatorSchema),
  /** Raw Ed25519 keys (base64) of the event's earlier hubs. They verify these hubs' chains. */
  formerHubs: z.array(z.base64().length(44)).max(maxDirectoryHubs),
});
export type Directory = z.infer<typeof directorySchema>;

/**
 * People to stop, data to delete, and stations that were removed. They are separate from the
 * directory, which stations fill, and come before it. So no station's entry can keep them from the
 * others.
 */
export const ordersSchema = z.object({
  /** Ids of the stations that were revoked or replaced. */
  revoked: z.array(z.uuid()),
  /** Null if the hub has not issued one. */
  stopList: signedStopListSchema.nullable(),
  /** How long personal data is kept, and the purges to carry out. Earlier hubs omit it. */
  privacy: z
    .object({
      rule: retentionRuleSchema,
      /** Each signed by the hub, oldest first. */
      purges: z.array(signedPurgeOrderSchema).max(1_000),
    })
    .exactOptional(),
});
export type Orders = z.infer<typeof ordersSchema>;
