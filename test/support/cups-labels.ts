import { once } from 'node:events';
import { createServer } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type { Bitmap1 } from '../../domain/badges/badge.ts';
import { isBlack } from '../../main/printing/render/bitmap.ts';

export type LabelSink = Awaited<ReturnType<typeof openLabelSink>>;

/** A label printer's raw port that keeps what it receives: CUPS opens one connection per job. */
export async function openLabelSink() {
  const jobs: Promise<Uint8Array>[] = [];
  const server = createServer((socket) => jobs.push(buffer(socket)));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    port: address.port,
    /** Resolves with the bytes of that job, counted from 0. */
    job: async (index: number): Promise<Uint8Array> => {
      for (;;) {
        const bytes = jobs[index];
        if (bytes !== undefined) return bytes;
        await once(server, 'connection');
      }
    },
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

/**
 * The picture that CUPS's own label driver (`rastertolabel`) sends to a Zebra: `~DG` with ZPL's
 * compressed hex rows (ZPL II Programming Guide, "Alternative Data Compression Scheme"). G–Y repeat
 * the next digit 1–19 times, g–z 20–400 times; `,` fills a row with zeros, `!` with ones, `:`
 * repeats the row before. Throws if there is none.
 */
export function pictureOfLabel(bytes: Uint8Array): Bitmap1 {
  const text = Buffer.from(bytes).toString('latin1');
  const head = /~DG[^,]*,(\d+),(\d+),\s*/.exec(text);
  if (head === null) throw new Error('no ~DG in what the printer heard');
  const total = Number(head[1]);
  const rowBytes = Number(head[2]);
  const rows: string[] = [];
  let row = '';
  let times = 0;
  let at = head.index + head[0].length;
  while (rows.length * rowBytes < total) {
    const letter = text.charAt(at);
    at += 1;
    const room = 2 * rowBytes - row.length;
    if (letter >= 'G' && letter <= 'Y') times += letter.charCodeAt(0) - 0x46;
    else if (letter >= 'g' && letter <= 'z') times += 20 * (letter.charCodeAt(0) - 0x66);
    else if (letter === ',') row += '0'.repeat(room);
    else if (letter === '!') row += 'F'.repeat(room);
    else if (letter === ':') row = rows.at(-1) ?? '';
    else if (/[0-9A-F]/.test(letter)) {
      row += letter.repeat(Math.max(1, times));
      times = 0;
    } else if (!/\s/.test(letter)) throw new Error(`unexpected "${letter}" in a picture`);
    if (row.length < 2 * rowBytes) continue;
    rows.push(row.slice(0, 2 * rowBytes));
    row = row.slice(2 * rowBytes);
  }
  return {
    width: rowBytes * 8,
    height: rows.length,
    bits: Uint8Array.from(Buffer.from(rows.join(''), 'hex')),
  };
}

/** Reads a PBM (P4) in the form that our own files have. Throws for any other. */
export function readPbm(bytes: Uint8Array): Bitmap1 {
  const head = /^P4\n(\d+) (\d+)\n/.exec(Buffer.from(bytes.subarray(0, 40)).toString('latin1'));
  if (head === null) throw new Error('no PBM');
  return { width: Number(head[1]), height: Number(head[2]), bits: bytes.subarray(head[0].length) };
}

/**
 * Maximum shift of the badge to the right or down from the label's first dot: a quarter of a
 * millimetre, in dots.
 */
const maxShift = 2;

/**
 * Minimum number of dots in which a label differs from the badge, over all positions of the badge
 * within `maxShift`. Black dots beside the badge count as well. The label may be larger, never
 * smaller.
 */
export function differingDots(badge: Bitmap1, label: Bitmap1): number {
  let least = Number.POSITIVE_INFINITY;
  for (let down = 0; down <= maxShift; down += 1) {
    for (let right = 0; right <= maxShift; right += 1) {
      least = Math.min(least, differingAt(badge, label, right, down, least));
    }
  }
  return least;
}

/** Stops counting at `enough`. */
function differingAt(
  badge: Bitmap1,
  label: Bitmap1,
  right: number,
  down: number,
  enough: number,
): number {
  let differing = 0;
  for (let y = -down; y < Math.max(badge.height, label.height); y += 1) {
    for (let x = -right; x < Math.max(badge.width, label.width); x += 1) {
      if (isBlack(badge, x, y) !== isBlack(label, x + right, y + down)) differing += 1;
    }
    if (differing >= enough) break;
  }
  return differing;
}
