import { statement } from '../base/statement.ts';
import type { ReadableDatabase } from '../base/types.ts';

/** People who get a ticket, and how many of them lack something. */
export interface RosterGaps {
  all: number;
  withoutEmail: number;
  /** With a delegation or category that the event does not have. */
  unknown: number;
  /** Without a delegation, where the event has some, or without a category. */
  withoutGroup: number;
}

/** Reads every row: in the app in the process of long reads. */
export function countRosterGaps(
  db: ReadableDatabase,
  event: {
    id: string;
    delegations: readonly { code: string }[];
    categories: readonly { id: string }[];
  },
): RosterGaps {
  const found = statement<unknown[], RosterGaps>(
    db,
    `SELECT count(*) AS "all", count(*) FILTER (WHERE email = '') AS withoutEmail,
       count(*) FILTER (WHERE
         (delegation != '' AND delegation NOT IN (SELECT value FROM json_each(@delegations)))
         OR (category != '' AND category NOT IN (SELECT value FROM json_each(@categories)))
       ) AS unknown,
       count(*) FILTER (WHERE (delegation = '' AND @delegations != '[]') OR category = '')
         AS withoutGroup
     FROM delegate
     WHERE event_id = @id AND deleted = 0 AND status IN ('confirmed', 'pending')`,
  ).get({
    id: event.id,
    delegations: JSON.stringify(event.delegations.map(({ code }) => code)),
    categories: JSON.stringify(event.categories.map(({ id }) => id)),
  });
  return found ?? { all: 0, withoutEmail: 0, unknown: 0, withoutGroup: 0 };
}
