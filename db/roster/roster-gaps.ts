import { statement } from '../base/statement.ts';
import type { ReadableDatabase } from '../base/types.ts';

/** Number of people who get a ticket, and of those who lack something. */
export interface RosterGaps {
  all: number;
  withoutEmail: number;
  /** Their delegation or category is missing from the event. */
  unknown: number;
  /** They have no delegation although the event has some, or no category. */
  withoutGroup: number;
  /** They have a language, and the event lacks it. */
  otherLanguage: number;
}

/** Reads every row: in the app, call it in the process for long reads. */
export function countRosterGaps(
  db: ReadableDatabase,
  event: {
    id: string;
    languages: readonly string[];
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
         AS withoutGroup,
       count(*) FILTER (WHERE language != '' AND lower(substr(language, 1, instr(language || '-', '-') - 1))
         NOT IN (SELECT value FROM json_each(@languages))) AS otherLanguage
     FROM delegate
     WHERE event_id = @id AND deleted = 0 AND status IN ('confirmed', 'pending')`,
  ).get({
    id: event.id,
    languages: JSON.stringify(event.languages),
    delegations: JSON.stringify(event.delegations.map(({ code }) => code)),
    categories: JSON.stringify(event.categories.map(({ id }) => id)),
  });
  return found ?? { all: 0, withoutEmail: 0, unknown: 0, withoutGroup: 0, otherLanguage: 0 };
}
