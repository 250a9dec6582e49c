import { createServer as createHttpServer } from 'node:http';
import { createServer, type Server, type Socket } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openTransport } from '../../main/printing/transport/open-transport.ts';
import { BrotherPrinter } from '../support/virtual-printer/brother/brother-printer.ts';
import type { PrinterBody } from '../support/virtual-printer/printer-body.ts';
import { StarPrinter } from '../support/virtual-printer/star/star-printer.ts';
import { ownAddress } from '../support/virtual-printer/tcp-server.ts';
import { VirtualPrinter } from '../support/virtual-printer/virtual-printer.ts';
import { ZplPrinter } from '../support/virtual-printer/zpl/zpl-printer.ts';
import { benchOf, heldFor, stateIs, whole } from './fault-bench.ts';
import { quickTimings, tcpPrinter } from './support.ts';

const printers = {
  escpos: () => new VirtualPrinter(),
  star: () => new StarPrinter(),
  zpl: () => new ZplPrinter(),
  brother: () => new BrotherPrinter(),
};
const languages = ['escpos', 'star', 'zpl', 'brother'] as const;
type Language = (typeof languages)[number];

/** Short, so that silence shows soon. */
const timings = { ...quickTimings, answer: 200 };
const deps = {
  openTransport: (...[settings, events]: Parameters<typeof openTransport>) =>
    openTransport(settings, events, timings),
};

const pairs = languages.flatMap((profile) =>
  languages.filter((real) => real !== profile).map((real) => ({ profile, real })),
);

describe.each(['confirm', 'status'] as const)('a printer set up as another one (%s)', (ability) => {
  test.each(pairs)(
    'as $profile, but it speaks $real: not understood, nothing printed; set right, it prints',
    async ({ profile, real }) => {
      const printer: PrinterBody = printers[real]();
      const b = await benchOf(printer, { language: profile, ability }, deps);
      const id = b.print();
      const held = await heldFor(b, id, 'not-understood');
      expect(held.detail).toContain(b.server.host);
      expect(printer.jobs).toHaveLength(0);
      b.queue.setPrinters([tcpPrinter(b.server, { language: real })]);
      await stateIs(b, id, 'confirmed');
      expect(whole(printer)).toEqual(['0/1']);
    },
  );
});

async function listen(server: Server): Promise<{ host: string; port: number }> {
  const host = ownAddress();
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  return { host, port: typeof address === 'object' ? (address?.port ?? 0) : 0 };
}

const strangers: [string, () => Server][] = [
  ['a web server', () => createHttpServer((_, response) => response.end('<html></html>'))],
  [
    'a port that says nothing',
    () => createServer((socket: Socket) => void socket.on('error', () => {}).resume()),
  ],
  [
    'a port that talks without end',
    () =>
      createServer((socket: Socket) => {
        socket.on('error', () => {}).on('data', () => socket.write('220 mail.example ESMTP\r\n'));
      }),
  ],
];

describe.each(strangers)('%s instead of a printer', (_, make) => {
  test.each(languages)(
    'asked as %s: not understood; the queue goes on elsewhere',
    async (language: Language) => {
      const printer: PrinterBody = printers[language]();
      const b = await benchOf(printer, { language }, deps);
      const stranger = await listen(make());
      b.queue.setPrinters([tcpPrinter(stranger, { language })]);
      const id = b.print();
      const held = await heldFor(b, id, 'not-understood');
      expect(held.detail).toContain(`${stranger.host}:${stranger.port}`);
      b.queue.setPrinters([tcpPrinter(b.server, { language })]);
      await stateIs(b, id, 'confirmed');
      expect(whole(printer)).toEqual(['0/1']);
    },
  );
});
