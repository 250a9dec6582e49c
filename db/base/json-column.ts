/**
 * Reads values from a JSON column that other stations wrote. Such a column may not be JSON, and a
 * value may have another type. `json_extract` alone throws at such a row, so one hostile record
 * would stop every query that meets it. No other query in this folder reads such a column in SQL
 * (test/db/json-column.test.ts).
 */

/** SQL of a text. NULL where the column is not JSON, or has no text with this name. */
export function textIn(column: string, name: string): string {
  return valueIn(column, name, 'text');
}

/**
 * SQL of an integer of at most 15 digits, so that the sum of two is exact. NULL as for {@link
 * textIn}.
 */
export function integerIn(column: string, name: string): string {
  const value = valueIn(column, name, 'integer');
  return `CASE WHEN ${value} BETWEEN -999999999999999 AND 999999999999999 THEN ${value} END`;
}

/** CASE evaluates its parts in order; AND need not. */
function valueIn(column: string, name: string, type: 'text' | 'integer'): string {
  const path = `'$.${name}'`;
  return `CASE WHEN json_valid(${column}) THEN
    CASE json_type(${column}, ${path}) WHEN '${type}' THEN json_extract(${column}, ${path}) END END`;
}
