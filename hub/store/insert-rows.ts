import { CompiledQuery } from 'kysely';
import { kindOf } from './prepared.ts';
import type { HubDatabase, HubTables } from './tables.ts';

/** Rows that one statement carries to PostgreSQL. */
const portionRows = 1_000;

/**
 * An INSERT of many rows that is compiled once. PostgreSQL gets them as one JSON list (one round trip and
 * one parameter: 500 rows of 20 columns as parameters take it twice as long), SQLite row by row by one
 * prepared statement (there, a call costs less than a longer statement).
 *
 * @param columns every column that is written
 * @param onConflict what follows the rows in both dialects, for example `ON CONFLICT DO NOTHING`
 */
export function insertInto<Table extends keyof HubTables & string>(
  table: Table,
  columns: readonly (keyof HubTables[Table] & string)[],
  onConflict = '',
): (tx: HubDatabase, rows: readonly HubTables[Table][]) => Promise<void> {
  const names = columns.join(', ');
  const into = `INSERT INTO ${table} (${names})`;
  const one = `${into} VALUES (${columns.map(() => '?').join(', ')}) ${onConflict}`;
  const many = `${into} SELECT ${names} FROM json_populate_recordset(NULL::${table}, $1::json) ${onConflict}`;
  return async (tx, rows) => {
    if (kindOf(tx) === 'sqlite') {
      for (const row of rows) {
        const values = columns.map((column) => row[column]);
        await tx.executeQuery(CompiledQuery.raw(one, values));
      }
      return;
    }
    for (let start = 0; start < rows.length; start += portionRows) {
      const portion = rows.slice(start, start + portionRows);
      await tx.executeQuery(CompiledQuery.raw(many, [JSON.stringify(portion)]));
    }
  };
}
