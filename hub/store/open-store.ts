import type BetterSqlite3 from 'better-sqlite3';
import { Kysely } from 'kysely';
import type { HubLocation, StoreKind } from './location.ts';
import {
  type LineEnds,
  noPeers,
  openPostgresLine,
  type PeerLine,
  type PostgresLine,
} from './peer-line.ts';
import { migratePostgres, type OnConnectionLost, postgresDialect } from './postgres.ts';
import { migrateSqlite, openSqlite, sqliteDialect } from './sqlite.ts';
import { hubStoreErrorOf } from './store-error.ts';
import type { HubTables } from './tables.ts';

export interface HubStore {
  db: Kysely<HubTables>;
  kind: StoreKind;
  /**
   * Joins the processes of a hub that work on this store; ends with the store.
   *
   * @param hub the hub's id
   */
  joinPeers(hub: string, ends: LineEnds): Promise<PeerLine>;
  close(): Promise<void>;
}

/**
 * Opens a hub's store (SQLite: creates a missing file) and migrates it to the newest form.
 *
 * @param onConnectionLost called for each connection to PostgreSQL that breaks, for the log
 * @throws HubStoreError `corrupt-or-wrong-key`, `from-the-future`, `pre-release`, `disk-full`,
 *   `not-permitted`, `unreachable`, `failed`
 */
export async function openHubStore(
  location: HubLocation,
  onConnectionLost: OnConnectionLost = () => {},
): Promise<HubStore> {
  try {
    return location.kind === 'sqlite'
      ? hubStoreOf(openSqlite(location))
      : await openPostgres(location.url, onConnectionLost);
  } catch (error) {
    throw hubStoreErrorOf(error);
  }
}

/**
 * Uses an SQLite database that is already open, such as the simulation's copy of a template in
 * memory. Closing the store closes it. Throws HubStoreError `from-the-future`, `pre-release`.
 */
export function hubStoreOf(database: BetterSqlite3.Database): HubStore {
  try {
    migrateSqlite(database);
  } catch (error) {
    database.close();
    throw error;
  }
  const db = new Kysely<HubTables>({ dialect: sqliteDialect(database) });
  return {
    db,
    kind: 'sqlite',
    joinPeers: async () => noPeers,
    close: async () => {
      await db.destroy();
      // Kysely opens lazily: a store that was never queried would stay open.
      database.close();
    },
  };
}

async function openPostgres(url: string, onLost: OnConnectionLost): Promise<HubStore> {
  const db = new Kysely<HubTables>({ dialect: postgresDialect(url, onLost) });
  try {
    await migratePostgres(db);
  } catch (error) {
    await db.destroy();
    throw error;
  }
  const lines: PostgresLine[] = [];
  return {
    db,
    kind: 'postgres',
    joinPeers: async (hub, ends) => {
      const line = await openPostgresLine(url, `lanyard ${hub}`, ends, onLost);
      lines.push(line);
      return line;
    },
    close: async () => {
      for (const line of lines) await line.close();
      await db.destroy();
    },
  };
}
