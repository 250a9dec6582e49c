import { z } from 'zod';
import { momentSchema, stationModeSchema } from '../base/protocol.ts';
import { knownOperatorSchema } from '../operators/rights.ts';
import { signedPurgeOrderSchema } from '../privacy/order.ts';
import { retentionRuleSchema } from '../privacy/retention.ts';
import { signedStopListSchema } from './stop-list.ts';

/** Public data of a station. With the key any desk can take over as hub without new enrolments. */
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

/** Max keys of earlier hubs in a directory: the proven ones come first. */
export const maxDirectoryHubs = 1_000;

/** What seldom changes: which stations there are. Its version also covers the orders. */
export const directorySchema = z.object({
  version: z.string(),
  stations: z.array(directoryStationSchema),
  operators: z.array(knownOperatorSchema),
  /** Raw Ed25519 keys (base64) of the event's earlier hubs: they prove the chains of these. */
  formerHubs: z.array(z.base64().length(44)).max(maxDirectoryHubs),
});
export type Directory = z.infer<typeof directorySchema>;

/**
 * People to stop, data to delete, and stations that were removed. They come before and apart from
 * the directory, which stations fill: no entry of a station can keep these from the others.
 */
export const ordersSchema = z.object({
  /** Ids of stations that were revoked or replaced. */
  revoked: z.array(z.uuid()),
  /** Null while the hub has never issued one. */
  stopList: signedStopListSchema.nullable(),
  /** How long personal data is kept, and purges to carry out; missing at earlier hubs. */
  privacy: z
    .object({
      rule: retentionRuleSchema,
      /** Each signed by the hub; the oldest first. */
      purges: z.array(signedPurgeOrderSchema).max(1_000),
    })
    .exactOptional(),
});
export type Orders = z.infer<typeof ordersSchema>;
