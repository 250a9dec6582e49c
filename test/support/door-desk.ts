import { randomUUID } from 'node:crypto';
import { saveEvent } from '../../db/event/events.ts';
import { type Checkpoint, makeCheckpoint } from '../../domain/event/event-file.ts';
import type { Context } from '../../main/base/context.ts';
import { passDoor } from '../../main/doors/door-calls.ts';
import type { DoorSetting } from '../../main/doors/presence.ts';
import type { DoorAnswer, DoorInput } from '../../preload/contract/doors.ts';
import type { DeskContext } from './desk-context.ts';

type Given = Partial<Parameters<typeof makeCheckpoint>[0]>;

/** A hall with one or more doors; `change` sets its policies. */
export function hall(change: Given = {}): Checkpoint {
  return makeCheckpoint({
    id: 'hall',
    name: { en: 'Hall', fr: 'Salle' },
    kind: 'session',
    windows: [],
    categories: null,
    ...change,
  });
}

/** Gives the desk's event these sessions in place of its own. */
export function setSessions({ context }: DeskContext, sessions: readonly Checkpoint[]): void {
  const [registration] = context.event.file.checkpoints;
  if (registration === undefined) throw new Error('no registration');
  const file = { ...context.event.file, checkpoints: [registration, ...sessions] };
  Object.assign(context.event, { file });
  saveEvent(context.db, context.event, context.clock());
}

/**
 * The same store as a door station at one of `checkpoints` sees it: at `at`, or by default at the
 * first.
 */
export function atDoor(
  desk: Pick<DeskContext, 'context'>,
  checkpoints: readonly Checkpoint[],
  at: string | null = null,
): Context {
  const { context } = desk;
  const registration = context.event.file.checkpoints.filter(({ kind }) => kind === 'registration');
  const file = { ...context.event.file, checkpoints: [...registration, ...checkpoints] };
  const event = { ...context.event, file };
  saveEvent(context.db, event, context.clock());
  const checkpoint = checkpoints.find(({ id }) => id === at) ?? checkpoints[0];
  if (checkpoint === undefined) throw new Error('a door without a checkpoint');
  return { ...context, event, checkpoint: () => checkpoint };
}

const nobody = { operator: null };
const free = { direction: false, checkpoint: false };

type Decision = Exclude<DoorInput['steward'], null>;
type Asked = Extract<DoorAnswer, { outcome: 'ask' }>;

export function shownOf({ doubts, checkpoint, direction, delegate }: Asked): Decision['shown'] {
  return { doubts, checkpoint, direction, delegateId: delegate?.id ?? null };
}

/**
 * Shows a code at a door. With `steward`, the steward decides on the question `asked`, or by
 * default on what the door asks now.
 */
export function show(
  context: Context,
  code: string,
  options: {
    direction?: DoorSetting['direction'];
    steward?: Decision['decision'];
    asked?: Asked;
    key?: string;
  } = {},
): DoorAnswer {
  const { direction = 'in', steward, key = randomUUID() } = options;
  const scan = { source: 'hid' as const, readings: [code], seenAt: 0 };
  const pass = (decided: DoorInput['steward']) =>
    passDoor(context, nobody, { direction, fixed: free }, { key, scan, steward: decided });
  const asked = options.asked ?? pass(null);
  if (steward === undefined || asked.outcome !== 'ask') return asked;
  return pass({ decision: steward, shown: shownOf(asked) });
}
