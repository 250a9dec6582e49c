import BetterSqlite3 from 'better-sqlite3';
import { migrate } from '../../db/base/migrate.ts';
import { migrateSqlite } from '../../hub/store/sqlite.ts';

/** A table of a store with its columns after all migrations. */
export interface StoreTable {
  name: string;
  columns: readonly string[];
}

export function stationTables(): StoreTable[] {
  const database = new BetterSqlite3(':memory:');
  try {
    migrate(database, ':memory:');
    return tablesOf(database);
  } finally {
    database.close();
  }
}

/** The tables of a hub's store (SQLite; PostgreSQL has the same). */
export function hubTables(): StoreTable[] {
  const database = new BetterSqlite3(':memory:');
  try {
    migrateSqlite(database);
    return tablesOf(database);
  } finally {
    database.close();
  }
}

function tablesOf(database: BetterSqlite3.Database): StoreTable[] {
  const names = database
    .prepare<[], { name: string }>(
      `SELECT name FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'virtual')
       AND name NOT LIKE 'sqlite_%' ORDER BY name`,
    )
    .all();
  return names.map(({ name }) => ({
    name,
    columns: database
      .prepare<[string], { name: string }>('SELECT name FROM pragma_table_info(?) ORDER BY cid')
      .all(name)
      .map((column) => column.name),
  }));
}
