import { type Compilable, CompiledQuery, PostgresAdapter, type RawBuilder, sql } from 'kysely';
import type { StoreKind } from './location.ts';
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
    sql,
    parameters: () => [],
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
interface InsertRows<Row> {
  (tx: HubDatabase, rows: readonly Row[]): Promise<void>;
  of(tx: HubDatabase, rows: readonly Row[]): Statement<never>[];
}

/** Stands in a query for a value that each call gives. */
class Gap {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

/** What a query is built with. */
export interface QueryParts<Given> {
  kind: StoreKind;
  db: HubDatabase;
  /** The place of a value that each call gives. */
  at: <K extends keyof Given & string>(name: K) => Given[K];
  /** `column IN (…)` for any number of texts, given as {@link textList}. */
  isAmong: (column: string, list: TextList) => RawBuilder<boolean>;
}

declare const isTextList: unique symbol;
/** JSON list of texts: one parameter whatever their number, so the statement stays the same. */
export type TextList = string & { readonly [isTextList]: true };

/** The list as one parameter. */
export function textList(texts: readonly string[]): TextList {
  return JSON.stringify(texts) as TextList;
}

/** A statement that {@link together} runs. */
export interface Statement<Row> {
  sql: string;
  /** Called as the statement goes out, when PostgreSQL already works on those before it. */
  parameters: () => readonly unknown[];
  /** Rows to write in place of parameters: SQLite runs the statement for each, PostgreSQL copies. */
  lists?: () => Iterable<readonly unknown[]>;
  /** Of its type alone. */
  row?: Row;
}

/** Text of the query by which {@link together} reaches the drivers. */
export const togetherText = '-- together';

/** Text of the statement by which {@link togetherAtLast} ends a transaction. */
export const commitText = 'commit';

/** What stands in place of the parameters of {@link togetherText}. */
export function statementsOf(parameters: readonly unknown[]): Statement<unknown>[] {
  return parameters as Statement<unknown>[];
}

/**
 * Runs statements one after the other in a transaction, and sends them to PostgreSQL in one trip: none may need the answer
 * of another. Throws what the first of them throws that fails.
 */
export async function together<Rows extends readonly unknown[]>(
  tx: HubDatabase,
  statements: { [Index in keyof Rows]: Statement<Rows[Index]> },
): Promise<{ [Index in keyof Rows]: Rows[Index][] }> {
  const { rows } = await tx.executeQuery(CompiledQuery.raw(togetherText, [...statements]));
  return rows as { [Index in keyof Rows]: Rows[Index][] };
}

/**
 * As {@link together}, as the last thing that a transaction does: PostgreSQL commits in the same
 * trip, unless one of them fails.
 */
export async function togetherAtLast(
  tx: HubDatabase,
  statements: readonly Statement<unknown>[],
): Promise<void> {
  const commit: Statement<unknown> = { sql: commitText, parameters: () => [] };
  // SQLite's COMMIT takes no trip, and Kysely sends it anyway.
  await together(tx, kindOf(tx) === 'postgres' ? [...statements, commit] : [...statements]);
}

/** A prepared query: runs it; `of` gives it to {@link together}. */
export interface PreparedQuery<Given, Row> {
  (db: HubDatabase, given: Given): Promise<Row[]>;
  of(db: HubDatabase, given: Given): Statement<Row>;
}

/**
 * A query that Kysely builds and compiles once a kind of store, and not at each call: for the short
 * queries of a push that is most of the time.
 */
export function query<Given extends object, Row>(
  build: (parts: QueryParts<Given>) => Compilable<Row>,
): PreparedQuery<Given, Row> {
  const compiled = new Map<StoreKind, CompiledQuery<Row>>();
  const compiledFor = (db: HubDatabase): CompiledQuery<Row> => {
    const kind = kindOf(db);
    let found = compiled.get(kind);
    if (found === undefined) {
      found = build(partsOf<Given>(db, kind)).compile();
      compiled.set(kind, found);
    }
    return found;
  };
  const valuesOf = ({ parameters }: CompiledQuery<Row>, given: Given): unknown[] => {
    const values: ReadonlyMap<string, unknown> = new Map(Object.entries(given));
    return parameters.map((value) => (value instanceof Gap ? values.get(value.name) : value));
  };
  const run = async (db: HubDatabase, given: Given): Promise<Row[]> => {
    const [rows] = await together(db, [of(db, given)] as const);
    return rows;
  };
  const of = (db: HubDatabase, given: Given): Statement<Row> => {
    const found = compiledFor(db);
    return { sql: found.sql, parameters: () => valuesOf(found, given) };
  };
  return Object.assign(run, { of });
}

/** Which kind of store a connection or transaction belongs to. */
export function kindOf(db: HubDatabase): StoreKind {
  return db.getExecutor().adapter instanceof PostgresAdapter ? 'postgres' : 'sqlite';
}

function partsOf<Given>(db: HubDatabase, kind: StoreKind): QueryParts<Given> {
  return {
    kind,
    db,
    // Kysely takes any object as a parameter's value; it is exchanged before the query runs.
    at: <K extends keyof Given & string>(name: K) => new Gap(name) as unknown as Given[K],
    isAmong: (column, list) =>
      kind === 'sqlite'
        ? sql<boolean>`${sql.ref(column)} IN (SELECT value FROM json_each(${list}))`
        : sql<boolean>`${sql.ref(column)} = ANY (ARRAY (SELECT jsonb_array_elements_text(${list}::jsonb)))`,
  };
}
