import { z } from 'zod';
import { purgeCountSchema } from '../purge/outcome.ts';
import { retentionRuleSchema } from '../purge/retention.ts';
import { kioskModeSchema } from './protocol.ts';

/** Retention, purge, lost kiosks and access requests as the organiser's page knows them. Times are UTC milliseconds. */

const countSchema = z.int().nonnegative();
const dayOrNever = z.string().nullable();

/** How long the hub keeps personal data, and what it purged. */
export const organiserPrivacySchema = z.object({
  rule: retentionRuleSchema,
  /** Null while the rule is the usual one, which nobody chose. */
  setBy: z.string().nullable(),
  setAt: z.int().nullable(),
  state: z.object({
    phase: z.enum(['before', 'during', 'kept', 'warning', 'due']),
    warnOn: dayOrNever,
    purgeOn: dayOrNever,
  }),
  /** The newest first. */
  purges: z.array(
    z.object({
      id: z.uuid(),
      ordered: z.int(),
      cause: z.enum(['command', 'retention']),
      /** When the hub itself was done; null while it is under way. */
      done: z.int().nullable(),
      confirmed: countSchema,
      missing: countSchema,
    }),
  ),
});
export type OrganiserPrivacy = z.infer<typeof organiserPrivacySchema>;

/** Longest reason or note that somebody writes about what needs two people, and the shortest of a request. */
export const longestReason = 300;
export const shortestReason = 3;

/** Why a purge is asked for; shown to whoever approves it. No person's name belongs here: it is kept. */
export const purgeRequestSchema = z.object({
  reason: z.string().trim().min(shortestReason).max(longestReason),
});
export const purgeRequestedSchema = z.object({ approval: z.uuid() });
/** The approval that is used: it serves once. */
export const orderPurgeRequestSchema = z.object({ approval: z.uuid() });

/**
 * How far a station is: `waiting` is online and hears of the order at its next exchange, `unreachable` has not said
 * that it carried it out and is not heard of, or is heard no more (revoked, replaced).
 */
export const stationProgressSchema = z.enum(['done', 'waiting', 'unreachable']);
export type StationProgress = z.infer<typeof stationProgressSchema>;

const outcomeFields = {
  /** When it was done; null before that. */
  done: z.int().nullable(),
  counts: z.array(purgeCountSchema),
  /** Files that the app wrote and the purge could not delete. */
  left: countSchema,
};

/** A purge, station by station, at the moment of the question. */
export const purgeProgressSchema = z.object({
  id: z.uuid(),
  asOf: z.int(),
  ordered: z.int(),
  requestedBy: z.string().nullable(),
  approvedBy: z.string().nullable(),
  hub: z.object({ name: z.string(), ...outcomeFields }),
  stations: z.array(
    z.object({
      kiosk: z.uuid(),
      name: z.string(),
      mode: kioskModeSchema,
      state: z.enum(['enrolled', 'revoked', 'replaced']),
      lastSeen: z.int().nullable(),
      progress: stationProgressSchema,
      ...outcomeFields,
    }),
  ),
  /** The hub and every station have done it, and no file was left. */
  complete: z.boolean(),
});
export type PurgeProgress = z.infer<typeof purgeProgressSchema>;

/** The kiosk's name must be typed: a lost kiosk is revoked for good. */
export const lostRequestSchema = z.object({ confirm: z.string().max(60) });
