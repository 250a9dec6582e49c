import BetterSqlite3 from 'better-sqlite3';

/** Contents that many stores begin with, each with the stores that lie ready on it. */
const ready = new Map<Buffer, RawStore[]>();

/** Says that many stores will begin with this content. */
export function lieReady(content: Buffer): void {
  ready.set(content, []);
}

/** A store with this content: one that lies ready, or a new one. */
export function takeStore(content: Buffer): RawStore {
  const store = ready.get(content)?.pop() ?? new RawStore(content, ready.has(content));
  store.borrow();
  return store;
}

/**
 * A connection to a store in memory. Opening one and preparing its statements is most of the work of a short
 * schedule, so a store that begins with an often used content is borrowed: all that happens to it is inside
 * one transaction, which is rolled back at the end. Whoever needs more than statements and transactions
 * (a copy of the file, a limit of its size) keeps it, and then it is an ordinary one.
 */
export class RawStore {
  readonly db: BetterSqlite3.Database;
  readonly #content: Buffer;
  readonly #statements = new Map<string, BetterSqlite3.Statement>();
  readonly #isOften: boolean;
  isBorrowed = false;

  constructor(content: Buffer, isOften: boolean) {
    this.#content = content;
    this.#isOften = isOften;
    this.db = new BetterSqlite3(content);
    this.db.pragma('foreign_keys = ON');
  }

  borrow(): void {
    if (!this.#isOften) return;
    this.prepare('BEGIN').run();
    this.isBorrowed = true;
  }

  keep(): void {
    if (!this.isBorrowed) return;
    this.prepare('COMMIT').run();
    this.isBorrowed = false;
  }

  giveBack(): void {
    if (!this.isBorrowed) return void this.db.close();
    this.prepare('ROLLBACK').run();
    this.isBorrowed = false;
    ready.get(this.#content)?.push(this);
  }

  prepare(sql: string): BetterSqlite3.Statement {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    const statement = this.db.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }

  /** A transaction, or its like within the one that a borrowed store is in. */
  beginInner(): unknown {
    return this.prepare(this.isBorrowed ? 'SAVEPOINT inner' : 'BEGIN IMMEDIATE').run();
  }

  endInner(): unknown {
    return this.prepare(this.isBorrowed ? 'RELEASE inner' : 'COMMIT').run();
  }

  undoInner(): unknown {
    if (!this.isBorrowed) return this.prepare('ROLLBACK').run();
    this.prepare('ROLLBACK TO inner').run();
    return this.prepare('RELEASE inner').run();
  }
}
