import { delegatesWithBadge } from '../../../db/badges/roster-badges.ts';
import type { ReadableDatabase } from '../../../db/base/types.ts';
import { everyDelegate } from '../../../db/roster/roster.ts';
import {
  beginComparison,
  type CompareSetting,
  type RosterPlan,
} from '../../../intake/comparison.ts';
import type { PeopleOfFile } from '../../../intake/read-people.ts';

/**
 * Compares the people of a file with the roster. Writes nothing. Runs in one transaction: the desk
 * continues to write, and a plan is made from one state of the roster.
 */
export function comparePeople(
  file: PeopleOfFile,
  setting: CompareSetting & { db: ReadableDatabase },
): RosterPlan {
  return setting.db.transaction(() => compareWith(file, setting))();
}

function compareWith(
  file: PeopleOfFile,
  setting: CompareSetting & { db: ReadableDatabase },
): RosterPlan {
  const { db, eventId } = setting;
  const comparison = beginComparison(file, setting);
  const withBadge = delegatesWithBadge(db, eventId);
  for (const delegate of everyDelegate(db, eventId)) {
    comparison.take(delegate, withBadge.has(delegate.id));
  }
  return comparison.finish();
}
