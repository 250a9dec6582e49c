import { z } from 'zod';
import { stationModeSchema } from '../base/protocol.ts';
import { purgeCountSchema } from '../privacy/outcome.ts';
import { retentionRuleSchema } from '../privacy/retention.ts';

/** Retention, purge, lost stations and access requests. Times are UTC milliseconds. */

const countSchema = z.int().nonnegative();
const dayOrNever = z.string().nullable();

/** How long the hub keeps personal data, and what it purged. */
export const organiserPrivacySchema = z.object({
  rule: retentionRuleSchema,
  /** Null while the default rule applies. */
  setBy: z.string().nullable(),
  setAt: z.int().nullable(),
  state: z.object({
    phase: z.enum(['before', 'during', 'kept', 'warning', 'due']),
    warnOn: dayOrNever,
    purgeOn: dayOrNever,
  }),
  /** Newest first. */
  purges: z.array(
    z.object({
      id: z.uuid(),
      ordered: z.int(),
      cause: z.enum(['command', 'retention']),
      /** When the hub itself completed the purge; null until then. */
      done: z.int().nullable(),
      confirmed: countSchema,
      missing: countSchema,
    }),
  ),
});
export type OrganiserPrivacy = z.infer<typeof organiserPrivacySchema>;

/**
 * Max length of a reason or note on an action of two people, and min length of a request's reason.
 */
export const maxReasonLength = 300;
export const minReasonLength = 3;

/** Why a purge is requested, for its approver. The reason is kept, so it must not name a person. */
export const purgeRequestSchema = z.object({
  reason: z.string().trim().min(minReasonLength).max(maxReasonLength),
});
export const purgeRequestedSchema = z.object({ approval: z.uuid() });
/** Uses an approval, which is single use. */
export const orderPurgeRequestSchema = z.object({ approval: z.uuid() });

/**
 * The progress at a station. `waiting`: online, gets the order at its next exchange. `unreachable`:
 * has not confirmed and is offline, or may no longer sync (revoked, replaced).
 */
export const stationProgressSchema = z.enum(['done', 'waiting', 'unreachable']);
export type StationProgress = z.infer<typeof stationProgressSchema>;

const outcomeFields = {
  /** When the station completed it; null until then. */
  done: z.int().nullable(),
  counts: z.array(purgeCountSchema),
  /** Number of files that the app wrote and the purge could not delete. */
  left: countSchema,
};

/** A purge, station by station, at the time of the request. */
export const purgeProgressSchema = z.object({
  id: z.uuid(),
  asOf: z.int(),
  ordered: z.int(),
  requestedBy: z.string().nullable(),
  approvedBy: z.string().nullable(),
  hub: z.object({ name: z.string(), ...outcomeFields }),
  stations: z.array(
    z.object({
      station: z.uuid(),
      name: z.string(),
      mode: stationModeSchema,
      state: z.enum(['enrolled', 'revoked', 'replaced']),
      lastSeen: z.int().nullable(),
      progress: stationProgressSchema,
      ...outcomeFields,
    }),
  ),
  /** The hub and every station have completed it, and no file is left. */
  complete: z.boolean(),
});
export type PurgeProgress = z.infer<typeof purgeProgressSchema>;

/** The organiser must type the station's name, because a lost station is revoked for good. */
export const lostRequestSchema = z.object({ confirm: z.string().max(60) });
