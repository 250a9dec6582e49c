import type { Stream } from '../../domain/base/protocol.ts';
import { query, type Statement } from './prepared.ts';
import type { HubDatabase } from './tables.ts';

export interface StreamState {
  /** The last sequence number given out. */
  seq: number;
  keptFrom: number;
  /** Whether two persons ever ordered anything on records; as a number. */
  hasOrders: number;
  /** The hub's epoch at the same moment. */
  epoch: string;
  /**
   * The event's present version, so that no process goes by an earlier one. Where the row was
   * waited for, it may be the version before the wait.
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

/** Where a stream stands now. */
export async function streamState(db: HubDatabase, name: Stream): Promise<StreamState> {
  return only(await readState(db, { name }), name);
}

/**
 * Locks a stream's row until the end of the transaction: whoever writes to the stream does this first
 * (`events` before `roster`), then numbers its rows from `seq + 1` and calls {@link moveStream}. In
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

/** Says which number was the last that the transaction gave out. */
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

/** Says that an order on records stands in the stream of facts, whose row is locked. */
export function orderNoted(tx: HubDatabase): Statement<never> {
  return noteOrders.of(tx, {});
}

/** The one row that a query of a stream's state has. */
export function only(rows: readonly StreamState[], name: Stream): StreamState {
  const [row] = rows;
  if (row === undefined) throw new Error(`the stream ${name} has no row`);
  return row;
}
