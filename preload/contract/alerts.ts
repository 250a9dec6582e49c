import { z } from 'zod';
import { rights } from '../../domain/operators/rights.ts';
import { alertKindSchema } from '../../domain/station/alerts.ts';
import { call } from './define.ts';

const desk = ['desk'] as const;

/** One alert as its desk shows it. */
export const alertSchema = z.strictObject({
  /** Id of the fact that raised it. */
  id: z.uuid(),
  kind: alertKindSchema,
  /** The person concerned, as the roster has them; null for a ticket that proves nothing. */
  person: z
    .strictObject({
      delegateId: z.uuid(),
      title: z.string(),
      printedName: z.string(),
      delegation: z.string(),
    })
    .nullable(),
  /** Serial of the badge that was shown, or null. */
  serial: z.string().nullable(),
  kioskName: z.string(),
  /** Id of the checkpoint, or null. */
  checkpoint: z.string().nullable(),
  /** UTC milliseconds at which it happened, by the clock of the station there. */
  wall: z.int(),
  /** UTC milliseconds at which this station received it. */
  heard: z.int(),
  /** Received too late to be news: no sound. */
  late: z.boolean(),
  /** The check-in that raised it was undone since. */
  undone: z.boolean(),
  seen: z
    .strictObject({ operatorName: z.string().nullable(), kioskName: z.string(), wall: z.int() })
    .nullable(),
});
export type Alert = z.infer<typeof alertSchema>;

/** Roles that see some alerts; each gets only those of its role. */
const watchers = [...rights['see-arrival-alerts'], ...rights['see-security-alerts']] as const;

export const alertCalls = {
  /** The alerts of the caller's role: unseen first, then newest first. Sends `alertsChanged`. */
  getAlerts: call({
    input: z.void(),
    output: z.array(alertSchema),
    modes: desk,
    access: watchers,
  }),
  /** Marks alerts as seen: they disappear at every desk. */
  markAlertSeen: call({
    input: z.strictObject({ ids: z.array(z.uuid()).min(1).max(200) }),
    output: z.void(),
    modes: desk,
    access: watchers,
  }),
};
