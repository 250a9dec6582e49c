import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';
import { Bonjour } from 'bonjour-service';
import { afterEach, describe, expect, test } from 'vitest';
import { findAnnounced } from '../../../main/printing/find/announced.ts';
import type { Finding } from '../../../main/printing/find/find.ts';
import { freeUdpPort } from '../../support/udp-port.ts';

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

async function listenTcp(): Promise<number> {
  const server = createServer((socket) => socket.on('error', () => {}));
  await new Promise<void>((resolve) => server.listen(0, '0.0.0.0', resolve));
  cleanUps.push(() => server.close());
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

function announcer(port: number): Bonjour {
  const bonjour = new Bonjour({ port });
  cleanUps.push(
    () =>
      new Promise<void>((resolve) => bonjour.unpublishAll(() => bonjour.destroy(() => resolve()))),
  );
  return bonjour;
}

const timings = { connect: 2_000, answer: 100 };

describe('printers that announce themselves', () => {
  test('are told with name, model and language; those that only speak IPP are not', async () => {
    const mdnsPort = await freeUdpPort();
    const printerPort = await listenTcp();
    const network = announcer(mdnsPort);
    network.publish({
      name: 'Registration, Hall A',
      type: 'pdl-datastream',
      port: printerPort,
      probe: false,
      txt: {
        usb_MFG: 'Zebra Technologies',
        usb_MDL: 'ZTC ZD421-203dpi ZPL',
        usb_CMD: 'ZPL',
      },
    });
    // The same printer again, as most announce themselves: it must not be listed twice.
    network.publish({ name: 'Registration, Hall A', type: 'ipp', port: 631, probe: false });
    const found: Finding[] = [];
    await findAnnounced((finding) => found.push(finding), {
      signal: new AbortController().signal,
      isKnown: () => false,
      listen: 1_500,
      timings,
      mdnsPort,
    });
    expect(found).toEqual([
      {
        kind: 'announced',
        connection: { kind: 'tcp', host: expect.stringMatching(/^[\d.]+$/), port: printerPort },
        name: 'Registration, Hall A',
        model: 'Zebra Technologies ZTC ZD421-203dpi ZPL',
        language: 'zpl',
      },
    ]);
  });

  test('with IPP alone count when their raw port is open', async () => {
    const mdnsPort = await freeUdpPort();
    const rawPort = await listenTcp();
    announcer(mdnsPort).publish({
      name: 'Office',
      type: 'ipp',
      port: 631,
      probe: false,
      txt: { ty: 'Star TSP143IV' },
    });
    const search = (port: number, controller = new AbortController()) => {
      const found: Finding[] = [];
      return findAnnounced((finding) => found.push(finding), {
        signal: controller.signal,
        isKnown: () => false,
        listen: 1_500,
        timings,
        rawPort: port,
        mdnsPort,
      }).then(() => found);
    };
    expect(await search(rawPort)).toMatchObject([{ name: 'Office', model: 'Star TSP143IV' }]);
    // Nothing listens on port 1 of this computer.
    expect(await search(1)).toEqual([]);
  });

  test('a Brother is named by its model, and its language is known', async () => {
    const mdnsPort = await freeUdpPort();
    announcer(mdnsPort).publish({
      name: 'Brother QL-820NWB [3c2af4000000]',
      type: 'pdl-datastream',
      port: await listenTcp(),
      probe: false,
      txt: { ty: 'Brother QL-820NWB', usb_MFG: 'Brother', usb_MDL: 'QL-820NWB', usb_CMD: 'PT-CBP' },
    });
    const found: Finding[] = [];
    await findAnnounced((finding) => found.push(finding), {
      signal: new AbortController().signal,
      isKnown: () => false,
      listen: 1_500,
      timings,
      mdnsPort,
    });
    expect(found).toMatchObject([{ model: 'Brother QL-820NWB', language: 'brother' }]);
  });

  test('ends at once when it is cancelled', async () => {
    const controller = new AbortController();
    const ended = findAnnounced(() => {}, {
      signal: controller.signal,
      isKnown: () => false,
      listen: 600_000,
      timings,
      mdnsPort: await freeUdpPort(),
    });
    controller.abort();
    await ended;
  });

  test('cannot be heard where another program has the port to itself: an error, not a crash', async () => {
    const selfish = createSocket({ type: 'udp4' });
    await new Promise<void>((resolve) => selfish.bind(0, resolve));
    cleanUps.push(() => selfish.close());
    const search = findAnnounced(() => {}, {
      signal: new AbortController().signal,
      isKnown: () => false,
      listen: 600_000,
      timings,
      mdnsPort: selfish.address().port,
    });
    // Windows' code for a port whose holder does not share it.
    await expect(search).rejects.toThrow(process.platform === 'win32' ? 'EACCES' : 'EADDRINUSE');
  });
});
