import type { StoreKind } from '../location.ts';
import { accounts } from '../schema/accounts.ts';
import { columnTypes } from '../schema/column-types.ts';
import { connectors } from '../schema/connectors.ts';
import { ledger } from '../schema/ledger.ts';
import { purge } from '../schema/purge.ts';
import { stations } from '../schema/stations.ts';
import type { HubMigration } from '../schema-version.ts';

/**
 * Every migration in order, as SQL of one of the two kinds. Until the first release the schema
 * changes in place, and older stores are refused (`pre-release`); from then on a published
 * migration is never edited.
 */
export const hubMigrations: readonly HubMigration[] = [{ name: '001-schema', sql: schema }];

function schema(kind: StoreKind): string {
  const types = columnTypes(kind);
  const topics = [stations, ledger, accounts, purge, connectors];
  return topics.map((topic) => topic(types)).join('\n');
}
