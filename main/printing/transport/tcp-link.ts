import { connect, type Socket } from 'node:net';
import { type Link, LinkError, type LinkListener, type TransportTimings } from './link.ts';
import { startTimeOut } from './time-out.ts';

/** Milliseconds of silence after which the system itself checks the other side. */
const keepAliveDelay = 5_000;

/**
 * A raw TCP connection (port 9100 on most printers).
 *
 * @param address host name, IPv4 or IPv6 (with or without brackets) and port
 */
export function createTcpLink(
  address: { host: string; port: number },
  timings: Pick<TransportTimings, 'connect' | 'stall'>,
): Link {
  const host = address.host.replace(/^\[(.*)\]$/, '$1');
  const where = host.includes(':') ? `[${host}]:${address.port}` : `${host}:${address.port}`;
  let socket: Socket | null = null;

  const open = async (listener: LinkListener): Promise<void> => {
    const fresh = await connectSocket(host, address.port, where, timings.connect);
    socket = fresh;
    fresh.on('data', (bytes) => listener.onBytes(bytes));
    fresh.on('error', () => {
      // `close` follows and handles it.
    });
    fresh.on('close', () => {
      if (socket !== fresh) return;
      socket = null;
      listener.onClosed(new LinkError('offline', `${where} ended the connection`));
    });
    // A half-closed printer answers no more: end our side too.
    fresh.on('end', () => fresh.destroy());
  };

  const abort = (): void => {
    const last = socket;
    socket = null;
    last?.resetAndDestroy();
  };

  return {
    where,
    isOpen: () => socket !== null && !socket.destroyed && socket.writable,
    open,
    write: (bytes) => writeAll(socket, bytes, where, timings.stall),
    close: () => endSocket(socket, () => (socket = null), timings.stall),
    abort,
  };
}

function connectSocket(
  host: string,
  port: number,
  where: string,
  milliseconds: number,
): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({
      host,
      port,
      noDelay: true,
      keepAlive: true,
      keepAliveInitialDelay: keepAliveDelay,
    });
    const endTimeOut = startTimeOut(milliseconds, () => {
      socket.destroy();
      reject(
        new LinkError(
          'offline',
          `${where} did not answer within ${milliseconds} ms: is the printer on, is its cable in?`,
        ),
      );
    });
    socket.once('connect', () => {
      endTimeOut();
      socket.removeAllListeners('error');
      resolve(socket);
    });
    socket.once('error', (error) => {
      endTimeOut();
      reject(connectError(where, error));
    });
  });
}

function connectError(where: string, error: NodeJS.ErrnoException): LinkError {
  switch (error.code) {
    case 'ECONNREFUSED':
      return new LinkError(
        'offline',
        `${where} refuses the connection: wrong address or port, or still starting`,
        {
          refused: true,
          cause: error,
        },
      );
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new LinkError('offline', `${where}: no such host name`, { cause: error });
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return new LinkError('offline', `${where} cannot be reached from this network`, {
        cause: error,
      });
    default:
      return new LinkError('offline', `${where}: ${error.code ?? error.message}`, { cause: error });
  }
}

function writeAll(
  socket: Socket | null,
  bytes: Uint8Array,
  where: string,
  stall: number,
): Promise<void> {
  return new Promise((resolve, reject) => {
    if (socket === null || !socket.writable) {
      reject(new LinkError('offline', `${where}: not connected`));
      return;
    }
    const endTimeOut = startTimeOut(stall, () =>
      reject(new LinkError('offline', `${where} took no data for ${stall} ms`)),
    );
    const closed = (): void => {
      endTimeOut();
      reject(new LinkError('offline', `${where} ended the connection`));
    };
    socket.once('close', closed);
    socket.write(bytes, (error) => {
      endTimeOut();
      socket.off('close', closed);
      if (error === null || error === undefined) resolve();
      else reject(new LinkError('offline', `${where}: ${error.message}`, { cause: error }));
    });
  });
}

function endSocket(socket: Socket | null, forget: () => void, stall: number): Promise<void> {
  forget();
  if (socket === null || socket.destroyed) return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(() => socket.resetAndDestroy(), stall);
    socket.once('close', () => {
      clearTimeout(timer);
      resolve();
    });
    socket.end(() => socket.destroy());
  });
}
