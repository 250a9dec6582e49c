import { createAgent, MibProviderType, ObjectType } from 'net-snmp';
import { describe, expect, onTestFinished, test } from 'vitest';
import {
  createBrotherTransport,
  readSnmp,
} from '../../main/printing/transport/brother-transport.ts';
import { createTcpLink } from '../../main/printing/transport/open-transport.ts';
import { freeUdpPort } from '../support/udp-port.ts';
import { BrotherPrinter } from '../support/virtual-printer/brother/brother-printer.ts';
import { roll29x90, roll62 } from '../support/virtual-printer/brother/brother-status.ts';
import { benchOf, heldFor, printerIs, stateIs, whole } from './fault-bench.ts';
import { jobOf, quickTimings, until } from './support.ts';

/** The object of Brother's status, without the instance. */
const oid = '1.3.6.1.4.1.2435.3.3.9.1.6.1';

/** An SNMP agent over UDP that gives a printer's status; silent if the printer is. */
async function serveSnmp(status: () => Uint8Array | null): Promise<number> {
  const port = await freeUdpPort();
  const agent = createAgent({ port, address: '127.0.0.1', disableAuthorization: true }, () => {});
  const mib = agent.getMib();
  agent.registerProvider({
    name: 'status',
    type: MibProviderType.Scalar,
    oid,
    scalarType: ObjectType.OctetString,
    maxAccess: 2,
    handler: (request: { done(): void }) => {
      const bytes = status();
      if (bytes === null) return;
      mib.setScalarValue('status', Buffer.from(bytes));
      request.done();
    },
  });
  mib.setScalarValue('status', Buffer.alloc(32));
  onTestFinished(() => agent.close());
  return port;
}

async function networkBench(printer: BrotherPrinter) {
  const port = await serveSnmp(() => printer.networkStatus());
  const query = { host: '127.0.0.1', port, oid: `${oid}.0` };
  return await benchOf(
    printer,
    { language: 'brother', ability: 'status' },
    {
      openTransport: (settings, events) => {
        const { connection } = settings;
        if (connection.kind !== 'tcp') throw new Error('a network printer');
        const link = createTcpLink(connection, quickTimings);
        return createBrotherTransport(link, settings, quickTimings, events, (milliseconds) =>
          readSnmp({ ...query, milliseconds }),
        );
      },
    },
  );
}

describe('a printer of which SNMP alone tells the state', () => {
  test('is ready and takes a badge; a wrong roll holds the next, an open cover is asked about', async () => {
    const b = await networkBench(new BrotherPrinter({ network: true }));
    await printerIs(b, 'ready');
    const first = b.print(0);
    await stateIs(b, first, 'sent');
    await until('it is out', () => whole(b.printer).length === 1);
    b.printer.loadRoll(roll29x90);
    const second = b.print(1);
    expect((await heldFor(b, second, 'wrong-medium')).detail).toContain('29 × 90 mm');
    b.printer.loadRoll(roll62);
    b.printer.plan({ kind: 'cover-open', at: 20 });
    await stateIs(b, second, 'failed-partial');
    expect(jobOf(b.store.db, second).reason).toBe('cover-open');
    expect(whole(b.printer)).toEqual(['0/1']);
  });

  test('that waits for the rest of a page that broke off is freed, and takes the badge', async () => {
    const printer = new BrotherPrinter({ network: true, startsEarly: true });
    // A row for the page of a connection that is gone.
    printer.receive(Uint8Array.of(0x67, 0x00, 90, ...new Uint8Array(90)));
    const b = await networkBench(printer);
    await stateIs(b, b.print(), 'sent');
    await until('it is out', () => whole(printer).length === 1);
  });

  test('without SNMP: held before the first byte, with what to switch on', async () => {
    const b = await networkBench(new BrotherPrinter({ network: true, ignoresStatus: true }));
    const held = await heldFor(b, b.print(), 'not-understood');
    expect(held.detail).toContain('switch SNMP on');
    expect(b.printer.jobs).toEqual([]);
  });
});

describe('an SNMP query', () => {
  test('of an address at which nobody answers ends without one', async () => {
    const port = await freeUdpPort();
    const query = { host: '127.0.0.1', port, oid: `${oid}.0`, milliseconds: 100 };
    expect(await readSnmp(query)).toBeNull();
    expect(await readSnmp({ ...query, host: 'no-such-printer.invalid' })).toBeNull();
  });

  test('of an object that the agent does not have is no status', async () => {
    const port = await serveSnmp(() => new Uint8Array(32));
    const query = { host: '127.0.0.1', port, oid: '1.3.6.1.2.1.1.99.0', milliseconds: 400 };
    expect(await readSnmp(query)).toBeNull();
  });
});
