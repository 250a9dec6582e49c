/** Parameters of one statement: SQLite takes 32,766, PostgreSQL 65,535. */
const mostParameters = 30_000;

/** Rows in portions that fit one statement each. */
export function portions<Row>(rows: readonly Row[], columns: number): Row[][] {
  const size = Math.max(1, Math.floor(mostParameters / columns));
  const found: Row[][] = [];
  for (let start = 0; start < rows.length; start += size) {
    found.push(rows.slice(start, start + size));
  }
  return found;
}
