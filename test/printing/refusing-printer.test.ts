import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { ownAddress, serveOverTcp } from '../support/virtual-printer/tcp-server.ts';
import { VirtualPrinter } from '../support/virtual-printer/virtual-printer.ts';

test('a printer that refuses comes back although its port went to somebody else meanwhile', async () => {
  const printer = await serveOverTcp(new VirtualPrinter(), { host: ownAddress() });
  onTestFinished(() => printer.close());
  await printer.setBusy('refuse');
  const stranger = createServer();
  onTestFinished(() => {
    stranger.close();
  });
  await once(stranger.listen(printer.port, '127.0.0.1'), 'listening');
  const refused = connect(printer);
  await expect(once(refused, 'connect')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  await printer.setBusy(null);
  const welcome = connect(printer);
  await once(welcome, 'connect');
  welcome.destroy();
});

test('no two printers share an address', () => {
  const addresses = Array.from({ length: 200 }, ownAddress);
  expect(new Set(addresses).size).toBe(200);
});
