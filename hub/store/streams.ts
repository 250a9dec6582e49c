import type { Stream } from '../../domain/base/protocol.ts';
import { query, type Statement } from './prepared.ts';
import type { HubDatabase } from './tables.ts';

export interface StreamState {
  /** The last sequence number assigned. */
  seq: number;
  keptFrom: number;
  /** 1 if two people ever ordered anything on records, else 0. */
  hasOrders: number;
  /** The hub's epoch at the same moment. */
  epoch: string;
  /**
   * The event's present version, so that no process uses an earlier one. After waiting for the
   * row's lock, it may be the version from before the wait.
   */
  eventVersionId: string;
}

type Named = { name: Stream };

const readState = query<Named, StreamState>(({ db, at }) => stateQuery(db, at('name')));

const lockState = query<Named, StreamState>(({ db, at, kind }) => {
  const state = stateQuery(db, at('name'));
  return kind === 'postgres' ? state.forUpdate('stream') : state;
});

function stateQuery(db: HubDatabase, name: Stream) {
  return db
    .selectFrom(['stream', 'hub'])
    .where('stream.name', '=', name)
    .select([
      'stream.seq',
      'stream.kept_from as keptFrom',
      'stream.has_orders as hasOrders',
      'hub.epoch',
      'hub.event_version_id as eventVersionId',
    ]);
}

export async function streamState(db: HubDatabase, name: Stream): Promise<StreamState> {
  return only(await readState(db, { name }), name);
}

/**
 * Locks a stream's row until the end of the transaction. Every writer to the stream does this first
 * (`events` before `roster`), numbers its rows from `seq + 1` and calls {@link moveStream}. In
 * SQLite the transaction itself is the lock (it begins "immediate").
 */
export async function lockStream(tx: HubDatabase, name: Stream): Promise<StreamState> {
  return only(await lockState(tx, { name }), name);
}

/** {@link lockStream} as a statement. */
export function streamLock(tx: HubDatabase, name: Stream): Statement<StreamState> {
  return lockState.of(tx, { name });
}

const move = query<{ name: Stream; seq: number }, never>(({ db, at }) =>
  db
    .updateTable('stream')
    .set({ seq: at('seq') })
    .where('name', '=', at('name')),
);

/** Stores the last number that the transaction assigned. */
export async function moveStream(tx: HubDatabase, name: Stream, seq: number): Promise<void> {
  await move(tx, { name, seq });
}

/** {@link moveStream} as a statement. */
export function streamMoved(tx: HubDatabase, name: Stream, seq: number): Statement<never> {
  return move.of(tx, { name, seq });
}

const noteOrders = query<object, never>(({ db }) =>
  db.updateTable('stream').set({ has_orders: 1 }).where('name', '=', 'events'),
);

/** Notes that the stream of facts contains an order on records. Its row must be locked. */
export function orderNoted(tx: HubDatabase): Statement<never> {
  return noteOrders.of(tx, {});
}

/** The single row of a query of a stream's state. */
export function only(rows: readonly StreamState[], name: Stream): StreamState {
  const [row] = rows;
  if (row === undefined) throw new Error(`the stream ${name} has no row`);
  return row;
}
