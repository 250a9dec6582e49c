import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SpoolerError } from '../../../main/printing/spooler/spooler.ts';
import { createWinspool } from '../../../main/printing/spooler/winspool.ts';
import { createSpoolerTransport } from '../../../main/printing/transport/spooler-transport.ts';
import type { SendOptions } from '../../../main/printing/transport/transport.ts';

// `npm run test:windows` provides a raw queue of CUPS, which Wine shows as a Windows printer, and
// the port that it prints to: the printer is ours.
const [queue = '', port = ''] = (process.env.LANYARD_SPOOLER ?? '').split(' ');

const options: SendOptions = {
  confirmId: '0001',
  beforeFirstByte: () => {},
  onFirstRasterByte: () => {},
  onAwaiting: () => {},
};

function jobOf(bytes: Uint8Array) {
  const chunks = [
    { bytes: bytes.subarray(0, 10), raster: false },
    { bytes: bytes.subarray(10), raster: true },
  ];
  return { chunks, bitmap: { width: 8, height: 1, bits: Uint8Array.of(0) } };
}

/** Every byte value, and many that look like commands, ends of lines or ends of files. */
const sample = Buffer.concat([
  Uint8Array.from({ length: 256 }, (_, index) => index),
  Buffer.from('\x1b@^XA^FO\r\n\n\0\x04\x1a\x0c%!PS %PDF'),
  randomBytes(200_000),
]);

describe.runIf(queue !== '')('the spooler of Windows', () => {
  let printer: Server;
  let jobs: Buffer[];
  let sockets: Socket[];
  beforeEach(async () => {
    jobs = [];
    sockets = [];
    printer = createServer((socket) => {
      sockets.push(socket);
      const index = jobs.push(Buffer.alloc(0)) - 1;
      socket.on('data', (bytes) => {
        jobs[index] = Buffer.concat([jobs[index] ?? Buffer.alloc(0), bytes]);
      });
      socket.on('error', () => {});
      socket.on('end', () => socket.end());
    });
    printer.listen(Number(port), '127.0.0.1');
    await once(printer, 'listening');
  });
  afterEach(async () => {
    for (const socket of sockets) socket.destroy();
    printer.close();
    await once(printer, 'close');
  });

  test('lists its printers', async () => {
    const printers = await createWinspool().printers();
    expect(printers.map((each) => each.queue)).toContain(queue);
  });

  test('passes on bytes as they are, one job after the other', async () => {
    const transport = createSpoolerTransport(queue, createWinspool(), null);
    expect(await transport.status()).toMatchObject({ condition: 'unknown' });
    expect(await transport.send(jobOf(sample), options)).toEqual({ kind: 'sent' });
    await expect.poll(() => jobs[0]?.length).toBe(sample.length);
    expect(jobs[0]?.equals(sample)).toBe(true);
    const second = Buffer.from('^XA^XZ second');
    expect(await transport.send(jobOf(second), options)).toEqual({ kind: 'sent' });
    await expect.poll(() => jobs[1]?.toString('latin1')).toBe(second.toString('latin1'));
    await transport.close();
  });

  test('discards a document that is broken off', async () => {
    const document = await createWinspool().begin(queue, 'Lanyard é');
    expect(await document.write(sample)).toBe(sample.length);
    await document.abort();
    await document.close();
    const transport = createSpoolerTransport(queue, createWinspool(), null);
    expect(await transport.send(jobOf(Buffer.from('after the other')), options)).toEqual({
      kind: 'sent',
    });
    await expect.poll(() => jobs.map((job) => job.toString('latin1'))).toEqual(['after the other']);
  });

  test('whose printer is taken away in the middle of a job asks the desk', async () => {
    const spooler = createWinspool();
    const transport = createSpoolerTransport(
      'removable',
      {
        printers: () => spooler.printers(),
        begin: async (name, title) => {
          const document = await spooler.begin(name, title);
          return {
            ...document,
            end: async () => {
              // Wine's way to start a Linux program.
              const removed = spawnSync('start.exe', [
                '/wait',
                '/unix',
                '/usr/sbin/lpadmin',
                '-x',
                name,
              ]);
              expect(removed.status).toBe(0);
              await document.end();
            },
          };
        },
      },
      null,
    );
    const outcome = await transport.send(jobOf(sample), options);
    expect(outcome).not.toMatchObject({ kind: 'sent' });
    expect(jobs).toEqual([]);
  });

  test('names the printers that there are where one is missing', async () => {
    const transport = createSpoolerTransport('Badges é', createWinspool(), null);
    expect(await transport.send(jobOf(sample), options)).toMatchObject({
      kind: 'retryable',
      reason: 'offline',
      detail: expect.stringContaining(queue),
    });
    await expect(createWinspool().begin('Badges é', 'Lanyard')).rejects.toThrow(SpoolerError);
  });
});

test.skipIf(process.platform === 'win32')('is on Windows alone, and says so', async () => {
  await expect(createWinspool().printers()).rejects.toThrow('no spooler of Windows');
});
