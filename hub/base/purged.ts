import { query } from '../store/prepared.ts';
import type { HubDatabase } from '../store/tables.ts';

const purgedQuery = query<object, { id: string }>(({ db }) =>
  db.selectFrom('purge').select('id').limit(1),
);

/** Whether the hub's event was purged: from then on the hub accepts no personal data. */
export async function isPurged(db: HubDatabase): Promise<boolean> {
  return (await purgedQuery(db, {})).length > 0;
}
