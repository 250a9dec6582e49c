import { z } from 'zod';
import { doorDirectionSchema } from '../../domain/base/station-face.ts';
import { doorDoubts, doorRefusals } from '../../domain/doors/door.ts';
import { localDaySchema } from '../../domain/event/event-file.ts';
import { delegateSchema } from '../../domain/roster/delegate.ts';
import { listAgesSchema } from '../../domain/sync/sync-status.ts';
import { call, none, nothing } from './base.ts';
import { scanInputSchema } from './check-in.ts';

/** Everything that a door may know about a delegate. */
export const doorDelegateSchema = delegateSchema.pick({
  id: true,
  printedName: true,
  delegation: true,
  administration: true,
  category: true,
  extra: true,
});
export type DoorDelegate = z.infer<typeof doorDelegateSchema>;

/** Number of people in the checkpoint's zone, and max number; null for no limit. */
export const roomCountSchema = z.strictObject({
  inside: z.int().nonnegative(),
  capacity: z.int().positive().nullable(),
});
export type RoomCount = z.infer<typeof roomCountSchema>;

export const doorViewSchema = z.strictObject({
  /** Null if the station has no checkpoint for a door: the steward must choose one first. */
  checkpoint: z.string().nullable(),
  /** The direction in force. At an exit it is always out. */
  direction: doorDirectionSchema,
  /** False if the checkpoint's kind or the configuration fixes direction or checkpoint. */
  canTurn: z.boolean(),
  canChoose: z.boolean(),
  count: roomCountSchema,
  /** Whether the event file's windows let the checkpoint admit people at this time. */
  isOpen: z.boolean(),
  /** Null if the station has no hub. */
  lists: listAgesSchema.nullable(),
  day: localDaySchema,
});
export type DoorView = z.infer<typeof doorViewSchema>;

/** The question that the steward saw. A decision answers only this one. */
const shownDoubtsSchema = z.strictObject({
  doubts: z.array(z.enum(doorDoubts)).min(1).max(doorDoubts.length),
  checkpoint: z.string().max(60),
  direction: doorDirectionSchema,
  /** Null if the code led to no delegate known to the door. */
  delegateId: z.uuid().nullable(),
});

export const doorInputSchema = z.strictObject({
  /**
   * UUID made by the page for this scan. A repeated key gets the same answer and is written once.
   */
  key: z.uuid(),
  scan: scanInputSchema,
  /** The steward's decision on the question; null for the scan itself. */
  steward: z
    .strictObject({ decision: z.enum(['let-pass', 'refuse']), shown: shownDoubtsSchema })
    .nullable(),
});
export type DoorInput = z.infer<typeof doorInputSchema>;

const answered = {
  /** Null if the code leads to no delegate known to this door. */
  delegate: doorDelegateSchema.nullable(),
  /** JPEG; null if there is none. */
  photo: z.instanceof(Uint8Array).nullable(),
  direction: doorDirectionSchema,
  /** The count after this record. */
  count: roomCountSchema,
  lists: listAgesSchema.nullable(),
};

export const doorAnswerSchema = z.discriminatedUnion('outcome', [
  z.strictObject({
    outcome: z.literal('passed'),
    /** The fact that was written. It can be undone. */
    factId: z.uuid(),
    /**
     * `back`: was here today and went out. `again`: comes in again although inside by the count.
     */
    how: z.enum(['in', 'back', 'again', 'out']),
    wall: z.int(),
    ...answered,
  }),
  z.strictObject({
    outcome: z.literal('ask'),
    doubts: z.array(z.enum(doorDoubts)).min(1),
    checkpoint: z.string(),
    /** For a person inside by the count, since when (UTC milliseconds); else null. */
    insideSince: z.int().nullable(),
    ...answered,
  }),
  z.strictObject({
    outcome: z.literal('refused'),
    reason: z.enum(doorRefusals),
    replaced: z.boolean(),
    /** The system that another event's code names; null if it names none. */
    host: z.string().nullable(),
    /** For `wrong-day`, the days on which the person may pass here; else empty. */
    validDays: z.array(localDaySchema),
    ...answered,
  }),
]);
export type DoorAnswer = z.infer<typeof doorAnswerSchema>;

/** A door needs no sign-in: people pass there, and its facts name the door. */
export const doorCalls = {
  /** Call it again on `countsChanged`, `syncChanged` and `stationChanged`. */
  getDoor: call({
    modes: ['door'],
    access: 'anyone',
    input: nothing,
    output: doorViewSchema,
    activity: none,
  }),
  passDoor: call({
    modes: ['door'],
    access: 'anyone',
    input: doorInputSchema,
    output: doorAnswerSchema,
    activity: none,
    isRepeatable: true,
  }),
  /** Undoes a passage at this door with a new fact. */
  undoPassing: call({
    modes: ['door'],
    access: 'anyone',
    input: z.strictObject({ factId: z.uuid() }),
    output: doorViewSchema,
    activity: none,
    isRepeatable: true,
  }),
  turnDoor: call({
    modes: ['door'],
    access: 'anyone',
    input: z.strictObject({ direction: doorDirectionSchema }),
    output: doorViewSchema,
    activity: none,
  }),
  chooseDoor: call({
    modes: ['door'],
    access: 'anyone',
    input: z.strictObject({ checkpoint: z.string().max(60) }),
    output: doorViewSchema,
    activity: none,
  }),
};
