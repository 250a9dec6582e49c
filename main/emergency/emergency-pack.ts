import { z } from 'zod';
import { readSetting, writeSetting } from '../../db/base/settings.ts';
import { expectedPeople, type PaperPerson } from '../../db/emergency.ts';
import { countDelegates } from '../../db/roster/roster.ts';
import type { ScreenLanguage } from '../../domain/base/language.ts';
import { listOrder } from '../../domain/delegations.ts';
import { minuteOfDay } from '../../domain/event/local-day.ts';
import { formatPaperNumber } from '../../domain/ledger/from-paper.ts';
import type { EmergencyPack } from '../../preload/contract/emergency.ts';
import { rightNow } from '../base/clock.ts';
import { type Caller, type Context, operatorIdOf, today } from '../base/context.ts';
import { listAges } from '../base/list-ages.ts';

const settingName = 'emergency-pack';
const preparedSchema = z
  .object({
    day: z.string(),
    at: z.int(),
    operatorName: z.string().nullable(),
    /** Highest number among the day's one-day badges. */
    badges: z.int().nonnegative(),
  })
  .nullable()
  .catch(null);

/** The desk reminds until noon; later the morning's rush is over. */
const remindedUntilMinute = 12 * 60;

/** Whether today's pack was prepared, and what a new one would hold. */
export function emergencyPack(context: Context): EmergencyPack {
  const { event } = context;
  const day = today(context);
  const prepared = preparedToday(context);
  const isMorning = minuteOfDay(rightNow(context), event.file.timeZone) < remindedUntilMinute;
  const people = countDelegates(context.db, event.file.id).expected;
  return {
    day,
    prepared:
      prepared === null
        ? null
        : { at: prepared.at, operatorName: prepared.operatorName, badges: prepared.badges },
    due:
      prepared === null &&
      isMorning &&
      people > 0 &&
      !context.training &&
      event.file.days.includes(day),
    people,
    rosterAsOf: listAges(context)?.roster ?? null,
  };
}

export interface PackContent {
  day: string;
  /** UTC milliseconds. */
  preparedAt: number;
  rosterAsOf: number | null;
  /** Expected people in list order. */
  people: PaperPerson[];
  /** Numbers of the one-day badges, which no earlier pack of this day has. */
  numbers: string[];
}

/** Collects a pack of today with so many one-day badges. Writes nothing: see `packPrepared`. */
export function packContent(
  context: Context,
  badges: number,
  language: ScreenLanguage,
): PackContent {
  const { event } = context;
  const day = today(context);
  const first = (preparedToday(context)?.badges ?? 0) + 1;
  const pack = { stationNumber: context.self.stationNumber, day };
  return {
    day,
    preparedAt: rightNow(context),
    rosterAsOf: listAges(context)?.roster ?? null,
    people: expectedPeople(context.db, event.file.id).sort(listOrder(event.file, day, language)),
    numbers: Array.from({ length: badges }, (_, index) => formatPaperNumber(pack, first + index)),
  };
}

/** Records that today's pack is printed or saved: its numbers are used; the reminder ends. */
export function packPrepared(context: Context, caller: Caller, content: PackContent): void {
  operatorIdOf(caller);
  writeSetting(context.db, settingName, {
    day: content.day,
    at: content.preparedAt,
    operatorName: caller.operator?.name ?? null,
    badges: (preparedToday(context)?.badges ?? 0) + content.numbers.length,
  });
}

function preparedToday(context: Context): z.infer<typeof preparedSchema> {
  const prepared = preparedSchema.parse(readSetting(context.db, settingName) ?? null);
  return prepared?.day === today(context) ? prepared : null;
}
