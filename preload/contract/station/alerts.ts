import { z } from 'zod';
import { stationModeSchema } from '../../../domain/base/protocol.ts';
import { operatorSchema, rights } from '../../../domain/operators/rights.ts';
import { activityKindSchema } from '../../../domain/station/activity.ts';
import { alertKindSchema } from '../../../domain/station/alerts.ts';
import { helpReasonSchema } from '../../../domain/station/help-calls.ts';
import { call, exported, none, nothing } from '../base.ts';

export const alertSchema = z.strictObject({
  /** Id of the fact that raised it. */
  id: z.uuid(),
  kind: alertKindSchema,
  /** The person concerned, from the roster; null for a ticket that proves nothing. */
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
  stationName: z.string(),
  /** A scan or check-in at this station raised it, so its operator has read the verdict. */
  isOwnVerdict: z.boolean(),
  checkpoint: z.string().nullable(),
  /** When it happened, UTC milliseconds by the clock of its station. */
  wall: z.int(),
  /** When this station received it, UTC milliseconds. */
  heard: z.int(),
  /** Received too late for a sound. */
  late: z.boolean(),
  /** The check-in that raised it was undone since. */
  undone: z.boolean(),
  seen: z
    .strictObject({ operatorName: z.string().nullable(), stationName: z.string(), wall: z.int() })
    .nullable(),
});
export type Alert = z.infer<typeof alertSchema>;

/** Roles that see some alerts. Each gets only those of its role. */
const watchers = [...rights['see-arrival-alerts'], ...rights['see-security-alerts']] as const;

export const alertCalls = {
  /** The alerts of the caller's role, unseen first, then newest first. Sends `alertsChanged`. */
  getAlerts: call({
    access: watchers,
    input: nothing,
    output: z.array(alertSchema),
    activity: none,
  }),
  /** Marks alerts as seen. They disappear at every desk. */
  markAlertSeen: call({
    access: watchers,
    input: z.strictObject({ ids: z.array(z.uuid()).min(1).max(200) }),
    output: nothing,
    activity: none,
  }),
};

/** A call for help as desks show it: the latest of its station. */
export const helpCallSchema = z.strictObject({
  id: z.uuid(),
  stationName: z.string(),
  /** Null if the hub's directory lacks the station. */
  mode: stationModeSchema.nullable(),
  /** An operator called from this desk. It is listed here without card or sound. */
  isOwn: z.boolean(),
  reason: helpReasonSchema,
  /** The short code that the person quotes, or null. */
  code: z.string().nullable(),
  /** UTC milliseconds of the first unanswered call. */
  since: z.int(),
  /** UTC milliseconds of the latest call. */
  wall: z.int(),
  /** Older than a quarter of an hour: listed without banner or sound. */
  quiet: z.boolean(),
  answer: z
    .strictObject({
      operatorName: z.string().nullable(),
      stationName: z.string(),
      /** UTC milliseconds. */
      wall: z.int(),
    })
    .nullable(),
});
export type HelpCallView = z.infer<typeof helpCallSchema>;

export const helpCalls = {
  /**
   * Every station's latest call of the last hours, the one waiting longest first, answered ones
   * last. Sends `alertsChanged`.
   */
  getHelpCalls: call({
    access: 'operator',
    input: nothing,
    output: z.array(helpCallSchema),
    activity: none,
  }),
  /**
   * Notifies the station that called that someone comes. The call disappears at the other desks.
   */
  answerHelp: call({
    access: 'operator',
    input: z.strictObject({ callId: z.uuid() }),
    output: nothing,
    activity: none,
  }),
};

const filterSchema = z.strictObject({
  /** Null for every kind. */
  kind: activityKindSchema.nullable(),
  /** Null for all operators. */
  operatorId: z.uuid().nullable(),
});
export type ActivityFilter = z.infer<typeof filterSchema>;

export const activitySchema = z.strictObject({
  id: z.int(),
  kind: activityKindSchema,
  operatorName: z.string().nullable(),
  printedName: z.string().nullable(),
  detail: z.string(),
  /** UTC milliseconds. */
  wall: z.int(),
});
export type ActivityView = z.infer<typeof activitySchema>;

export const activityCalls = {
  /** Who did what at this station, newest first, with all operators that a filter can select. */
  getActivity: call({
    access: rights['read-activity'],
    input: filterSchema.extend({ limit: z.int().min(1).max(1_000) }),
    output: z.strictObject({
      rows: z.array(activitySchema),
      more: z.boolean(),
      operators: z.array(operatorSchema.pick({ id: true, name: true })),
    }),
    activity: none,
  }),
  /** Saves the log as CSV where the operator chooses; false if the dialog was closed. */
  exportActivity: call({
    access: rights['read-activity'],
    input: filterSchema,
    output: z.boolean(),
    activity: exported('activity'),
  }),
};
