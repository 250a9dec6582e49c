import type { Socket } from 'node:net';

/**
 * Ends a connection at once and drops what was not sent. `close` follows in any case: Node's
 * `resetAndDestroy` cannot reset a connection of which the orderly end is under way, then leaves it
 * open, and never says `close` (libuv, `uv_tcp_close_reset`: EINVAL while shutting down).
 */
export function resetSocket(socket: Socket): void {
  const isEnding = socket.writableEnded && socket.writableLength === 0;
  if (isEnding) socket.destroy();
  else socket.resetAndDestroy();
}
