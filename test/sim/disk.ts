import BetterSqlite3 from 'better-sqlite3';
import type { WritableDatabase } from '../../db/base/types.ts';

/** Thrown where the schedule ends a machine's life: nothing after it runs. */
export class PowerCut extends Error {
  constructor() {
    super('power cut');
    this.name = 'PowerCut';
  }
}

/**
 * Where the power goes: at the n-th commit from now (0 is the next), just before it or just after. `full`:
 * the disk has no room for that commit, and goes on.
 */
export interface CrashPlan {
  commits: number;
  side: 'before' | 'after' | 'full';
}

const nothingDone = { changes: 0, lastInsertRowid: 0 };

/** SQLite's own limit. */
const maxPages = 4_294_967_294;

/** Lets a store be full (no page more than it has) as seen by this connection, or have room again. */
export function limitPages(db: Pick<WritableDatabase, 'pragma'>, state: 'full' | 'room'): void {
  // A limit below the file's size means its size.
  db.pragma(`max_page_count = ${state === 'full' ? 1 : maxPages}`);
}

/** Whether SQLite says that the disk is full. */
export function isFull(error: unknown): boolean {
  return error instanceof BetterSqlite3.SqliteError && error.code === 'SQLITE_FULL';
}

type Work = (...given: unknown[]) => unknown;
type Mode = 'deferred' | 'immediate' | 'exclusive';

/**
 * A machine's disk with SQLite's own store on it, in memory and unencrypted; all else (statements,
 * transactions, constraints, triggers) is real. The power can be cut at any commit: what was committed
 * stays, and who still works with the store of before gets errors. Each life has a `db` of its own.
 */
export class Disk {
  #raw: RawStore;
  #db: BetterSqlite3.Database;
  #crash: CrashPlan | null = null;
  #isOn = true;
  /** Transactions of the present life that have begun and not ended. */
  #depth = 0;
  /** Commits so far, in all lives. */
  commits = 0;

  readonly #everyStatement: boolean;

  /** @param everyStatement a statement outside of any transaction counts as a commit, too */
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

  /** Cuts the power now. */
  cut(): void {
    this.#isOn = false;
    this.#crash = null;
  }

  /** Starts again on what is there, or on another content. */
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

  /** A copy of everything that is committed. */
  image(): Buffer {
    this.#raw.keep();
    return this.#raw.db.serialize();
  }

  close(): void {
    this.#isOn = false;
    this.#raw.giveBack();
  }

  /** A new life: an object of its own over the same connection, so that nothing that programs remember outlives a cut. */
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
        // Rolling back what the cut has rolled back already.
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

  /** The statement, as a transaction of its own where it stands outside of any. */
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

  /** Meets what is planned for this side of a commit. */
  #meet(side: 'before' | 'after'): void {
    const plan = this.#crash;
    if (plan?.commits !== 0) return;
    if (plan.side === side) throw new PowerCut();
    if (plan.side === 'after' || side === 'after') return;
    this.#crash = null;
    throw new BetterSqlite3.SqliteError('database or disk is full', 'SQLITE_FULL');
  }

  /** Runs a whole transaction. The error of a cut before its commit has rolled it back by the time it comes here. */
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

/** Contents that many stores begin with, each with the stores that lie ready on it. */
const ready = new Map<Buffer, RawStore[]>();

/** Says that many stores will begin with this content. */
export function lieReady(content: Buffer): void {
  ready.set(content, []);
}

/** A store with this content: one that lies ready, or a new one. */
function takeStore(content: Buffer): RawStore {
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
