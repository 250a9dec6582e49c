import { kindOf, type Statement, together } from './prepared.ts';
import type { HubDatabase, HubTables } from './tables.ts';

/** Rows that one statement carries to PostgreSQL as JSON. */
const portionRows = 1_000;

/**
 * An INSERT of many rows that is compiled once. PostgreSQL gets them by COPY, or where rows may be
 * there as one JSON list (500 rows of 20 columns as parameters take it twice as long), SQLite row by
 * row by one prepared statement (there, a call costs less than a longer statement).
 *
 * @param columns every column that is written
 * @param onConflict what follows the rows in both dialects, for example `ON CONFLICT DO NOTHING`
 */
export function insertInto<Table extends keyof HubTables & string>(
  table: Table,
  columns: readonly (keyof HubTables[Table] & string)[],
  onConflict = '',
): InsertRows<HubTables[Table]> {
  const names = columns.join(', ');
  const into = `INSERT INTO ${table} (${names})`;
  const one = `${into} VALUES (${columns.map(() => '?').join(', ')}) ${onConflict}`;
  const many = `${into} SELECT ${names} FROM json_populate_recordset(NULL::${table}, $1::json) ${onConflict}`;
  const copy = `COPY ${table} (${names}) FROM STDIN`;
  const listed = (sql: string, rows: readonly HubTables[Table][]): Statement<never> => ({
    ...{ sql, parameters: () => [] },
    *lists() {
      for (const row of rows) yield columns.map((name) => row[name]);
    },
  });
  const of = (tx: HubDatabase, rows: readonly HubTables[Table][]): Statement<never>[] => {
    if (rows.length === 0) return [];
    if (kindOf(tx) === 'sqlite') return [listed(one, rows)];
    if (onConflict === '') return [listed(copy, rows)];
    const portions: Statement<never>[] = [];
    for (let start = 0; start < rows.length; start += portionRows) {
      const portion = rows.slice(start, start + portionRows);
      portions.push({ sql: many, parameters: () => [JSON.stringify(portion)] });
    }
    return portions;
  };
  const insert = async (tx: HubDatabase, rows: readonly HubTables[Table][]): Promise<void> => {
    if (rows.length > 0) await together(tx, of(tx, rows));
  };
  return Object.assign(insert, { of });
}

/** Writes rows; `of` gives the statements to {@link together}. */
export interface InsertRows<Row> {
  (tx: HubDatabase, rows: readonly Row[]): Promise<void>;
  of(tx: HubDatabase, rows: readonly Row[]): Statement<never>[];
}
