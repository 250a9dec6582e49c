import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** The two ways of a connection: from who connected towards the server, and back. */
export type Way = 'request' | 'answer';

/** What a proxy does with bytes at the moment. */
export interface Traffic {
  /** Nothing passes while this is pending; null: all passes. */
  stalled: Promise<void> | null;
  /** Pieces of so many bytes, so many milliseconds apart; null: as they come. */
  slow: { piece: number; pause: number } | null;
  /** Called with each piece before it passes. Returns how many bytes of it pass before a reset, or null for all. */
  beforePiece(way: Way, bytes: number): number | null;
}

/** One client's connection through a proxy. */
export interface ProxiedConnection {
  /** Breaks both sides with RST, as a process that dies or a firewall that forgot them does. */
  reset(): void;
  /**
   * One side believes in the connection and hears nothing, the other is gone: what a host leaves behind
   * that loses its power. Only `reset` ends it, or the side that is left.
   */
  halve(left: 'client' | 'server'): void;
  /** Ends when both sides are closed. */
  closed: Promise<void>;
}

interface Carried extends ProxiedConnection {
  isHalf: boolean;
  twin: Socket | null;
}

/**
 * Carries bytes between two sockets under what `traffic` says at each moment.
 *
 * @param twin a second connection to the server that is sent the same bytes; what it answers is dropped
 */
export function joinSockets(
  near: Socket,
  far: Socket,
  traffic: Traffic,
  twin: Socket | null,
): ProxiedConnection {
  const connection: Carried = {
    isHalf: false,
    twin,
    reset: () => {
      near.resetAndDestroy();
      far.resetAndDestroy();
    },
    halve: (left) => {
      connection.isHalf = true;
      (left === 'client' ? far : near).resetAndDestroy();
    },
    closed: Promise.all([closedOf(near), closedOf(far)]).then(() => {}),
  };
  if (twin !== null) {
    twin.on('error', () => {}).resume();
    near.once('close', () => twin.destroy());
  }
  void carry(near, far, 'request', traffic, connection);
  void carry(far, near, 'answer', traffic, connection);
  return connection;
}

function closedOf(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    if (socket.closed) resolve();
    else socket.once('close', () => resolve());
  });
}

async function carry(
  from: Socket,
  to: Socket,
  way: Way,
  traffic: Traffic,
  connection: Carried,
): Promise<void> {
  try {
    for await (const piece of from) {
      if (!Buffer.isBuffer(piece)) throw new TypeError('a socket gives bytes');
      // Leaving the loop would close the side that is left.
      if (connection.isHalf) continue;
      const until = traffic.beforePiece(way, piece.length);
      if (way === 'request') connection.twin?.write(piece);
      await pass(to, until === null ? piece : piece.subarray(0, until), traffic, connection);
      if (until === null) continue;
      // What was allowed to pass is on its way before the reset, which would discard it.
      await sleep(1);
      connection.reset();
      return;
    }
    if (!connection.isHalf) to.end();
  } catch {
    // One side broke: so does the other. That is what this proxy is for.
    if (!connection.isHalf) connection.reset();
  }
}

async function pass(
  to: Socket,
  bytes: Buffer,
  traffic: Traffic,
  connection: Carried,
): Promise<void> {
  for (let start = 0; start < bytes.length; ) {
    // Again after each wait: it may have been stalled anew.
    while (traffic.stalled !== null) await traffic.stalled;
    const { slow } = traffic;
    const end = slow === null ? bytes.length : Math.min(start + slow.piece, bytes.length);
    await write(to, bytes.subarray(start, end), connection);
    if (slow !== null) await sleep(slow.pause);
    start = end;
  }
}

function write(to: Socket, bytes: Buffer, connection: Carried): Promise<void> {
  return new Promise((resolve, reject) => {
    to.write(bytes, (error) => (error && !connection.isHalf ? reject(error) : resolve()));
  });
}
