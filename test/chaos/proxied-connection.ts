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
  /** Ends when both sides are closed. */
  closed: Promise<void>;
}

/** Carries bytes between two sockets under what `traffic` says at each moment. */
export function joinSockets(near: Socket, far: Socket, traffic: Traffic): ProxiedConnection {
  const connection: ProxiedConnection = {
    reset: () => {
      near.resetAndDestroy();
      far.resetAndDestroy();
    },
    closed: Promise.all([closedOf(near), closedOf(far)]).then(() => {}),
  };
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
  connection: ProxiedConnection,
): Promise<void> {
  try {
    for await (const piece of from) {
      if (!Buffer.isBuffer(piece)) throw new TypeError('a socket gives bytes');
      const until = traffic.beforePiece(way, piece.length);
      await pass(to, until === null ? piece : piece.subarray(0, until), traffic);
      if (until === null) continue;
      // What was allowed to pass is on its way before the reset, which would discard it.
      await sleep(1);
      connection.reset();
      return;
    }
    to.end();
  } catch {
    // One side broke: so does the other. That is what this proxy is for.
    connection.reset();
  }
}

async function pass(to: Socket, bytes: Buffer, traffic: Traffic): Promise<void> {
  for (let start = 0; start < bytes.length; ) {
    // Again after each wait: it may have been stalled anew.
    while (traffic.stalled !== null) await traffic.stalled;
    const { slow } = traffic;
    const end = slow === null ? bytes.length : Math.min(start + slow.piece, bytes.length);
    await write(to, bytes.subarray(start, end));
    if (slow !== null) await sleep(slow.pause);
    start = end;
  }
}

function write(to: Socket, bytes: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    to.write(bytes, (error) => (error ? reject(error) : resolve()));
  });
}
