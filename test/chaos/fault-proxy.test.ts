import { connect, createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type FaultProxy, openFaultProxy } from './fault-proxy.ts';

let server: Server;
/** Bytes that the server received, over all connections. */
let received: number;
let proxy: FaultProxy;

beforeEach(async () => {
  received = 0;
  // Answers each piece with twice as many bytes.
  server = createServer((socket) => {
    socket.on('error', () => server.emit('forgotten'));
    socket.on('data', (piece) => {
      received += piece.length;
      server.emit('got');
      socket.write(Buffer.alloc(piece.length * 2));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  const { port } = address;
  proxy = await openFaultProxy(() => port);
});
afterEach(async () => {
  await proxy.close();
  await new Promise((resolve) => server.close(resolve));
});

/** A client that counts the bytes it receives until its connection ends. */
function client(): { socket: Socket; heard: (bytes: number) => Promise<void>; end: Promise<End> } {
  const socket = connect({ host: '127.0.0.1', port: proxy.port });
  let bytes = 0;
  let check = (): void => {};
  socket.on('data', (piece) => {
    bytes += piece.length;
    check();
  });
  const end = new Promise<End>((resolve) => {
    let code = 'closed';
    socket.on('error', (error: NodeJS.ErrnoException) => {
      code = error.code ?? 'error';
    });
    socket.on('close', () => resolve({ code, bytes }));
  });
  const heard = (wanted: number): Promise<void> =>
    new Promise((resolve) => {
      check = () => {
        if (bytes >= wanted) resolve();
      };
      check();
    });
  return { socket, heard, end };
}
interface End {
  code: string;
  bytes: number;
}

it('carries bytes both ways', async () => {
  const { socket, heard, end } = client();
  socket.write(Buffer.alloc(100_000));
  await heard(200_000);
  socket.end();
  expect(await end).toEqual({ code: 'closed', bytes: 200_000 });
});

it('resets in the middle of a request: the server has the beginning only', async () => {
  const { socket, end } = client();
  proxy.resetNext('request', 300);
  socket.write(Buffer.alloc(1_000));
  expect(await end).toMatchObject({ code: 'ECONNRESET' });
  expect(received).toBe(300);
  expect(proxy.counts['reset-mid-request']).toBe(1);
});

it('resets in the middle of an answer: the server has all of the request', async () => {
  const { socket, end } = client();
  proxy.resetNext('answer', 0);
  socket.write(Buffer.alloc(1_000));
  expect(await end).toEqual({ code: 'ECONNRESET', bytes: 0 });
  expect(received).toBe(1_000);
});

it('lets nothing through while it is stalled, and everything afterwards', async () => {
  const { socket, heard, end } = client();
  socket.write('a');
  await heard(2);
  const stalled = proxy.stall(60_000);
  const seen = proxy.nextRequest(1);
  socket.write('bcd');
  await seen;
  expect(received).toBe(1);
  proxy.heal();
  await stalled;
  await heard(8);
  expect(received).toBe(4);
  socket.end();
  await end;
});

it('breaks what is there when it is cut, and answers nobody until it is mended', async () => {
  const first = client();
  first.socket.write('a');
  await first.heard(2);
  const cut = proxy.cut(60_000);
  expect((await first.end).code).toBe('ECONNRESET');
  const second = client();
  await new Promise((resolve) => second.socket.once('connect', resolve));
  second.socket.write('abc');
  proxy.heal();
  await cut;
  expect(await second.end).toMatchObject({ bytes: 0 });
  expect(received).toBe(1);
  const third = client();
  third.socket.write('a');
  await third.heard(2);
  third.socket.end();
  await third.end;
});

it('is slow without losing anything', async () => {
  const { socket, heard, end } = client();
  const slow = proxy.slow(60_000);
  socket.write(Buffer.alloc(3_000));
  await heard(6_000);
  proxy.heal();
  await slow;
  socket.end();
  expect((await end).bytes).toBe(6_000);
});

it('leaves one side of a connection that the other has forgotten', async () => {
  const { socket, heard, end } = client();
  socket.write('a');
  await heard(2);
  const serverLost = new Promise((resolve) => server.once('forgotten', resolve));
  const halved = proxy.halve('client', 60_000);
  await serverLost;
  // The server may write for as long as it likes.
  await new Promise((resolve) => socket.write('bcd', resolve));
  expect(received).toBe(1);
  expect(socket.readyState).toBe('open');
  proxy.heal();
  await halved;
  expect(await end).toEqual({ code: 'ECONNRESET', bytes: 2 });
  expect(proxy.counts['half-open']).toBe(1);
});

it('sends the bytes of a connection twice', async () => {
  const twinned = proxy.twin(60_000);
  const { socket, heard, end } = client();
  const bothCame = new Promise<void>((resolve) => {
    server.on('got', () => {
      if (received === 6) resolve();
    });
  });
  socket.write('abc');
  await heard(6);
  await bothCame;
  proxy.heal();
  await twinned;
  socket.end();
  expect(await end).toEqual({ code: 'closed', bytes: 6 });
  expect(proxy.counts.twin).toBe(1);
});
