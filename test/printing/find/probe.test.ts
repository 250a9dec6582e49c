import { connect, createServer, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import {
  type Finding,
  languageOfAnswer,
  probeAddresses,
  recognise,
} from '../../../main/printing/find/find.ts';
import { addressesOf } from '../../../main/printing/find/printer-search.ts';
import type { PrinterBody } from '../../support/virtual-printer/printer-body.ts';
import { StarPrinter } from '../../support/virtual-printer/star/star-printer.ts';
import { ownAddress, serveOverTcp } from '../../support/virtual-printer/tcp-server.ts';
import { VirtualPrinter } from '../../support/virtual-printer/virtual-printer.ts';
import { ZplPrinter } from '../../support/virtual-printer/zpl/zpl-printer.ts';

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

const timings = { connect: 2_000, answer: 150 };
const notKnown = () => false;
const never = new AbortController().signal;

/** A server, and the bytes it received. */
async function listen(
  host: string,
  onSocket: (socket: Socket) => void,
): Promise<{ host: string; port: number; heard: Buffer[]; server: Server }> {
  const heard: Buffer[] = [];
  const server = createServer((socket) => {
    socket.on('error', () => {});
    socket.on('data', (bytes) => heard.push(Buffer.from(bytes)));
    cleanUps.push(() => socket.destroy());
    onSocket(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  cleanUps.push(() => new Promise((resolve) => server.close(resolve)));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { host, port: address.port, heard, server };
}

/** The printer without paper. */
function emptied<P extends PrinterBody>(printer: P): P {
  printer.takePaper();
  return printer;
}

/** A Star printer's status after ESC ACK SOH (1B 06 01): nine bytes, all well. */
const starStatus = Uint8Array.of(0x23, 0x86, 0, 0, 0, 0, 0, 0, 0);

describe('what stands at an address', () => {
  test.each([
    ['ESC/POS', () => new VirtualPrinter({}), 'escpos'],
    ['ESC/POS out of paper', () => emptied(new VirtualPrinter({})), 'escpos'],
    ['Star', () => new StarPrinter({}), 'star'],
    ['Star out of paper', () => emptied(new StarPrinter({})), 'star'],
    // Its own questions are text, which the other printers would print.
    ['ZPL', () => new ZplPrinter({}), null],
    ['ESC/POS that tells nothing', () => new VirtualPrinter({ ignoresStatus: true }), null],
  ] as const)('%s is recognised, or not, and nothing is printed', async (_name, make, language) => {
    const printer = make();
    const server = await serveOverTcp(printer, { host: ownAddress() });
    cleanUps.push(() => server.close());
    expect(await recognise(server, timings, never)).toEqual({ open: true, language });
    expect(printer.jobs).toEqual([]);
    expect(printer.garbage).toBe(0);
  });

  test('a printer that says nothing is there, of unknown language, and hears nothing that prints', async () => {
    const silent = await listen('127.0.0.1', () => {});
    expect(await recognise(silent, timings, never)).toEqual({ open: true, language: null });
    const bytes = [...Buffer.concat(silent.heard)];
    expect(bytes).toEqual([0x1b, 0x06, 0x01, 0x10, 0x04, 0x01]);
    expect(bytes.every((byte) => byte < 0x20)).toBe(true);
  });

  test('one that talks without being understood is left in time', async () => {
    const chatter = await listen('127.0.0.1', (socket) => {
      const timer = setInterval(() => socket.write('220 hello\r\n'), 10);
      socket.on('close', () => clearInterval(timer));
    });
    expect(await recognise(chatter, timings, never)).toEqual({ open: true, language: null });
  });

  test('a closed port is nobody', async () => {
    const gone = await listen(ownAddress(), () => {});
    await new Promise((resolve) => gone.server.close(resolve));
    expect(await recognise(gone, timings, never)).toEqual({ open: false });
  });

  test('the two status bytes are told apart', () => {
    expect(languageOfAnswer(Uint8Array.of(0x16), 'escpos')).toBe('escpos');
    // Star answers the EOT within Epson's question with one byte; but Star was asked before.
    expect(languageOfAnswer(starStatus, 'escpos')).toBe('star');
    expect(languageOfAnswer(Uint8Array.of(0x16), 'star')).toBeNull();
    expect(languageOfAnswer(Uint8Array.of(0x14, 0, 0, 0), 'escpos')).toBeNull();
    expect(languageOfAnswer(Uint8Array.of(), 'escpos')).toBeNull();
  });
});

describe('a probe of a range', () => {
  test('finds what listens and counts every address', async () => {
    const everywhere = await listen('0.0.0.0', () => {});
    const found: Finding[] = [];
    let tried = 0;
    await probeAddresses(addressesOf('127.77.0.0/25'), (finding) => found.push(finding), {
      port: everywhere.port,
      timings: { connect: 2_000, answer: 50 },
      signal: never,
      isKnown: notKnown,
      onTried: () => {
        tried += 1;
      },
    });
    expect(tried).toBe(126);
    expect(found).toHaveLength(126);
    expect(found).toContainEqual({
      kind: 'subnet',
      connection: { kind: 'tcp', host: '127.77.0.9', port: everywhere.port },
      name: `127.77.0.9:${everywhere.port}`,
      model: '',
      language: null,
    });
  });

  test('has 64 connections at once and no more', async () => {
    const controller = new AbortController();
    let connections = 0;
    const everywhere = await listen('0.0.0.0', (socket) => {
      // None of the probe's connections ends unasked. One of ours comes after all pending ones.
      if (socket.localAddress === '127.0.0.1') {
        controller.abort();
        return;
      }
      connections += 1;
      if (connections === 64) connect(everywhere.port, '127.0.0.1').on('error', () => {});
    });
    await probeAddresses(addressesOf('127.79.0.0/22'), () => {}, {
      port: everywhere.port,
      timings: { connect: 600_000, answer: 600_000 },
      signal: controller.signal,
      isKnown: notKnown,
      onTried: () => {},
    });
    expect(connections).toBe(64);
  });

  test('ends at once when it is cancelled', async () => {
    const silent = await listen('0.0.0.0', () => controller.abort());
    const controller = new AbortController();
    const found: Finding[] = [];
    let tried = 0;
    await probeAddresses(addressesOf('127.78.0.0/22'), (finding) => found.push(finding), {
      port: silent.port,
      // Longer than the test may take: only the cancelling ends the wait for an answer.
      timings: { connect: 600_000, answer: 600_000 },
      signal: controller.signal,
      isKnown: notKnown,
      onTried: () => {
        tried += 1;
      },
    });
    expect({ found, tried }).toEqual({ found: [], tried: 0 });
  });

  test('leaves a printer in peace that is set up', async () => {
    const busy = await listen('127.0.0.1', () => {});
    const found: Finding[] = [];
    let connections = 0;
    busy.server.on('connection', () => {
      connections += 1;
    });
    await probeAddresses(['127.0.0.1'], (finding) => found.push(finding), {
      port: busy.port,
      timings,
      signal: never,
      isKnown: (connection) => connection.kind === 'tcp' && connection.port === busy.port,
      onTried: () => {},
    });
    expect(found).toHaveLength(1);
    expect(connections).toBe(0);
  });
});
