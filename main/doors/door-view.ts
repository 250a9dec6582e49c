import { isWithinWindows } from '../../domain/check-in/admission.ts';
import type { DoorDirection } from '../../domain/doors/door.ts';
import { directionAt } from '../../domain/doors/door.ts';
import { zoneOf } from '../../domain/doors/zones.ts';
import type { Checkpoint } from '../../domain/event/event-file.ts';
import { minuteOfDay } from '../../domain/event/local-day.ts';
import type { DoorView, RoomCount } from '../../preload/contract/doors.ts';
import { rightNow } from '../base/clock-offset.ts';
import { type Context, today } from '../base/context.ts';
import { listAges } from '../base/list-ages.ts';
import { presenceNow } from './presence.ts';

/** The station's settings of a door. */
export interface DoorSetting {
  direction: DoorDirection;
  /** Fields that the configuration fixes: they cannot be changed at the door. */
  fixed: { direction: boolean; checkpoint: boolean };
}

/** A checkpoint for a door; a registration desk prints badges, which a door does not. */
export function isDoor({ kind }: Pick<Checkpoint, 'kind'>): boolean {
  return kind !== 'registration';
}

/** What the door's screen shows while nobody passes. */
export function doorView(context: Context, setting: DoorSetting): DoorView {
  const checkpoint = context.checkpoint();
  const day = today(context);
  return {
    checkpoint: isDoor(checkpoint) ? checkpoint.id : null,
    direction: directionAt(checkpoint, setting.direction),
    canTurn: checkpoint.kind !== 'exit' && !setting.fixed.direction,
    canChoose: !setting.fixed.checkpoint,
    count: roomCount(context, checkpoint),
    isOpen: isWithinWindows(checkpoint, {
      day,
      minuteOfDay: minuteOfDay(rightNow(context), context.event.file.timeZone),
    }),
    lists: listAges(context),
    day,
  };
}

/** People in the checkpoint's zone now. */
export function roomCount(context: Context, checkpoint: Checkpoint): RoomCount {
  return {
    inside: presenceNow(context).personsIn(zoneOf(checkpoint)).size,
    capacity: checkpoint.capacity,
  };
}
