import pg from 'pg';
import { linkColumns, rowOf } from '../../../hub/ledger/push-rows.ts';
import { readEvents } from '../../../hub/ledger/read-fact.ts';
import { openHubStore } from '../../../hub/store/open-store.ts';
import { openSqlite } from '../../../hub/store/sqlite.ts';
import type { AttendanceEventTable } from '../../../hub/store/tables.ts';
import type { TestChain } from '../../../test/hub/support/test-chain.ts';

/** Writes facts into a hub's table by the driver alone: the most that the store itself can take. */
export interface RawInserter {
  /**
   * Makes the rows of a client's chain. The returned function writes them, one transaction per
   * batch.
   */
  prepare(client: number, chain: TestChain, batch: number): () => Promise<void>;
  close(): Promise<void>;
}

/** @param place path of the SQLite file, or URL of the database */
export async function rawInserter(
  kind: 'sqlite' | 'postgres',
  place: string,
  clients: number,
): Promise<RawInserter> {
  const location =
    kind === 'sqlite'
      ? ({ kind, path: place, key: null, nativeBinding: undefined } as const)
      : ({ kind, url: place } as const);
  const store = await openHubStore(location);
  await store.close();
  return kind === 'sqlite' ? sqliteInserter(place) : postgresInserter(place, clients);
}

function sqliteInserter(path: string): RawInserter {
  const db = openSqlite({ kind: 'sqlite', path, key: null, nativeBinding: undefined });
  const insert = db.prepare(
    `INSERT INTO attendance_event (${linkColumns.join(', ')}) VALUES (${linkColumns.map(() => '?').join(', ')})`,
  );
  const insertBatch = db.transaction((rows: readonly unknown[][]) => {
    for (const row of rows) insert.run(row);
  });
  return {
    prepare: (client, chain, batch) => {
      const batches = inBatches(rowsOf(client, chain), batch).map((rows) =>
        rows.map((row) => linkColumns.map((column) => row[column])),
      );
      return async () => {
        for (const rows of batches) insertBatch.immediate(rows);
      };
    },
    close: async () => void db.close(),
  };
}

async function postgresInserter(url: string, clients: number): Promise<RawInserter> {
  const pool = new pg.Pool({ connectionString: url, max: clients });
  const names = linkColumns.join(', ');
  const insert = {
    name: 'raw',
    text: `INSERT INTO attendance_event (${names})
           SELECT ${names} FROM json_populate_recordset(NULL::attendance_event, $1::json)`,
  };
  await Promise.all(Array.from({ length: clients }, () => pool.query('SELECT 1')));
  return {
    prepare: (client, chain, batch) => {
      const batches = inBatches(rowsOf(client, chain), batch).map((rows) => JSON.stringify(rows));
      return async () => {
        const connection = await pool.connect();
        // A single statement is a transaction.
        for (const rows of batches) await connection.query({ ...insert, values: [rows] });
        connection.release();
      };
    },
    close: () => pool.end(),
  };
}

function rowsOf(client: number, chain: TestChain): AttendanceEventTable[] {
  const arrival = { ...chain, relayedBy: null, received: 0 };
  return readEvents(chain, chain.events).map(({ event, reading }) => {
    // Unlike a hub's, each client has its own numbers, so that no client waits for another.
    const seq = client * 1_000_000 + event.kseq;
    const row = rowOf(arrival, { event, reading, seq, isFact: true, effective: null });
    return { ...row, signature: null, first_received: null, receipt: null };
  });
}

function inBatches<T>(list: readonly T[], size: number): T[][] {
  const batches: T[][] = [];
  for (let at = 0; at < list.length; at += size) batches.push(list.slice(at, at + size));
  return batches;
}
