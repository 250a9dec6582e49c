import { countAdmitted } from '../../db/check-in/admissions.ts';
import type { ScreenLanguage } from '../../domain/base/language.ts';
import { evacuationSchema } from '../../preload/contract/emergency.ts';
import { type Context, today } from '../base/context.ts';
import { type EvacuationSource, evacuationList } from './evacuation.ts';
import { earlierDays, endOldMuster, noteLook } from './muster.ts';

/** The query of a list that is read off the main thread. */
export interface EvacuationQuestion {
  language: ScreenLanguage;
  stationName: string;
  /** UTC milliseconds of the station's clock. */
  now: number;
  clockIsSet: boolean;
  /** Other days whose people stay on the list. */
  earlierDays: readonly string[];
}

/** Reads everyone inside; in a separate process in the app. */
export interface EvacuationReads {
  evacuation(question: EvacuationQuestion): Promise<string>;
}

/** Maximum people whose list is made on the main thread, within a frame's time. */
const fewPeople = 300;

/** The list as a text. A long list is read elsewhere: no check-in waits for it. */
export async function readEvacuation(
  context: Context,
  language: ScreenLanguage,
  reads: EvacuationReads,
): Promise<string> {
  noteLook(context);
  endOldMuster(context);
  const { db, event, stationName, clock, clockIsSet } = context;
  const earlier = earlierDays(context);
  const few = [today(context), ...earlier].every(
    (day) => countAdmitted(db, event.file.id, day) <= fewPeople,
  );
  if (few) return evacuationText(context, language);
  const question = { language, stationName, now: clock(), clockIsSet, earlierDays: earlier };
  return await reads.evacuation(question);
}

/** The list as the contract's text (JSON), checked. */
export function evacuationText(source: EvacuationSource, language: ScreenLanguage): string {
  return JSON.stringify(evacuationSchema.parse(evacuationList(source, language)));
}
