import BetterSqlite3 from 'better-sqlite3';
import type { WritableDatabase } from '../../db/types.ts';

/** Thrown where the schedule ends a machine's life: nothing after it runs. */
export class PowerCut extends Error {
  constructor() {
    super('power cut');
    this.name = 'PowerCut';
  }
}

/** Where the power goes: at the n-th commit from now (0 is the next), just before it or just after. */
export interface CrashPlan {
  commits: number;
  side: 'before' | 'after';
}

/** SQLite's own limit. */
const mostPages = 4_294_967_294;

/** Whether SQLite says that the disk is full. */
export function isFull(error: unknown): boolean {
  return error instanceof BetterSqlite3.SqliteError && error.code === 'SQLITE_FULL';
}

type Work = (...given: unknown[]) => unknown;
type Mode = 'deferred' | 'immediate' | 'exclusive';

/**
 * A machine's disk with SQLite's own store on it, in memory and unencrypted; all else (statements,
 * transactions, constraints, triggers) is real. The power can be cut at any commit: what was committed
 * stays, the connection is gone, and who still runs gets errors until the machine is started again.
 */
export class Disk {
  #db: BetterSqlite3.Database;
  #crash: CrashPlan | null = null;
  #content: Buffer | null = null;
  /** Commits so far, in all lives. */
  commits = 0;

  constructor(image: Buffer) {
    this.#db = this.#connect(image);
  }

  get db(): WritableDatabase {
    return this.#db as WritableDatabase;
  }

  get isOn(): boolean {
    return this.#content === null;
  }

  planCrash(plan: CrashPlan | null): void {
    this.#crash = plan;
  }

  /** From now on the store cannot grow (SQLITE_FULL) until {@link free}. */
  fill(): void {
    this.#db.pragma(`max_page_count = ${this.#db.pragma('page_count', { simple: true })}`);
  }

  free(): void {
    if (this.isOn) this.#db.pragma(`max_page_count = ${mostPages}`);
  }

  /** Cuts the power now. */
  cut(): void {
    if (this.#content !== null) return;
    this.#content = this.#db.serialize();
    this.#db.close();
    this.#crash = null;
  }

  /** Starts again on what is there, or on another content. */
  start(image: Buffer | null = null): void {
    const content = image ?? this.#content;
    if (content === null) return;
    if (this.#content === null) this.#db.close();
    this.#content = null;
    this.#db = this.#connect(content);
  }

  /** A copy of everything that is committed. */
  image(): Buffer {
    return this.#content ?? this.#db.serialize();
  }

  close(): void {
    if (this.#content === null) this.#db.close();
  }

  #connect(image: Buffer): BetterSqlite3.Database {
    const db = new BetterSqlite3(image);
    db.pragma('foreign_keys = ON');
    const transaction = db.transaction.bind(db);
    db.transaction = ((work: Work) => {
      const run =
        (mode: Mode) =>
        (...given: unknown[]): unknown =>
          db.inTransaction
            ? transaction(work)[mode](...given)
            : this.#commit(transaction(this.#untilCommit(work))[mode], given);
      return Object.assign(run('deferred'), {
        deferred: run('deferred'),
        immediate: run('immediate'),
        exclusive: run('exclusive'),
      });
    }) as unknown as typeof db.transaction;
    // The hub's store begins and commits by statements.
    const prepare = db.prepare.bind(db);
    db.prepare = ((sql: string) => {
      const statement = prepare(sql);
      if (sql !== 'commit') return statement;
      const run = (): unknown =>
        this.#commit(() => {
          if (this.#crash?.commits !== 0 || this.#crash.side === 'after') return statement.run();
          prepare('rollback').run();
          throw new PowerCut();
        }, []);
      return { reader: false, run };
    }) as unknown as typeof db.prepare;
    return db;
  }

  #untilCommit(work: Work): Work {
    return (...given) => {
      const result = work(...given);
      if (this.#crash?.commits === 0 && this.#crash.side === 'before') throw new PowerCut();
      return result;
    };
  }

  /** Runs a whole transaction. The error of a cut before its commit has rolled it back by the time it comes here. */
  #commit(transaction: Work, given: readonly unknown[]): unknown {
    try {
      const result = transaction(...given);
      this.commits += 1;
      if (this.#crash?.commits === 0) throw new PowerCut();
      if (this.#crash !== null) this.#crash.commits -= 1;
      return result;
    } catch (error) {
      if (error instanceof PowerCut) this.cut();
      throw error;
    }
  }
}
