import { connect, createServer, type Server, type Socket } from 'node:net';

/** A way to a TCP server that can be cut, as a cable is: nothing passes, and new connections get no answer. */
export interface CuttableNetwork {
  readonly port: number;
  cut(): void;
  restore(): void;
  close(): Promise<void>;
}

/** Opens a way on loopback to the port; cut connections break, as they do when a switch loses power. */
export async function cuttableNetwork(target: number): Promise<CuttableNetwork> {
  const sockets = new Set<Socket>();
  let isCut = false;
  const server: Server = createServer((near) => {
    keep(near);
    if (isCut) return;
    const far = connect({ host: '127.0.0.1', port: target });
    keep(far);
    near.pipe(far);
    far.pipe(near);
    near.on('close', () => far.destroy());
    far.on('close', () => near.destroy());
  });
  const keep = (socket: Socket): void => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  const dropAll = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    port: address.port,
    cut: () => {
      isCut = true;
      dropAll();
    },
    restore: () => {
      isCut = false;
      // Whoever connected in vain meanwhile tries again.
      dropAll();
    },
    close: async () => {
      dropAll();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A TCP port on loopback that nobody uses at the moment. */
export async function freePort(): Promise<number> {
  const network = await cuttableNetwork(1);
  await network.close();
  return network.port;
}
