import { request } from 'node:http';
import type { PaperSize } from '../../../domain/printing/print-job.ts';

/** Milliseconds: the server is on this computer. */
const timeOut = 3_000;
/** Bytes; a printer with hundreds of papers answers with some 20 kB. */
const maxAnswer = 1_000_000;

/** RFC 8010, 3.5: tags of an operation's attributes, the end, and three kinds of value. */
const tags = {
  operation: 0x01,
  end: 0x03,
  keyword: 0x44,
  uri: 0x45,
  charset: 0x47,
  language: 0x48,
};
/** RFC 8011, 4.2.5. */
const getPrinterAttributes = 0x000b;

/**
 * The papers that CUPS reports for a queue, in its order, without the limits of custom ones. Empty
 * where it reports none, or where no CUPS answers.
 *
 * @param server as in CUPS_SERVER: the path of a socket, or a host with its port
 */
export async function cupsPapers(queue: string, server: string): Promise<PaperSize[]> {
  const path = `/printers/${encodeURIComponent(queue)}`;
  try {
    const answer = await ask(server, path, requestFor(`ipp://localhost${path}`));
    return readKeywords(answer, 'media-supported').flatMap((name) => sizeOfPaper(name) ?? []);
  } catch {
    return [];
  }
}

/** The server through which programs of this computer print (cups/client.conf(5)). */
export function cupsServer(environment: NodeJS.ProcessEnv): string {
  return environment.CUPS_SERVER ?? '/run/cups/cups.sock';
}

/** The size in a paper's name (PWG 5101.1, "Media Size Self-Describing Names"); null for none. */
function sizeOfPaper(name: string): PaperSize | null {
  const found = /^(?!custom_m)[a-z]+_.*_(\d+(?:\.\d+)?)x(\d+(?:\.\d+)?)(mm|in)$/.exec(name);
  if (found === null) return null;
  const [width, height] = [Number(found[1]), Number(found[2])];
  const unit = found[3] === 'in' ? 25.4 : 1;
  return { width: hundredths(width * unit), height: hundredths(height * unit) };
}

function hundredths(millimetres: number): number {
  return Math.round(millimetres * 100) / 100;
}

function requestFor(printer: string): Buffer {
  return Buffer.concat([
    // Version 2.0, the operation, and the number of the request.
    Buffer.from([2, 0, 0, getPrinterAttributes, 0, 0, 0, 1, tags.operation]),
    attribute(tags.charset, 'attributes-charset', 'utf-8'),
    attribute(tags.language, 'attributes-natural-language', 'en'),
    attribute(tags.uri, 'printer-uri', printer),
    attribute(tags.keyword, 'requested-attributes', 'media-supported'),
    Buffer.from([tags.end]),
  ]);
}

function attribute(tag: number, name: string, value: string): Buffer {
  return Buffer.concat([Buffer.from([tag]), counted(name), counted(value)]);
}

function counted(text: string): Buffer {
  const bytes = Buffer.from(text);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

/** The values of an attribute. Throws RangeError where an answer ends in the middle. */
function readKeywords(answer: Buffer, wanted: string): string[] {
  const values: string[] = [];
  let at = 8;
  let name = '';
  const text = (): string => {
    const length = answer.readUInt16BE(at);
    at += 2 + length;
    if (at > answer.length) throw new RangeError('the answer ends in the middle');
    return answer.toString('utf8', at - length, at);
  };
  while (at < answer.length) {
    const tag = answer.readUInt8(at);
    at += 1;
    if (tag === tags.end) break;
    // A tag below 0x10 begins a group of attributes.
    if (tag < 0x10) continue;
    // A value without a name belongs to the attribute before it.
    name = text() || name;
    const value = text();
    if (name === wanted) values.push(value);
  }
  return values;
}

function ask(server: string, path: string, body: Buffer): Promise<Buffer> {
  const [host = '', port = '631'] = server.split(':');
  const place = server.startsWith('/') ? { socketPath: server } : { host, port };
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/ipp', 'content-length': body.length };
    const signal = AbortSignal.timeout(timeOut);
    const sent = request({ ...place, path, method: 'POST', headers, signal }, (answer) => {
      const chunks: Buffer[] = [];
      let size = 0;
      answer.on('data', (chunk: Buffer) => {
        size += chunk.length;
        chunks.push(chunk);
        if (size > maxAnswer) answer.destroy(new RangeError('the answer is too long'));
      });
      answer.on('end', () => resolve(Buffer.concat(chunks)));
      answer.on('error', reject);
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
