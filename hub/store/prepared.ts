import { type Compilable, type CompiledQuery, PostgresAdapter, type RawBuilder, sql } from 'kysely';
import type { StoreKind } from './store-kind.ts';
import type { HubDatabase } from './tables.ts';

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

/**
 * A query that Kysely builds and compiles once a kind of store, and not at each call: for the short
 * queries of a push that is most of the time. Returns the function that runs it.
 */
export function query<Given extends object, Row>(
  build: (parts: QueryParts<Given>) => Compilable<Row>,
): (db: HubDatabase, given: Given) => Promise<Row[]> {
  const compiled = new Map<StoreKind, CompiledQuery<Row>>();
  return async (db, given) => {
    const kind = kindOf(db);
    let found = compiled.get(kind);
    if (found === undefined) {
      found = build(partsOf<Given>(db, kind)).compile();
      compiled.set(kind, found);
    }
    const values: ReadonlyMap<string, unknown> = new Map(Object.entries(given));
    const { rows } = await db.executeQuery<Row>({
      query: found.query,
      queryId: found.queryId,
      sql: found.sql,
      parameters: found.parameters.map((value) =>
        value instanceof Gap ? values.get(value.name) : value,
      ),
    });
    return rows;
  };
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
