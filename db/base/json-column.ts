/**
 * Values in a column of JSON that other stations wrote. Nobody promises that it is JSON, or that a
 * value has its type: `json_extract` alone throws at such a row, and one hostile record would stop
 * every query that meets it. No other query of this folder reads such a column by SQL
 * (test/db/json-column.test.ts).
 */

/** SQL of a text; NULL where the column is no JSON, or has another value or none at this name. */
export function textIn(column: string, name: string): string {
  return valueIn(column, name, 'text');
}

/** SQL of a whole number of at most 15 digits, which a sum of two keeps exact; NULL likewise. */
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
