/**
 * A virtual printer for people: `node test/support/virtual-printer/run.ts --language star --port 9100 --out DIR`
 * (escpos, star or zpl; ESC/POS unless told).
 * Every badge is written to DIR as `print-N.bin` (exact bytes) and `print-N.pbm` (what is on paper).
 * On standard input, one word a line: paper-out, paper-low, paper, open, close, repair, off, on, busy, free, quit.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { toPbm } from './decode.ts';
import type { PrinterBody } from './printer-body.ts';
import { StarPrinter } from './star/star-printer.ts';
import { serveOverTcp } from './tcp-server.ts';
import { VirtualPrinter } from './virtual-printer.ts';
import { ZplPrinter } from './zpl/zpl-printer.ts';

/** Rows a millisecond: 150 mm a second at 203 dpi. */
const ordinarySpeed = 1.2;

const { values } = parseArgs({
  options: {
    language: { type: 'string', default: 'escpos' },
    port: { type: 'string', default: '9100' },
    host: { type: 'string', default: '127.0.0.1' },
    out: { type: 'string', default: 'virtual-printer-out' },
  },
});
mkdirSync(values.out, { recursive: true });
const languages: Record<string, () => PrinterBody> = {
  escpos: () => new VirtualPrinter({ rowsPerMs: ordinarySpeed }),
  star: () => new StarPrinter({ rowsPerMs: ordinarySpeed, framed: true }),
  zpl: () => new ZplPrinter({ rowsPerMs: ordinarySpeed }),
};
const printer = languages[values.language]?.();
if (printer === undefined) {
  console.error(`languages: ${Object.keys(languages).join(', ')}`);
  process.exit(2);
}
const server = await serveOverTcp(printer, { port: Number(values.port), host: values.host });
console.log(
  `virtual ${values.language} printer on ${values.host}:${server.port}, badges go to ${values.out}`,
);

let written = 0;
const timer = setInterval(() => {
  for (; written < printer.jobs.length; written += 1) {
    const job = printer.jobs[written];
    if (job === undefined || (!job.cut && !job.broken)) return;
    const name = join(values.out, `print-${written + 1}`);
    writeFileSync(`${name}.bin`, job.bytes);
    writeFileSync(`${name}.pbm`, toPbm(job.rows, job.rowBytes));
    console.log(`${name}: ${job.rows.length} rows${job.broken ? ', broken' : ''}`);
  }
}, 200);

const words: Record<string, () => unknown> = {
  'paper-out': () => printer.takePaper(),
  'paper-low': () => printer.paperLow(true),
  paper: () => printer.loadPaper(),
  open: () => printer.openCover(),
  close: () => printer.closeCover(),
  repair: () => printer.repair(),
  off: () => printer.powerOff(true),
  on: () => printer.powerOn(),
  busy: () => server.setBusy('close'),
  free: () => server.setBusy(null),
  quit: async () => {
    clearInterval(timer);
    await server.close();
    process.exit(0);
  },
};
for await (const line of createInterface({ input: process.stdin })) {
  const action = words[line.trim()];
  if (action === undefined) console.log(`words: ${Object.keys(words).join(', ')}`);
  else await action();
}
