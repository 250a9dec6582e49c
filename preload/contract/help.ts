import { z } from 'zod';
import { kioskModeSchema } from '../../domain/base/protocol.ts';
import { helpReasonSchema } from '../../domain/station/help-calls.ts';
import { call } from './define.ts';

/** A call for help as the desks show it: the latest of its station. */
export const helpCallSchema = z.strictObject({
  /** Id of the fact. */
  id: z.uuid(),
  /** Station that calls. */
  kioskName: z.string(),
  /** Its mode; null while the hub has not named it. */
  mode: kioskModeSchema.nullable(),
  reason: helpReasonSchema,
  /** The short code that the person quotes, or null. */
  code: z.string().nullable(),
  /** UTC milliseconds of the first unanswered call. */
  since: z.int(),
  /** UTC milliseconds of the latest call. */
  wall: z.int(),
  /** Older than a quarter of an hour: listed, without banner and sound. */
  quiet: z.boolean(),
  answer: z
    .strictObject({
      operatorName: z.string().nullable(),
      kioskName: z.string(),
      /** UTC milliseconds. */
      wall: z.int(),
    })
    .nullable(),
});
export type HelpCallView = z.infer<typeof helpCallSchema>;

export const helpCalls = {
  /** Every station's latest call of the last hours, newest first. Sends `alertsChanged`. */
  getHelpCalls: call({
    input: z.void(),
    output: z.array(helpCallSchema),
    modes: ['desk'],
    access: 'operator',
  }),
  /** "I am going": notifies the station that called, and the call disappears at the other desks. */
  answerHelp: call({
    input: z.strictObject({ callId: z.uuid() }),
    output: z.void(),
    modes: ['desk'],
    access: 'operator',
  }),
};
