import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { resetSocket } from '../../../main/printing/transport/link.ts';
import { ByteQueue, type HostSide, type PrinterBody } from './printer-body.ts';

/** What the printer does with a host that connects during another host's session. */
export type BusyManner = 'refuse' | 'close' | 'silent';

export type PrinterServer = Awaited<ReturnType<typeof serveOverTcp>>;

let addresses = 0;

/**
 * A loopback address that no other test process uses; Linux answers on all of 127.0.0.0/8.
 *
 * A printer that refuses connections releases its port for a while. On a shared address the system
 * may then give the port to another program. The printer cannot come back then, or the desk reaches
 * a stranger there, or itself (TCP joins a connection from a port to the same port of the same
 * address).
 */
export function ownAddress(): string {
  addresses += 1;
  const { pid } = process;
  return `127.${1 + ((pid >> 8) % 254)}.${pid & 0xff}.${1 + (addresses % 254)}`;
}

/**
 * A virtual printer on a TCP port (0: any free one), one session at a time.
 *
 * @param options `host`: by default 127.0.0.1; a printer that will refuse connections needs
 * `ownAddress()`
 */
export async function serveOverTcp(
  printer: PrinterBody,
  options: { port?: number; host?: string } = {},
) {
  const host = options.host ?? '127.0.0.1';
  const sockets = new Set<Socket>();
  let session: Socket | null = null;
  let pumpSession: () => void = () => {};
  let busy: BusyManner | null = null;

  const accept = (socket: Socket): void => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => {});
    if (busy === 'silent' || !printer.powered) return;
    leaveDeadSession();
    if (busy === 'close' || session !== null) {
      socket.destroy();
      return;
    }
    session = socket;
    serve(socket);
  };

  // An idle printer processes the rest of a host that is gone, and then ends its session.
  const leaveDeadSession = (): void => {
    if (session === null || !session.destroyed || printer.busy) return;
    pumpSession();
    if (session?.destroyed && !printer.busy) session = null;
  };

  const serve = (socket: Socket): void => {
    socket.setNoDelay(true);
    const pending = new ByteQueue();
    let ended = false;
    const leave = (): void => {
      printer.detach(side);
      if (session === socket) session = null;
    };
    const pump = (): void => {
      if (session === socket) printer.drain(pending);
      if (session !== socket) return;
      if (pending.length > 0) socket.pause();
      else if (ended) leave();
      else socket.resume();
    };
    pumpSession = pump;
    const side: HostSide = {
      send: (bytes) => {
        if (!socket.destroyed) socket.write(bytes);
      },
      resume: pump,
      drop: (silent) => {
        pending.clear();
        // A printer without power says nothing: the socket stays until it is switched on again.
        if (silent) socket.pause();
        else socket.destroy();
        if (session === socket) session = null;
      },
    };
    printer.attach(side);
    socket.on('data', (bytes) => {
      pending.push(bytes);
      pump();
    });
    // Data before an orderly end is still printed; a reset discards it.
    socket.on('end', () => {
      ended = true;
      socket.end();
      pump();
    });
    socket.on('close', () => {
      if (!ended || pending.length === 0) leave();
    });
  };

  const server = createServer(accept);
  const listen = (at: number) => once(server.listen(at, host), 'listening');
  await listen(options.port ?? 0);
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;

  const destroyAll = (): void => {
    for (const socket of sockets) resetSocket(socket);
    session = null;
  };

  return {
    host,
    port,
    /** Another host takes the session, or (null) leaves it. */
    setBusy: async (manner: BusyManner | null): Promise<void> => {
      const was = busy;
      busy = manner;
      if (manner !== null) destroyAll();
      if (manner === 'refuse' && was !== 'refuse') await once(server.close(), 'close');
      if (manner !== 'refuse' && was === 'refuse') await listen(port);
      if (manner === null) destroyAll();
    },
    /** Ends the host's connection without warning. */
    dropConnection: () => destroyAll(),
    close: async (): Promise<void> => {
      destroyAll();
      if (server.listening) await once(server.close(), 'close');
    },
  };
}
