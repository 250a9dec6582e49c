import { ledger } from '../schema/ledger.ts';
import { printing } from '../schema/printing.ts';
import { retention } from '../schema/retention.ts';
import { roster } from '../schema/roster.ts';
import { station } from '../schema/station.ts';
import { sync } from '../schema/sync.ts';
import { tickets } from '../schema/tickets.ts';

export interface Migration {
  name: string;
  sql: string;
}

/**
 * Every migration in order. The store's `user_version` counts those applied. Until the first
 * release the schema changes in place, and older stores are refused (`pre-release`). After that, a
 * released migration is never edited.
 */
export const migrations: readonly Migration[] = [
  {
    name: '001-schema',
    sql: [station, roster, ledger, printing, sync, retention, tickets].join('\n'),
  },
];
