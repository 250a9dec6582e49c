import BetterSqlite3 from 'better-sqlite3';
import type { WritableDatabase } from '../../db/base/types.ts';

/** Thrown when the schedule cuts a machine's power: nothing after it runs. */
export class PowerCut extends Error {
  constructor() {
    super('power cut');
    this.name = 'PowerCut';
  }
}

/**
 * Where the power fails: just before or just after the n-th commit from now (0 is the next).
 * `full`: the disk has no room for that commit, and the machine stays on.
 */
export interface CrashPlan {
  commits: number;
  side: 'before' | 'after' | 'full';
}

const nothingDone = { changes: 0, lastInsertRowid: 0 };

/** SQLite's own limit. */
const maxPages = 4_294_967_294;

/** Makes a store full for this connection (it cannot get another page), or gives it room again. */
export function limitPages(db: Pick<WritableDatabase, 'pragma'>, state: 'full' | 'room'): void {
  // SQLite raises a limit below the file's size to that size.
  db.pragma(`max_page_count = ${state === 'full' ? 1 : maxPages}`);
}

export function isFull(error: unknown): boolean {
  return error instanceof BetterSqlite3.SqliteError && error.code === 'SQLITE_FULL';
}

type Work = (...given: unknown[]) => unknown;
type Mode = 'deferred' | 'immediate' | 'exclusive';

/**
 * A machine's disk with a SQLite store on it, in memory and unencrypted. Statements, transactions,
 * constraints and triggers are real. The power can be cut at any commit: what was committed stays,
 * and code that still uses the earlier store gets errors. Each start has a new `db`.
 */
export class Disk {
  #raw: RawStore;
  #db: BetterSqlite3.Database;
  #crash: CrashPlan | null = null;
  #isOn = true;
  /** Depth of transactions that have begun and not ended. */
  #depth = 0;
  /** Commits over all starts. */
  commits = 0;

  readonly #everyStatement: boolean;

  /** @param everyStatement counts a statement outside of a transaction as a commit, too */
  constructor(image: Buffer, { everyStatement = false } = {}) {
    this.#everyStatement = everyStatement;
    this.#raw = takeStore(image);
    this.#db = this.#begin();
  }

  get db(): WritableDatabase {
    return this.#db as WritableDatabase;
  }

  get isOn(): boolean {
    return this.#isOn;
  }

  planCrash(plan: CrashPlan | null): void {
    this.#crash = plan;
  }

  /** From now on the store cannot grow (SQLITE_FULL) until {@link free}. */
  fill(): void {
    this.#raw.keep();
    limitPages(this.#raw.db, 'full');
  }

  free(): void {
    if (!this.#raw.isBorrowed) limitPages(this.#raw.db, 'room');
  }

  cut(): void {
    this.#isOn = false;
    this.#crash = null;
  }

  /** Starts the machine on its content, or on another one. */
  start(image: Buffer | null = null): void {
    if (image === null && this.#isOn) return;
    if (image !== null) {
      this.#raw.giveBack();
      this.#raw = takeStore(image);
    }
    this.#isOn = true;
    this.#depth = 0;
    this.#db = this.#begin();
  }

  /** A copy of everything committed. */
  image(): Buffer {
    this.#raw.keep();
    return this.#raw.db.serialize();
  }

  close(): void {
    this.#isOn = false;
    this.#raw.giveBack();
  }

  /**
   * A new `db` for each start: another object over the same connection, so that nothing a program
   * remembers outlives a power cut.
   */
  #begin(): BetterSqlite3.Database {
    const { raw, life } = { raw: this.#raw, life: Object.create(this.#raw.db) };
    const db: BetterSqlite3.Database = life;
    const check = (): void => {
      if (this.#db !== db || !this.#isOn) throw new PowerCut();
    };
    const transaction = db.transaction.bind(db);
    db.transaction = ((work: Work) => {
      const run =
        (mode: Mode) =>
        (...given: unknown[]): unknown => {
          check();
          return this.#depth > 0
            ? transaction(work)[mode](...given)
            : this.#commit(transaction(this.#untilCommit(work))[mode], given);
        };
      return Object.assign(run('deferred'), {
        deferred: run('deferred'),
        immediate: run('immediate'),
        exclusive: run('exclusive'),
      });
    }) as unknown as typeof db.transaction;
    const inTurn = (sql: string, work: Work) => ({
      reader: false,
      run: () => {
        // The power cut has already rolled this back.
        if (sql === 'rollback' && (this.#db !== db || !this.#isOn)) return nothingDone;
        check();
        return work();
      },
    });
    // The hub's store begins and ends its transactions by statements.
    const byStatement: Record<string, Work> = {
      'begin immediate': () => raw.beginInner(),
      commit: () =>
        this.#commit(() => {
          try {
            this.#meet('before');
          } catch (error) {
            raw.undoInner();
            throw error;
          }
          return raw.endInner();
        }, []),
      rollback: () => raw.undoInner(),
    };
    db.prepare = ((sql: string) => {
      check();
      const special = byStatement[sql];
      if (special !== undefined) return inTurn(sql, special);
      const found = raw.prepare(sql);
      return this.#everyStatement && !found.readonly && !found.reader ? this.#alone(found) : found;
    }) as unknown as typeof db.prepare;
    return db;
  }

  /** The statement; outside of a transaction it counts as a transaction of its own. */
  #alone(found: BetterSqlite3.Statement): BetterSqlite3.Statement {
    return Object.create(found, {
      run: {
        value: (...given: unknown[]) => {
          if (this.#depth > 0) return found.run(...given);
          this.#meet('before');
          return this.#commit(() => found.run(...given), []);
        },
      },
    });
  }

  #untilCommit(work: Work): Work {
    return (...given) => {
      this.#depth += 1;
      try {
        const result = work(...given);
        this.#meet('before');
        return result;
      } finally {
        this.#depth -= 1;
      }
    };
  }

  /** Does what is planned for this side of a commit. */
  #meet(side: 'before' | 'after'): void {
    const plan = this.#crash;
    if (plan?.commits !== 0) return;
    if (plan.side === side) throw new PowerCut();
    if (plan.side === 'after' || side === 'after') return;
    this.#crash = null;
    throw new BetterSqlite3.SqliteError('database or disk is full', 'SQLITE_FULL');
  }

  /**
   * Runs a whole transaction. An error of a power cut before the commit has already rolled it back.
   */
  #commit(transaction: Work, given: readonly unknown[]): unknown {
    try {
      const result = transaction(...given);
      this.commits += 1;
      this.#meet('after');
      if (this.#crash !== null) this.#crash.commits -= 1;
      return result;
    } catch (error) {
      if (error instanceof PowerCut) this.cut();
      throw error;
    }
  }
}

/** Contents that many stores begin with, each with the stores that are ready with it. */
const ready = new Map<Buffer, RawStore[]>();

/** Announces that many stores will begin with this content. */
export function lieReady(content: Buffer): void {
  ready.set(content, []);
}

/** A store with this content: a ready one, or a new one. */
function takeStore(content: Buffer): RawStore {
  const store = ready.get(content)?.pop() ?? new RawStore(content, ready.has(content));
  store.borrow();
  return store;
}

/**
 * A connection to a store in memory. Opening one and preparing its statements is most of the work
 * of a short schedule. So a store with an often used content is borrowed: all changes are made
 * inside one transaction, which is rolled back at the end. A caller that needs more than statements
 * and transactions (a copy of the file, a limit of its size) keeps the store, which then is an
 * ordinary one.
 */
class RawStore {
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

  /** Begins a transaction, or a savepoint within the transaction of a borrowed store. */
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
