import { createServer, type Server } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { afterEach, expect, test } from 'vitest';
import { cupsPapers, cupsServer } from '../../../main/printing/driver/cups-papers.ts';

let server: Server | null = null;
afterEach(() => server?.close());

/** A print server of this computer that answers with these bytes; resolves with its address. */
async function serve(answer: Uint8Array, heard: Buffer[] = []): Promise<string> {
  const made = createServer((request, response) => {
    void buffer(request).then((body) => {
      heard.push(Buffer.from(request.url ?? ''), body);
      response.end(answer);
    });
  });
  server = made;
  await new Promise<void>((resolve) => made.listen(0, '127.0.0.1', () => resolve()));
  const address = made.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return `127.0.0.1:${address.port}`;
}

function value(tag: number, name: string, text: string): Buffer {
  const length = (word: string): Buffer => Buffer.from([word.length >> 8, word.length & 0xff]);
  return Buffer.concat([
    Buffer.from([tag]),
    length(name),
    Buffer.from(name),
    length(text),
    Buffer.from(text),
  ]);
}

const head = Buffer.from([2, 0, 0, 0, 0, 0, 0, 1, 0x01]);
const papers = Buffer.concat([
  head,
  value(0x47, 'attributes-charset', 'utf-8'),
  Buffer.from([0x04]),
  value(0x44, 'media-supported', 'iso_id-1_53.98x85.6mm'),
  value(0x44, '', 'oe_photo-l_3.5x5in'),
  value(0x44, '', 'custom_min_25.4x25.4mm'),
  value(0x44, '', 'custom_max_110x990mm'),
  value(0x42, '', 'Brother 62'),
  value(0x44, 'media-type-supported', 'om_other_10x10mm'),
  Buffer.from([0x03]),
]);

test('the papers of a queue are read in millimetres, without the limits of custom ones', async () => {
  const heard: Buffer[] = [];
  const name = await serve(papers, heard);
  expect(await cupsPapers('hall a', name)).toEqual([
    { width: 53.98, height: 85.6 },
    { width: 88.9, height: 127 },
  ]);
  const [path, body] = heard;
  expect(path?.toString()).toBe('/printers/hall%20a');
  expect(body?.toString('latin1')).toContain('ipp://localhost/printers/hall%20a');
});

test('an answer that ends in the middle, is none, or never comes gives no papers', async () => {
  expect(await cupsPapers('q', await serve(papers.subarray(0, papers.length - 30)))).toEqual([]);
  server?.close();
  expect(await cupsPapers('q', await serve(Buffer.from('<html>')))).toEqual([]);
  expect(await cupsPapers('q', '/nowhere/cups.sock')).toEqual([]);
});

test('the server is the one that programs print through', () => {
  expect(cupsServer({ CUPS_SERVER: 'printers.example:631' })).toBe('printers.example:631');
  expect(cupsServer({})).toBe('/run/cups/cups.sock');
});
