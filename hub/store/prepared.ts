import { type Compilable, CompiledQuery, PostgresAdapter, type RawBuilder, sql } from 'kysely';
import type { StoreKind } from './location.ts';
import type { HubDatabase, HubTables } from './tables.ts';

/** Max rows that one statement sends to PostgreSQL as JSON. */
const portionRows = 1_000;

/**
 * An INSERT of many rows that is compiled once. PostgreSQL gets the rows by COPY, or as one JSON
 * list if rows may exist already (as parameters, 500 rows of 20 columns take twice as long). SQLite
 * gets them one by one with a prepared statement (there, a call costs less than a longer
 * statement).
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

/** Placeholder in a query for a value that each call gives. */
class Gap {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

export interface QueryParts<Given> {
  kind: StoreKind;
  db: HubDatabase;
  /** The placeholder of a value that each call gives. */
  at: <K extends keyof Given & string>(name: K) => Given[K];
  /** `column IN (…)` for any number of texts, given as {@link textList}. */
  isAmong: (column: string, list: TextList) => RawBuilder<boolean>;
}

declare const isTextList: unique symbol;
/** JSON list of texts: one parameter for any number of them, so the statement stays the same. */
export type TextList = string & { readonly [isTextList]: true };

export function textList(texts: readonly string[]): TextList {
  return JSON.stringify(texts) as TextList;
}

/** A statement that {@link together} runs. */
export interface Statement<Row> {
  sql: string;
  /** Called when the statement is sent, while PostgreSQL already works on earlier ones. */
  parameters: () => readonly unknown[];
  /**
   * Rows to write instead of parameters: SQLite runs the statement for each, PostgreSQL uses COPY.
   */
  lists?: () => Iterable<readonly unknown[]>;
  /** Exists only in the type. */
  row?: Row;
}

/** Text of the query that carries the statements of {@link together} to the drivers. */
export const togetherText = '-- together';

/** Text of the statement with which {@link togetherAtLast} ends a transaction. */
export const commitText = 'commit';

/** The statements in the parameters of {@link togetherText}. */
export function statementsOf(parameters: readonly unknown[]): Statement<unknown>[] {
  return parameters as Statement<unknown>[];
}

/**
 * Runs statements one after the other in a transaction, and sends them to PostgreSQL in one round
 * trip: none may need the answer of another. Throws the error of the first one that fails.
 */
export async function together<Rows extends readonly unknown[]>(
  tx: HubDatabase,
  statements: { [Index in keyof Rows]: Statement<Rows[Index]> },
): Promise<{ [Index in keyof Rows]: Rows[Index][] }> {
  const { rows } = await tx.executeQuery(CompiledQuery.raw(togetherText, [...statements]));
  return rows as { [Index in keyof Rows]: Rows[Index][] };
}

/**
 * As {@link together}, as the last step of a transaction: PostgreSQL commits in the same round
 * trip, unless a statement fails.
 */
export async function togetherAtLast(
  tx: HubDatabase,
  statements: readonly Statement<unknown>[],
): Promise<void> {
  const commit: Statement<unknown> = { sql: commitText, parameters: () => [] };
  // SQLite's COMMIT needs no round trip, and Kysely sends it anyway.
  await together(tx, kindOf(tx) === 'postgres' ? [...statements, commit] : [...statements]);
}

/** Call it to run the query; `of` makes it a statement for {@link together}. */
export interface PreparedQuery<Given, Row> {
  (db: HubDatabase, given: Given): Promise<Row[]>;
  of(db: HubDatabase, given: Given): Statement<Row>;
}

/**
 * A query that Kysely builds and compiles once for each kind of store instead of at each call: that
 * is most of the time of a push's short queries.
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

export function kindOf(db: HubDatabase): StoreKind {
  return db.getExecutor().adapter instanceof PostgresAdapter ? 'postgres' : 'sqlite';
}

function partsOf<Given>(db: HubDatabase, kind: StoreKind): QueryParts<Given> {
  return {
    kind,
    db,
    // Kysely accepts any object as a parameter's value; it is replaced before the query runs.
    at: <K extends keyof Given & string>(name: K) => new Gap(name) as unknown as Given[K],
    isAmong: (column, list) =>
      kind === 'sqlite'
        ? sql<boolean>`${sql.ref(column)} IN (SELECT value FROM json_each(${list}))`
        : sql<boolean>`${sql.ref(column)} = ANY (ARRAY (SELECT jsonb_array_elements_text(${list}::jsonb)))`,
  };
}
