import type { Duplex } from 'node:stream';
import type { PostgresPool, PostgresPoolClient } from 'kysely';
import pg from 'pg';
import { commitText, type Statement, statementsOf, togetherText } from './prepared.ts';

interface Answer extends Pick<pg.QueryResultBase, 'command' | 'rowCount'> {
  rows: unknown[];
}

/** Number of rows in one message of COPY. */
const portionRows = 64;

/**
 * Wraps the pool so that connections rarely wait for PostgreSQL: all statements of `together` are
 * sent at once, BEGIN with the first statement, and COMMIT with the last if the caller says so.
 */
export function sendingTogether(pool: pg.Pool): PostgresPool {
  // Kysely recognises a connection by its object.
  const known = new WeakMap<pg.PoolClient, PostgresPoolClient>();
  return {
    connect: async () => {
      const client = await pool.connect();
      const connection = known.get(client) ?? connectionOf(client);
      known.set(client, connection);
      return connection;
    },
    end: () => pool.end(),
  };
}

function connectionOf(client: pg.PoolClient): PostgresPoolClient {
  /** `unsent`: PostgreSQL has not received BEGIN yet. `committed`: over before Kysely ends it. */
  let transaction: 'unsent' | 'committed' | null = null;
  const query = async (text: string, values: unknown[]): Promise<Answer> => {
    const at = transaction;
    transaction = text === 'begin' ? 'unsent' : null;
    if (text === 'begin') return done('BEGIN');
    if (at !== null && text === 'commit') return done('COMMIT');
    if (at !== null && text === 'rollback') return done('ROLLBACK');
    const statements =
      text === togetherText ? statementsOf(values) : [{ sql: text, parameters: () => values }];
    const all = at === 'unsent' ? [begin, ...statements] : statements;
    const asked = sendAll(client, all, text === togetherText);
    const answers = await Promise.all(asked);
    if (all.at(-1)?.sql === commitText) {
      // An earlier statement failed and PostgreSQL rolled back: without this check it would pass
      // unnoticed.
      if (answers.at(-1)?.command !== 'COMMIT') throw new Error('the transaction was aborted');
      transaction = 'committed';
    }
    const own = at === 'unsent' ? answers.slice(1) : answers;
    if (text !== togetherText) return own[0] ?? done('');
    return { ...done('SELECT'), rows: own.map(({ rows }) => rows) };
  };
  return {
    // The type's other overload takes a cursor, whose class Kysely was not given.
    query: query as unknown as PostgresPoolClient['query'],
    release: (destroy) => client.release(destroy),
  };
}

const begin: Statement<never> = { sql: 'begin', parameters: () => [] };

function done(command: string): Answer {
  return { command, rowCount: 0, rows: [] };
}

/**
 * Sends statements without waiting for answers, in as few packets as possible. If one cannot be
 * sent, the later ones are not sent either, above all not COMMIT.
 */
function sendAll(
  client: pg.PoolClient,
  statements: readonly Statement<unknown>[],
  isFixed: boolean,
): Promise<Answer>[] {
  const asked: Promise<Answer>[] = [];
  const { stream } = client.connection;
  stream.cork();
  try {
    for (const one of statements) asked.push(send(client, one, isFixed));
  } catch (error) {
    asked.push(Promise.reject(error));
  } finally {
    stream.uncork();
  }
  return asked;
}

/** @param isFixed whether the text is one of a few hundred fixed ones, each of which is prepared */
function send(
  client: pg.PoolClient,
  { sql, parameters, lists }: Statement<unknown>,
  isFixed: boolean,
): Promise<Answer> {
  if (lists !== undefined) return copyIn(client, sql, lists());
  const values = [...parameters()];
  // A statement without parameters needs no preparation: it is BEGIN, COMMIT or rare.
  if (!isFixed || values.length === 0) return client.query(sql, values);
  return client.query({ name: nameOf(sql), text: sql, values });
}

const names = new Map<string, string>();

function nameOf(sql: string): string {
  const name = names.get(sql) ?? `lanyard_${names.size}`;
  names.set(sql, name);
  return name;
}

/**
 * Writes rows by COPY, which takes PostgreSQL a fraction of the time of the same rows in JSON. The
 * driver accepts only its own class of queries between others. So this one sends its rows at once
 * instead of waiting for permission; PostgreSQL skips them if it refused the command.
 */
function copyIn(
  client: pg.PoolClient,
  sql: string,
  rows: Iterable<readonly unknown[]>,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    let failure: unknown;
    const copy = new pg.Query(sql, (error: Error | undefined) => {
      if (error) reject(failure ?? error);
      else resolve(done('COPY'));
    });
    copy.submit = (connection) => {
      const { stream } = connection;
      if (!stream.writable) return;
      connection.query(sql);
      try {
        let isFirst = true;
        for (const text of copyTexts(rows)) {
          // PostgreSQL takes these rows while the next are written as text.
          if (!isFirst) flush(stream);
          isFirst = false;
          stream.write(messageOf('d', text));
        }
        stream.write(messageOf('c', ''));
      } catch (error) {
        // Ends the rows: otherwise PostgreSQL would take the next messages for rows.
        failure = error;
        stream.write(messageOf('f', 'no rows\0'));
      }
    };
    Object.assign(copy, { handleCopyInResponse: () => undefined });
    client.query(copy);
  });
}

function flush(stream: Duplex): void {
  stream.uncork();
  stream.cork();
}

/** A message of PostgreSQL's protocol (53.7): kind, length (without the kind) and content. */
function messageOf(kind: string, text: string): Buffer {
  const length = Buffer.byteLength(text);
  const message = Buffer.allocUnsafe(5 + length);
  message.write(kind, 0, 'latin1');
  message.writeInt32BE(4 + length, 1);
  message.write(text, 5, 'utf8');
  return message;
}

/** Rows in the text format of COPY. */
function* copyTexts(rows: Iterable<readonly unknown[]>): Generator<string, void, undefined> {
  let text = '';
  let count = 0;
  for (const row of rows) {
    let line = '';
    for (const value of row) line += `\t${copyValue(value)}`;
    text += `${line.slice(1)}\n`;
    count += 1;
    if (count % portionRows > 0) continue;
    yield text;
    text = '';
  }
  if (text !== '') yield text;
}

const special = /[\\\t\n\r]/;
const escapes: Readonly<Record<string, string>> = { '\t': '\\t', '\n': '\\n', '\r': '\\r' };

function copyValue(value: unknown): string {
  if (value === null || value === undefined) return '\\N';
  const text = String(value);
  if (!special.test(text)) return text;
  return text.replace(/[\\\t\n\r]/g, (sign) => escapes[sign] ?? '\\\\');
}
